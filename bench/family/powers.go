package family

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// A Contract is a plan of another kind: obligations between two parties, and powers over them.
// It is what contracts of sale and of service look like to those who check whether they end.
type Contract struct {
	Obligations []Obligation
	Powers      []Power
	Redlines    []string // guards that must never hold
}

// An Obligation is an act to be done once, owed from the beginning or, where After is not empty,
// once that has come about.
type Obligation struct {
	ID, After string
}

// A Power does one thing to an obligation once When has come about.
type Power struct {
	When, Does, On string
}

// The shares of the family, in a hundred.
const (
	obligationsTriggered = 14 // by the breach or completion of another one
	powersByPowers       = 22 // by the use of another power, of which its holder gives notice
)

// Powers has n obligations and n powers. Each power waits for the breach or the completion of
// one obligation and suspends, resumes or terminates another; a part of the obligations waits for
// another one, and a part of the powers for another power. A power on which others wait is
// used by notice: a commitment of its own. There is a red line for every eight obligations.
func Powers(n int, seed uint64) *Contract {
	n = max(n, 2)
	d := drawer{rand.New(rand.NewPCG(seed, 3)), n, &Contract{}}
	for i := range n {
		o := Obligation{ID: obligation(i)}
		if i > 0 && d.IntN(100) < obligationsTriggered {
			o.After = d.outcome(d.IntN(i))
		}
		d.Obligations = append(d.Obligations, o)
	}
	for i := range n {
		d.power(i)
	}
	for range (n + 7) / 8 {
		d.Redlines = append(d.Redlines, d.redline())
	}
	return d.Contract
}

type drawer struct {
	*rand.Rand
	n int
	*Contract
}

func obligation(i int) string { return fmt.Sprintf("o%03d", i) }

func notice(power int) string { return fmt.Sprintf("notice-%03d", power) }

// outcome is that obligation i is done, or found to be breached.
func (d *drawer) outcome(i int) string {
	return []string{"done(", "breached("}[d.IntN(2)] + obligation(i) + ")"
}

func (d *drawer) power(i int) {
	trigger := d.IntN(d.n)
	on := (trigger + 1 + d.IntN(d.n-1)) % d.n
	p := Power{d.outcome(trigger), []string{"suspend", "resume", "terminate"}[d.IntN(3)],
		obligation(on)}
	if i > 0 && d.IntN(100) < powersByPowers {
		p.When = d.noticeOf(d.IntN(i))
	}
	d.Powers = append(d.Powers, p)
}

// noticeOf is that the power was used by notice.
func (d *drawer) noticeOf(power int) string {
	given := "done(" + notice(power) + ")"
	if p := &d.Powers[power]; p.When != given {
		d.Obligations = append(d.Obligations, Obligation{notice(power), p.When})
		p.When = given
	}
	return given
}

// redline is two outcomes together, or one without something else.
func (d *drawer) redline() string {
	last := "!started(" + obligation(d.IntN(d.n)) + ")"
	if d.IntN(2) == 0 {
		last = "!" + d.outcome(d.IntN(d.n))
	}
	return d.outcome(d.IntN(d.n)) + " && " + d.outcome(d.IntN(d.n)) + " && " + last
}

// Write writes the contract as one HCL file. The only error is that of w.
func (c *Contract) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "agreement \"powers\" {\n}\n\nparty \"seller\" {\n}\n\nparty \"buyer\" {\n}\n")
	for i, o := range c.Obligations {
		fmt.Fprintf(out, "\ncommitment %q {\n  by    = %s\n  to    = %s\n", o.ID, side(i), side(i+1))
		if o.After != "" {
			fmt.Fprintf(out, "  after = [%s]\n", o.After)
		}
		fmt.Fprint(out, "}\n")
	}
	for i, p := range c.Powers {
		fmt.Fprintf(out, "\npower \"w%03d\" {\n  by   = %s\n  when = %s\n  does = %q\n  on   = [%s]\n}\n",
			i, side(i), p.When, p.Does, p.On)
	}
	for i, never := range c.Redlines {
		fmt.Fprintf(out, "\nredline \"r%03d\" {\n  of    = %s\n  never = %s\n}\n", i, side(i), never)
	}
	return out.Flush()
}

func side(i int) string { return strings.Fields("seller buyer")[i%2] }
