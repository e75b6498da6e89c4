package agreementtest

import (
	"fmt"
	"math/rand/v2"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
)

// Options say what may occur in a random agreement. The zero Options give one to eight
// commitments of one to four parties that wait for each other and for nothing else. Whatever is
// allowed occurs often, not always.
type Options struct {
	Least, Most int // commitments; 0 stands for 1 and 8

	// Monotone leaves out all that can undo what has happened, whatever else is allowed:
	// judgement, powers, branches, pacing and comparisons of levels. What stays is all, any and
	// at-least over started, done, taken, agreed, holds, clocks and bare ids.
	Monotone bool

	World     bool // clocks, conditions and issues
	Exchanges []agreement.Mode
	Decisions []agreement.Rule
	Weights   bool // weights other than 1
	Shares    bool // a stated share that is lost for good
	Readings  bool
	Dates     bool // days and durations: starts, due, takes, reached(…)
	Goals     bool // goals and red lines

	Judgement bool // while, unless, kept, breached and negation
	Powers    bool
	Branches  bool
	Levels    bool // levels, what changes them, tasks, comparisons
}

// Monotone allows everything that a monotone agreement can have, dates left out.
func Monotone() Options {
	return Options{
		Monotone:  true,
		World:     true,
		Exchanges: []agreement.Mode{agreement.Simultaneous, agreement.StepForStep},
		Decisions: allRules(),
		Weights:   true,
		Shares:    true,
		Goals:     true,
	}
}

// Everything allows everything.
func Everything() Options {
	opt := Monotone()
	opt.Monotone = false
	opt.Exchanges = append(opt.Exchanges, agreement.Commensurate, agreement.Proportional)
	opt.Readings, opt.Dates, opt.Judgement = true, true, true
	opt.Powers, opt.Branches, opt.Levels = true, true, true
	return opt
}

func allRules() []agreement.Rule {
	return []agreement.Rule{agreement.Consensus, agreement.Majority, agreement.AtLeastOf,
		agreement.Single, agreement.Silence}
}

// settled is opt with its defaults in place and, where it is monotone, without what is not.
func (opt Options) settled() Options {
	if opt.Most == 0 {
		opt.Most = max(8, opt.Least)
	}
	opt.Least = min(max(opt.Least, 1), opt.Most)
	if !opt.Monotone {
		return opt
	}
	opt.Judgement, opt.Powers, opt.Branches = false, false, false
	var modes []agreement.Mode
	for _, mode := range opt.Exchanges {
		if mode == agreement.Simultaneous || mode == agreement.StepForStep {
			modes = append(modes, mode)
		}
	}
	opt.Exchanges = modes
	return opt
}

// Draw is a random agreement that satisfies [Validate]. Rapid makes the choices and can shrink
// them.
func Draw(t *rapid.T, opt Options) *agreement.Agreement {
	return draft(drawn{t}, opt.settled())
}

// Random is the random agreement of that seed. It satisfies [Validate]; the same seed and the
// same options give the same agreement.
func Random(seed uint64, opt Options) *agreement.Agreement {
	return draft(seeded{rand.New(rand.NewPCG(seed, 1))}, opt.settled())
}

// A chooser makes the choices of a draft.
type chooser interface {
	// below is one of the numbers 0 to n-1, each about as likely as the others; n is at least 1.
	below(n int, what string) int
}

// seeded makes the choices with a generator of known seed.
type seeded struct{ random *rand.Rand }

func (s seeded) below(n int, _ string) int { return s.random.IntN(n) }

// drawn lets rapid make the choices. It draws bit by bit, since rapid's ranges prefer small
// numbers and would leave most agreements without any wait.
type drawn struct{ t *rapid.T }

func (d drawn) below(n int, what string) int {
	bits := 0
	for 1<<bits < n {
		bits++
	}
	if bits == 0 {
		return 0
	}
	return rapid.Custom(func(t *rapid.T) int {
		number := 0
		for range bits {
			number *= 2
			if rapid.Bool().Draw(t, "bit") {
				number++
			}
		}
		return number % n
	}).Draw(d.t, what)
}

// A drafter holds the agreement while it is being drawn.
type drafter struct {
	choose chooser
	opt    Options
	a      *agreement.Agreement
}

// draft names everything first, so that whatever is drawn afterwards can refer to all of it.
func draft(choose chooser, opt Options) *agreement.Agreement {
	d := &drafter{choose, opt, &agreement.Agreement{ID: "drawn", Zone: "UTC"}}
	d.parties()
	d.nameAll()
	d.exchanges()
	d.world()
	for i := range d.a.Commitments {
		d.commitment(i)
	}
	d.levels()
	d.powers()
	d.branches()
	d.readings()
	d.goals()
	return d.a
}

// chance is true that many times in sixteen; false is the plainer choice.
func (d *drafter) chance(sixteenths int, what string) bool {
	return d.choose.below(16, what) >= 16-sixteenths
}

// between is a number from least to most, both included.
func (d *drafter) between(least, most int, what string) int {
	return least + d.choose.below(most-least+1, what)
}

// pick is one of things, of which there is at least one.
func pick[T any](d *drafter, things []T, what string) T {
	return things[d.choose.below(len(things), what)]
}

// some is n of things, each at most once, in the order in which they were picked.
func some[T any](d *drafter, things []T, n int, what string) []T {
	left := append([]T(nil), things...)
	picked := make([]T, 0, n)
	for len(picked) < n && len(left) > 0 {
		i := d.choose.below(len(left), what)
		picked = append(picked, left[i])
		left = append(left[:i], left[i+1:]...)
	}
	return picked
}

// ids are n ids of that letter, sorted as they stand: c0 to c9, or c00 to c11.
func ids(letter string, n int) []string {
	width := len(fmt.Sprint(max(n-1, 0)))
	named := make([]string, n)
	for i := range named {
		named[i] = fmt.Sprintf("%s%0*d", letter, width, i)
	}
	return named
}
