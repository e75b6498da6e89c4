package agreementtest

import (
	"maps"
	"slices"

	"lockstep/internal/agreement"
)

// A Census counts what the agreements of a comparison hold, each agreement once for each
// feature, and how the answers came out. What an agreement is found to hold counts only where it
// is compared in the end.
type Census struct {
	Compared int            // agreements that were compared
	TooLarge int            // drawn and left out, since they have too many states for the twin
	Sizes    map[int]int    // agreements by their number of commitments
	Holding  map[string]int // agreements by feature
	Outcomes map[string]int // answers, and whatever else was counted

	pending map[string]bool
	counted map[string]int
}

// NewCensus has counted nothing.
func NewCensus() *Census {
	return &Census{Sizes: map[int]int{}, Holding: map[string]int{}, Outcomes: map[string]int{},
		pending: map[string]bool{}, counted: map[string]int{}}
}

// Has notes a feature that shows only in the states of the agreement that is being compared: that
// something was suspended, or breached.
func (c *Census) Has(feature string) { c.pending[feature] = true }

// Count adds to an outcome of the agreement that is being compared.
func (c *Census) Count(outcome string, n int) { c.counted[outcome] += n }

// close ends the comparison of a, which was compared or was too large for it.
func (c *Census) close(a *agreement.Agreement, compared bool) {
	if compared {
		c.Compared++
		c.Sizes[len(a.Commitments)]++
		for feature := range features(a) {
			c.pending[feature] = true
		}
		for feature := range c.pending {
			c.Holding[feature]++
		}
		for outcome, n := range c.counted {
			c.Outcomes[outcome] += n
		}
	} else {
		c.TooLarge++
	}
	clear(c.pending)
	clear(c.counted)
}

// join adds what another census has counted.
func (c *Census) join(other *Census) {
	c.Compared += other.Compared
	c.TooLarge += other.TooLarge
	for size, n := range other.Sizes {
		c.Sizes[size] += n
	}
	for feature, n := range other.Holding {
		c.Holding[feature] += n
	}
	for outcome, n := range other.Outcomes {
		c.Outcomes[outcome] += n
	}
}

// features are those that stand in the text of a. A decision counts where some guard asks for it,
// a weight or share where it is not the usual one.
func features(a *agreement.Agreement) map[string]bool {
	has := map[string]bool{}
	modes := []string{"simultaneous", "step-for-step", "paced", "paced"}
	for i := range a.Exchanges {
		has["exchanges"], has[modes[a.Exchanges[i].Mode]] = true, true
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		if c.Weight != 1 {
			has["weights"] = true
		}
		if c.Lost != 1 {
			has["shares"] = true
		}
		guardFeatures(has, &c.After, &c.Provided, &c.While, &c.Unless)
	}
	for i := range a.Powers {
		has["powers"] = true
		guardFeatures(has, &a.Powers[i].When, &a.Powers[i].Unless)
	}
	for i := range a.Branches {
		has["branches"] = true
		guardFeatures(has, &a.Branches[i].If)
	}
	return has
}

// guardFeatures notes the choices in guards, and the decisions that they ask for.
func guardFeatures(has map[string]bool, guards ...*agreement.Guard) {
	for _, g := range guards {
		switch {
		case g.Op == agreement.OpAny:
			has["any"] = true
		case g.Op == agreement.OpAtLeast:
			has["at least"] = true
		case g.Op == agreement.OpAtom && g.Of.Kind == agreement.KindDecision:
			has["decisions"] = true
		}
		for i := range g.Args {
			guardFeatures(has, &g.Args[i])
		}
	}
}

// most is the largest number of commitments that was compared.
func (c *Census) most() int {
	if len(c.Sizes) == 0 {
		return 0
	}
	return slices.Max(slices.Collect(maps.Keys(c.Sizes)))
}
