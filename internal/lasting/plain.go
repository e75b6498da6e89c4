package lasting

import (
	"slices"

	"lockstep/internal/agreement"
)

// A plain agreement is one whose guards ask only for what stays so once it is (started, done,
// breached, taken, agreed, clocks, and conditions that nothing wants not to hold), without
// while, unless, exchanges, branches and an until that waits for an event, and whose powers
// suspend, resume, terminate, waive or extend. In it more having happened makes more possible and
// nothing less. All that can hold a commitment up are two things that powers do to it, and that
// what it waits for never comes.
type plain struct {
	*agreement.Agreement
	waits   []agreement.Guard // by commitment: what it waits for
	primary []bool            // by commitment: it can start although nothing goes wrong
	asked   []bool            // by commitment: some guard asks whether it is breached

	suspends, resumes, ends [][]int32 // by commitment: the powers that do it

	base [agreement.KindIssue + 1]fact // where the facts about clocks and so on begin
	size fact
}

// A fact is something that stays so once it is.
type fact int32

// The facts about commitment c are 3c + one of these.
const (
	started fact = iota
	done
	breached
)

func about(c int32, what fact) fact { return 3*fact(c) + what }

// newPlain is a as a plain agreement, nil where it is not one.
func newPlain(a *agreement.Agreement) *plain {
	q := newQuiet(a, nil)
	if !isPlain(a, q) {
		return nil
	}
	n := len(a.Commitments)
	p := &plain{
		Agreement: a, asked: q.asked, waits: make([]agreement.Guard, n),
		suspends: make([][]int32, n), resumes: make([][]int32, n), ends: make([][]int32, n),
	}
	p.lay()
	for c := range p.waits {
		p.waits[c] = waitsOf(&a.Commitments[c])
	}
	for i := range a.Powers {
		for _, on := range a.Powers[i].On {
			if list := p.powers(a.Powers[i].Does); list != nil {
				list[on.Index] = append(list[on.Index], int32(i))
			}
		}
	}
	p.primary = p.calm()
	return p
}

func isPlain(a *agreement.Agreement, q *quiet) bool {
	ok := len(a.Exchanges) == 0 && len(a.Branches) == 0
	for i := range a.Commitments {
		c := &a.Commitments[i]
		ok = ok && c.While.IsZero() && c.Unless.IsZero() && !endsByEvent(c)
	}
	for i := range a.Powers {
		ok = ok && a.Powers[i].Unless.IsZero() && a.Powers[i].Does != agreement.Restore
	}
	eachGuard(a, func(g *agreement.Guard, u use) {
		if !u.of.IsZero() {
			ok = ok && q.staysTrue(g)
		}
	})
	return ok
}

// waitsOf is all that a commitment without exchanges and branches waits for.
func waitsOf(c *agreement.Commitment) agreement.Guard {
	waits := []agreement.Guard{c.After, c.Provided}
	for _, t := range []*agreement.Time{c.Starts, c.NotBefore} {
		if t != nil {
			waits = append(waits, t.Guard())
		}
	}
	return agreement.All(waits...)
}

// powers is the list of the powers with that effect; extending makes no difference.
func (p *plain) powers(does agreement.Effect) [][]int32 {
	switch does {
	case agreement.Suspend:
		return p.suspends
	case agreement.Resume:
		return p.resumes
	case agreement.Terminate, agreement.Waive:
		return p.ends
	}
	return nil
}

// lay numbers the facts.
func (p *plain) lay() {
	p.size = 3 * fact(len(p.Commitments))
	for _, kind := range []struct {
		kind agreement.Kind
		n    int
	}{
		{agreement.KindClock, len(p.Clocks)}, {agreement.KindCondition, len(p.Conditions)},
		{agreement.KindDecision, len(p.Decisions)}, {agreement.KindIssue, len(p.Issues)},
	} {
		p.base[kind.kind] = p.size
		p.size += fact(kind.n)
	}
}

// fact is what the atom asks for.
func (p *plain) fact(g *agreement.Guard) fact {
	if g.Of.Kind != agreement.KindCommitment {
		return p.base[g.Of.Kind] + fact(g.Of.Index)
	}
	switch g.Verb {
	case agreement.VerbStarted:
		return about(g.Of.Index, started)
	case agreement.VerbBreached:
		return about(g.Of.Index, breached)
	}
	return about(g.Of.Index, done)
}

// cause is the clock, condition, decision or issue of a fact that is not about a commitment.
func (p *plain) cause(f fact) agreement.Ref {
	for _, kind := range []agreement.Kind{agreement.KindIssue, agreement.KindDecision,
		agreement.KindCondition, agreement.KindClock} {
		if f >= p.base[kind] {
			return agreement.Ref{Kind: kind, Index: int32(f - p.base[kind])}
		}
	}
	return agreement.Ref{}
}

// comesWith is what makes a clock with a time start; nil for what the world may do at any time.
func (p *plain) comesWith(f fact) *agreement.Guard {
	of := p.cause(f)
	if of.Kind != agreement.KindClock || p.Clocks[of.Index].At == nil {
		return nil
	}
	events := p.Clocks[of.Index].At.Guard()
	return &events
}

func (p *plain) isAboutCommitment(f fact) bool { return f < 3*fact(len(p.Commitments)) }

// holds reports whether g is true where these facts are.
func (p *plain) holds(g *agreement.Guard, is []bool) bool {
	switch g.Op {
	case agreement.OpAlways:
		return true
	case agreement.OpAtom:
		return is[p.fact(g)]
	case agreement.OpReached:
		events := g.At.Guard()
		return p.holds(&events, is)
	}
	need := g.Need()
	for i := range g.Args {
		if p.holds(&g.Args[i], is) {
			need--
		}
	}
	return need <= 0
}

// A standstill is a state of a plain agreement, as far as it matters.
type standstill struct {
	is           []bool // by fact
	halted, void []bool // by commitment
}

func (p *plain) nothing() *standstill {
	n := len(p.Commitments)
	return &standstill{make([]bool, p.size), make([]bool, n), make([]bool, n)}
}

// calm is which commitments can start although nothing goes wrong.
func (p *plain) calm() []bool {
	s := p.later(p.nothing(), false)
	primary := make([]bool, len(p.Commitments))
	for c := range primary {
		primary[c] = s.is[about(int32(c), started)]
	}
	return primary
}

// later is what can come of s when everybody helps and nothing more is suspended or ended; with
// wrongs violations may be found, which may help as well.
func (p *plain) later(s *standstill, wrongs bool) *standstill {
	is, halted := slices.Clone(s.is), slices.Clone(s.halted)
	for grown := true; grown; {
		grown = false
		reach := func(f fact, ok bool) {
			if ok && !is[f] {
				is[f], grown = true, true
			}
		}
		for f := 3 * fact(len(p.Commitments)); f < p.size; f++ {
			with := p.comesWith(f)
			reach(f, with == nil || p.holds(with, is))
		}
		for i := range p.Commitments {
			c := int32(i)
			if s.void[c] {
				continue
			}
			halted[c] = halted[c] && !p.anyUsable(p.resumes[c], is)
			begun := is[about(c, started)]
			open := !halted[c] && p.holds(&p.waits[c], is)
			reach(about(c, breached), wrongs && p.asked[c] && (begun || open) &&
				!s.is[about(c, done)])
			reach(about(c, started), open)
			reach(about(c, done), begun && !halted[c] && !p.Commitments[c].IsContinuing())
		}
	}
	return &standstill{is, halted, s.void}
}

func (p *plain) anyUsable(powers []int32, is []bool) bool {
	return slices.ContainsFunc(powers, func(i int32) bool {
		return p.holds(&p.Powers[i].When, is)
	})
}

// leftOpen are the commitments that can never be closed any more from s on.
func (p *plain) leftOpen(s *standstill) []int32 {
	later := p.later(s, true)
	var open []int32
	for i := range p.Commitments {
		if c := int32(i); !p.closes(c, s, later) && !p.anyUsable(p.ends[c], later.is) {
			open = append(open, c)
		}
	}
	return open
}

// closes reports whether commitment c is closed in s, or later on.
func (p *plain) closes(c int32, s, later *standstill) bool {
	commitment := &p.Commitments[c]
	begun := later.is[about(c, started)]
	switch {
	case s.void[c], later.is[about(c, done)]:
		return true
	case begun && commitment.IsContinuing():
		return commitment.Until != nil || !later.halted[c]
	}
	return !begun && !p.primary[c] && !later.halted[c]
}
