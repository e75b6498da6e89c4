// Command generate writes large agreements for measurements, as one HCL file on standard output:
//
//	go run ./bench/generate ladder 100000 > big/ladder.hcl
//	go run ./bench/generate random 100000 > big/random.hcl
//
// ladder: eight parties climb; each step waits for the party's own step before it and for that
// of one of the next two parties, and at every fourth step two neighbours act together. random:
// every commitment waits for two of the sixty before it, or for one of them. Each commitment has
// four attributes. -loop plants one circular wait, -seed changes the random family.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
)

func main() {
	flags := flag.NewFlagSet("generate", flag.ExitOnError)
	loop := flags.Bool("loop", false, "plant one circular wait")
	seed := flags.Uint64("seed", 1, "seed of the random family")
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(), "generate [-loop] [-seed N] ladder|random COMMITMENTS")
		flags.PrintDefaults()
	}
	_ = flags.Parse(os.Args[1:]) // ExitOnError
	n, err := strconv.Atoi(flags.Arg(1))
	if err != nil || n < 1 || flags.NArg() != 2 {
		flags.Usage()
		os.Exit(3)
	}
	if err := generate(os.Stdout, flags.Arg(0), n, *loop, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
}

func generate(w io.Writer, family string, n int, loop bool, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<20)
	fmt.Fprintf(out, "agreement %q {\n}\n\n", family)
	for p := range parties {
		fmt.Fprintf(out, "party \"p%d\" {\n  kind = \"state\"\n}\n\n", p)
	}
	switch family {
	case "ladder":
		ladder(out, n, loop)
	case "random":
		random(out, n, loop, rand.New(rand.NewPCG(seed, 1)))
	default:
		return fmt.Errorf("there is no family %q: ladder or random", family)
	}
	return out.Flush()
}

const parties = 8

// commitment writes one of four attributes.
func commitment(w io.Writer, i, by int, after string) {
	fmt.Fprintf(w, "commitment \"c%07d\" {\n  by    = p%d\n  to    = p%d\n"+
		"  text  = \"Step %d of the plan, owed by party %d and verified by all\"\n"+
		"  after = %s\n}\n\n", i, by, (by+1)%parties, i, by, after)
}

func id(i int) string { return fmt.Sprintf("c%07d", i) }

// ladder numbers the commitments step by step, eight to a step.
func ladder(w io.Writer, n int, loop bool) {
	for i := range n {
		step, by := i/parties, i%parties
		after := "[]"
		if step > 0 {
			next := func(k int) string { return id((step-1)*parties + (by+k)%parties) }
			after = fmt.Sprintf("[%s, any(%s, %s)]", next(0), next(1), next(2))
		}
		if loop && i == n/2 {
			after = fmt.Sprintf("[%s]", id(n-1))
		}
		commitment(w, i, by, after)
		if step%4 == 3 && by%2 == 1 {
			fmt.Fprintf(w, "exchange \"x%07d\" {\n  sides = [[%s], [%s]]\n}\n\n", i, id(i-1), id(i))
		}
	}
}

// random lets every commitment wait for two of the sixty before it, or for one of them.
func random(w io.Writer, n int, loop bool, r *rand.Rand) {
	for i := range n {
		after := "[]"
		if i > 1 {
			x := max(0, i-60) + r.IntN(min(i, 60))
			y := max(0, i-60) + r.IntN(min(i, 60))
			after = clause(x, y, r.IntN(5) == 0)
		}
		if loop && i == n/2 {
			after = fmt.Sprintf("[%s]", id(n-1))
		}
		commitment(w, i, r.IntN(parties), after)
	}
}

func clause(x, y int, either bool) string {
	switch {
	case x == y:
		return fmt.Sprintf("[%s]", id(x))
	case either:
		return fmt.Sprintf("any(%s, %s)", id(x), id(y))
	}
	return fmt.Sprintf("[%s, %s]", id(x), id(y))
}
