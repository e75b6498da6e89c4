package agreementtest

import (
	"encoding/json"
	"flag"
	"fmt"
	"testing"

	"lockstep/internal/agreement"
)

// The flags with which ./prove runs the same comparisons on more agreements.
var (
	draws = flag.Int("draws", 0, "agreements that each comparison with the reference interpreter "+
		"is made on; 0: as many as take a few seconds")
	firstSeed = flag.Uint64("first-seed", 0, "the seed of the first agreement of each comparison")
)

// A Proof holds an analysis against its slow obvious twin on many random agreements.
type Proof struct {
	Analysis string // as the report names it
	Usual    int    // agreements to compare where no flag asks for more
	Draw     func(seed uint64) *agreement.Agreement
	// Compare fails the test where the two part ways. It reports false, having judged nothing,
	// where the agreement has too many states for the twin.
	Compare func(t *testing.T, c *Census, seed uint64, a *agreement.Agreement) bool
	// Must are features that one in twenty at least of the agreements compared must hold, so that
	// the comparison says something about them, and outcomes of which there must be as many. Where
	// fewer than usual are compared that is not judged.
	Must []string
	// Rarely are outcomes of which there may be one in a hundred agreements at most, Without
	// those of which there may be none.
	Rarely, Without []string
}

// shards is in how many parts, side by side, a proof is made.
const shards = 4

// mostDrawn is how many agreements are drawn at most for one that is compared.
const mostDrawn = 60

// Run compares as many agreements as are asked for, in the order of their seeds, and logs one line
// with what they held.
func (p Proof) Run(t *testing.T) {
	t.Helper()
	wanted := p.Usual
	if *draws > 0 {
		wanted = *draws
	}
	parts := make([]*Census, shards)
	for i := range parts {
		parts[i] = NewCensus()
	}
	t.Run("shards", func(t *testing.T) {
		for i, part := range parts {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				p.shard(t, part, uint64(i), (wanted+shards-1)/shards)
			})
		}
	})
	all := NewCensus()
	for _, part := range parts {
		all.join(part)
	}
	p.report(t, all, wanted)
}

// shard compares as many of every shards-th seed.
func (p Proof) shard(t *testing.T, c *Census, first uint64, wanted int) {
	t.Helper()
	for seed := *firstSeed + first; c.Compared < wanted; seed += shards {
		if c.Compared+c.TooLarge > mostDrawn*wanted {
			t.Fatalf("only %d of %d drawn agreements could be compared", c.Compared, c.TooLarge)
		}
		a := p.Draw(seed)
		c.close(a, p.Compare(t, c, seed, a))
	}
}

// report fails the test where the census is not as it must be, and logs it.
func (p Proof) report(t *testing.T, c *Census, wanted int) {
	t.Helper()
	if c.Compared < wanted {
		t.Errorf("%s: only %d agreements compared", p.Analysis, c.Compared)
	}
	if most := c.most(); most > 8 {
		t.Errorf("%s: an agreement has %d commitments", p.Analysis, most)
	}
	for _, name := range p.Must {
		if n := c.Holding[name] + c.Outcomes[name]; 20*n < c.Compared && wanted >= p.Usual {
			t.Errorf("%s: only %d of %d agreements: %s", p.Analysis, n, c.Compared, name)
		}
	}
	for _, name := range p.Rarely {
		if n := c.Outcomes[name]; 100*n > c.Compared {
			t.Errorf("%s: %d of %d agreements: %s", p.Analysis, n, c.Compared, name)
		}
	}
	for _, name := range p.Without {
		if n := c.Outcomes[name]; n > 0 {
			t.Errorf("%s: %d agreements: %s", p.Analysis, n, name)
		}
	}
	line, err := json.Marshal(struct {
		Analysis string
		*Census
	}{p.Analysis, c})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("proof %s", line)
}
