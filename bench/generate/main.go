// Command generate writes large agreements for measurements, as one HCL file on standard output:
//
//	go run ./bench/generate ladder 100000 > big/ladder.hcl
//	go run ./bench/generate random 100000 > big/random.hcl
//
// The families ladder, random and crowd are told in package family. -loop plants one circular
// wait in a ladder, -any is the share of clauses of the random family that are a choice, and
// -seed changes the random families.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"

	"lockstep/bench/family"
)

func main() {
	flags := flag.NewFlagSet("generate", flag.ExitOnError)
	loop := flags.Bool("loop", false, "plant one circular wait in a ladder")
	share := flags.Float64("any", 0.2, "share of the random family's clauses that are a choice")
	seed := flags.Uint64("seed", 1, "seed of the random families")
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(),
			"generate [-loop] [-any SHARE] [-seed N] ladder|random|crowd COMMITMENTS")
		flags.PrintDefaults()
	}
	_ = flags.Parse(os.Args[1:]) // ExitOnError
	n, err := strconv.Atoi(flags.Arg(1))
	if err != nil || n < 1 || flags.NArg() != 2 {
		flags.Usage()
		os.Exit(3)
	}
	var plan *family.Plan
	switch flags.Arg(0) {
	case "ladder":
		plan = family.Ladder(8, n, *loop)
	case "random":
		plan = family.Random(n, *share, *seed)
	case "crowd":
		plan = family.Crowd(n, 64, *seed)
	default:
		flags.Usage()
		os.Exit(3)
	}
	if err := plan.Write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
}
