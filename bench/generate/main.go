// Command generate writes large agreements for measurements, as one HCL file on standard output:
//
//	go run ./bench/generate ladder 100000 > big/ladder.hcl
//	go run ./bench/generate random 100000 > big/random.hcl
//
//	go run ./bench/generate powers 64 1 > big/powers.hcl
//
//	go run ./bench/generate mission 600 > big/mission.hcl
//	go run ./bench/generate evidence 50000 > big/evidence.jsonl
//
// The families ladder, random, crowd and powers are told in package family. -loop plants one
// circular wait in a ladder, -any is the share of clauses of the random family that are a choice,
// and -seed, or a number behind the size, changes the random families. A mission is a whole project
// as commissions watch over it, and evidence is what was reported of a mission of 600 commitments.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	"lockstep/bench/family"
)

// watched is how many commitments the mission has of which evidence tells.
const watched = 600

// Evidence is so many events of a mission.
type evidence struct {
	events int
	seed   uint64
}

// Write writes them as JSONL.
func (e evidence) Write(w io.Writer) error {
	return family.Mission{Commitments: watched}.WriteEvidence(w, e.events, e.seed)
}

func main() {
	flags := flag.NewFlagSet("generate", flag.ExitOnError)
	loop := flags.Bool("loop", false, "plant one circular wait in a ladder")
	share := flags.Float64("any", 0.2, "share of the random family's clauses that are a choice")
	seed := flags.Uint64("seed", 1, "seed of the random families")
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(),
			"generate [-loop] [-any SHARE] [-seed N] ladder|random|crowd|powers|mission|evidence "+
				"SIZE [SEED]")
		flags.PrintDefaults()
	}
	_ = flags.Parse(os.Args[1:]) // ExitOnError
	n, err := strconv.Atoi(flags.Arg(1))
	if flags.NArg() == 3 && err == nil {
		*seed, err = strconv.ParseUint(flags.Arg(2), 10, 64)
	}
	if err != nil || n < 1 || flags.NArg() < 2 || flags.NArg() > 3 {
		flags.Usage()
		os.Exit(3)
	}
	var plan interface{ Write(io.Writer) error }
	switch flags.Arg(0) {
	case "ladder":
		plan = family.Ladder(8, n, *loop)
	case "random":
		plan = family.Random(n, *share, *seed)
	case "crowd":
		plan = family.Crowd(n, 64, *seed)
	case "powers":
		plan = family.Powers(n, *seed)
	case "mission":
		plan = family.Mission{Commitments: n}
	case "evidence":
		plan = evidence{n, *seed}
	default:
		flags.Usage()
		os.Exit(3)
	}
	if err := plan.Write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
}
