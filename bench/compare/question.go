package main

import (
	"fmt"
	"io"

	"lockstep/bench/family"
)

// A question is put to Lockstep and to the peers about one family of agreements at growing sizes.
type question struct {
	name, title string
	asked       string // in one sentence
	family      string // in one sentence
	plan        func(n int, seed uint64) *family.Plan
	sizes       []int
	ours        analysis
	peers       []*peer
}

// actors is how many parties can refuse in the question about blockers.
const actors = 64

// questions are all questions, in the order of the tables.
func questions() []*question {
	ladder := "LADDER: eight parties climb; each step waits for the party's own step before it " +
		"and for that of one of the next two parties, and at every fourth step two start together."
	random := "RANDOM: party 0 performs or receives every act, with a weight of 0 to 9; each act " +
		"waits for two clauses over the sixty acts before it"
	climb := func(n int, _ uint64) *family.Plan { return family.Ladder(8, n, false) }
	broad := func(n int, _ uint64) *family.Plan { return family.Ladder(n/8, n, false) }
	loop := func(n int, _ uint64) *family.Plan { return family.Ladder(8, n, true) }
	plain := func(n int, seed uint64) *family.Plan { return family.Random(n, 0, seed) }
	choice := func(n int, seed uint64) *family.Plan { return family.Random(n, 0.2, seed) }
	fixpoint := analysis{compileNet, reach}
	return []*question{
		{"reach", "What can happen", "How many acts can be done when everybody cooperates, and " +
			"can the goal be reached?", ladder, climb, []int{1000, 10_000, 100_000, 1_000_000},
			fixpoint, []*peer{clingoReach(), z3Horn()}},
		{"loop", "What can happen, with a circular wait", "The same where a step in the middle " +
			"waits for the last one.", ladder, loop, []int{1000, 10_000, 100_000}, fixpoint,
			[]*peer{clingoReach(), z3Horn()}},
		{"orders", "Every order", "Is there an order of acts that leads to where nothing more " +
			"can be done although something is left?", "LADDER of eight steps and ever more parties.", broad,
			[]int{32, 48, 64, 80, 96, 112, 1000, 100_000}, analysis{compileNet, stuck},
			[]*peer{spinOrders()}},
		{"exposure", "Exposure, every wait plain", "How much can party 0 have given, at the worst " +
			"moment, less what it has received?", random + ", one act each.", plain,
			[]int{1000, 10_000, 100_000}, analysis{nil, peak},
			[]*peer{cbc(), glpk(), clingoExposure()}},
		{"choice", "Exposure, one clause in five a choice", "The same where a clause is any of " +
			"two acts with probability 0.2.", random + ", one in five of them any of two acts.",
			choice, []int{300, 1000, 3000, 10_000}, analysis{nil, peak},
			[]*peer{clingoExposure(), cbc(), glpk()}},
		{"blockers", "Who can stop it", fmt.Sprintf("Which are all minimal groups of up to three "+
			"among %d parties whose refusal keeps the goal from being reached?", actors),
			"CROWD: most acts wait for any of three of the sixty acts before them, the others " +
				"for one and for any of two; the goal is the last act.",
			func(n int, seed uint64) *family.Plan { return family.Crowd(n, actors, seed) },
			[]int{100, 300, 1000, 3000, 10_000}, analysis{compileNet, stop},
			[]*peer{scramBlockers(), clingoBlockers()}},
	}
}

// trap is asked in every run: an agreement by which self-supporting loops are told.
func trap() *question {
	return &question{"trap", "Acts that hold each other up", "How much can party 0 have given, " +
		"at the worst moment, less what it has received?",
		"Four acts, two of which would hold each other up.",
		func(int, uint64) *family.Plan { return family.Trap() }, []int{4}, analysis{nil, peak},
		[]*peer{clingoExposure(), cbc(), glpk()}}
}

// A row is what came of asking a question at one size.
type row struct {
	size  int
	ours  figure
	peers []figure // in the order of the question's peers
}

// A session is one run of the comparison.
type session struct {
	caps caps
	seed uint64
	most int       // commitments
	log  io.Writer // what is being done
	// wrong are the answers that contradict each other.
	wrong []string
}

// ask asks one question at all sizes. A peer that had to be stopped is not asked about larger
// ones.
func (s *session) ask(q *question) ([]row, error) {
	var rows []row
	stopped := make([]string, len(q.peers))
	for _, n := range q.sizes {
		if n > s.most {
			break
		}
		plan := q.plan(n, s.seed)
		r := row{size: len(plan.Acts)}
		var err error
		if r.ours, err = q.ours.ask(plan); err != nil {
			return nil, err
		}
		fmt.Fprintf(s.log, "%s %d: Lockstep %.3g s (%s)\n", q.name, r.size, r.ours.solve,
			r.ours.answer.short())
		for i, p := range q.peers {
			f := figure{trouble: stopped[i]}
			if f.trouble == "" {
				if f, err = p.ask(plan, s.caps); err != nil {
					return nil, err
				}
				s.compare(q, p, r, f)
			}
			if r.peers = append(r.peers, f); f.trouble != "" {
				stopped[i] = "not asked"
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// compare tells what came of a peer and notes where its answer is another.
func (s *session) compare(q *question, p *peer, r row, f figure) {
	if f.trouble != "" {
		fmt.Fprintf(s.log, "%s %d: %s: %s\n", q.name, r.size, p.name, f.trouble)
		return
	}
	fmt.Fprintf(s.log, "%s %d: %s %.3g s (%s)\n", q.name, r.size, p.name, f.solve,
		f.answer.short())
	differs := r.ours.answer.differs(f.answer)
	if q.name == "trap" && p.unfounded {
		return // that is what this question is there to show
	}
	if differs != "" {
		told := fmt.Sprintf("%s, %d commitments: Lockstep and %s disagree: %s", q.name, r.size,
			p.name, differs)
		fmt.Fprintln(s.log, "WRONG", told)
		s.wrong = append(s.wrong, told)
	}
}
