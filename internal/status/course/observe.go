package course

import (
	"container/heap"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A What says what was observed.
type What uint8

// What can be observed. After each, the kind of thing that it happens to.
const (
	ClockStarts What = iota // a clock
	Begins                  // a commitment, down to Extends
	Ends                    // it is done; a continuing one never is
	Complies                // it is kept, or no violation was found
	IsAlleged               // a violation is
	IsFound                 // a violation is
	Suspends                //
	Resumes                 //
	Terminates              // or is waived
	Extends                 // by Days and Months, or, where both are 0, nobody says by how much
	Holds                   // a condition
	Lapses                  // a condition
	IsAgreed                // an issue
	IsPut                   // a decision under silence, down to Drops
	Agrees                  // By agrees to it
	Breaks                  // By breaks the silence on it
	IsTaken                 //
	Drops                   //
	Measures                // a level is found to stand at Number
)

// An Observation is one thing that counts as having happened on a day.
type Observation struct {
	Day          calendar.Day
	What         What
	Vague        bool // the day is not known exactly, so it cannot be out of order
	Of           agreement.Ref
	By           agreement.Ref
	Days, Months int32
	Number       float64
	Until        calendar.Day // the day on which a silence ends, where Timed says that it is known
	Timed        bool
}

// isAct reports whether o is the start or the end of an act.
func (o *Observation) isAct() bool { return o.What == Begins || o.What == Ends }

// take takes in the observations of one day: all acts that are in order, as often as more of them
// are; then the next of the rest; and, when nothing else is left, the first act that is not in
// order.
func (f *run) take(observations []Observation) {
	f.acts, f.rest = f.acts[:0], f.rest[:0]
	for i := range observations {
		if o := &observations[i]; !o.isAct() {
			f.rest = append(f.rest, o)
		} else if f.isNews(o) {
			f.acts = append(f.acts, o)
		}
	}
	acts, rest := f.acts, f.rest
	for len(acts)+len(rest) > 0 {
		acts = f.takeOrderly(acts)
		changes := f.count
		for changes == f.count && len(rest) > 0 {
			f.observe(rest[0])
			rest = rest[1:]
		}
		if changes == f.count && len(acts) > 0 {
			f.observe(acts[0])
			acts = acts[1:]
		}
	}
}

// isNews reports whether an act was not known to have happened, and can.
func (f *run) isNews(o *Observation) bool {
	course := &f.Commitments[o.Of.Index]
	if o.What == Begins {
		return !course.Begun
	}
	return course.Life != Done && !f.Rules.Agreement.Commitments[o.Of.Index].IsContinuing()
}

// takeOrderly takes the acts that are in order, again and again until none is, and gives those
// that are left, in the memory of those given.
func (f *run) takeOrderly(acts []*Observation) []*Observation {
	for {
		left := acts[:0]
		for _, o := range acts {
			if f.isNews(o) && !o.Vague && !f.Commitments[o.Of.Index].OutOfOrder && f.early(o) {
				left = append(left, o)
			} else {
				f.observe(o)
			}
		}
		if len(left) == len(acts) || len(left) == 0 {
			return left
		}
		acts = left
	}
}

// early reports whether an act comes before something that it waits for, or ahead of its pace.
func (f *run) early(o *Observation) bool {
	c := o.Of.Index
	if !f.Commitments[c].Begun && !f.startable(c) {
		return true
	}
	return o.What == Ends && !f.inPace(c)
}

// observe takes in one observation, with all that follows from it.
func (f *run) observe(o *Observation) {
	before := f.count
	f.note(o)
	if f.count != before {
		f.settle()
	}
}

// note takes in one observation alone.
func (f *run) note(o *Observation) {
	i := o.Of.Index
	switch o.What {
	case Begins, Ends:
		f.observeAct(o)
	case Complies, IsAlleged, IsFound:
		f.observeConduct(o)
	case Suspends, Resumes, Terminates, Extends:
		f.affect(o)
	case ClockStarts:
		if !f.Clocks[i].Said {
			f.Clocks[i] = Fact{True, true, f.Today}
			f.touch(o.Of)
		}
	case Holds:
		f.learn(&f.Conditions[i], o.Of, True)
	case Lapses:
		f.learn(&f.Conditions[i], o.Of, False)
	case IsAgreed:
		f.learn(&f.Issues[i], o.Of, True)
	case Measures:
		if f.Levels[i] != o.Number {
			f.Levels[i] = o.Number
			f.touch(o.Of)
		}
	default:
		f.observeDecision(o)
	}
}

// learn notes a fact; what is so already is no news.
func (f *run) learn(fact *Fact, of agreement.Ref, is Truth) {
	if fact.Is != is {
		*fact = Fact{is, true, f.Today}
		f.touch(of)
	}
}

func (f *run) observeAct(o *Observation) {
	c := o.Of.Index
	if !f.isNews(o) {
		return
	}
	if !o.Vague && !f.Commitments[c].OutOfOrder && f.early(o) {
		f.Commitments[c].OutOfOrder = true
	}
	f.begin(c)
	if o.What == Ends {
		f.complete(c)
	}
}

// complete makes a begun act done, with its effect on levels.
func (f *run) complete(c int32) {
	course := &f.Commitments[c]
	course.Life, course.Ended = Done, f.Today
	f.moveLevels(c)
	f.touch(agreement.CommitmentRef(int(c)))
}

// begin starts a commitment: a once-commitment is underway, a continuing one in force, with its
// effect on levels.
func (f *run) begin(c int32) {
	course := &f.Commitments[c]
	if course.Begun {
		return
	}
	course.Begun, course.Began, course.Life = true, f.since(), Underway
	if f.Rules.Agreement.Commitments[c].IsContinuing() {
		course.Life = InForce
		f.moveLevels(c)
	}
	f.touch(agreement.CommitmentRef(int(c)))
}

func (f *run) moveLevels(c int32) {
	for _, change := range f.Rules.Agreement.Commitments[c].Changes {
		level := &f.Levels[change.Level.Index]
		*level = change.After(*level)
		f.touch(change.Level)
	}
}

// end makes a commitment void or over; what is final stays as it is.
func (f *run) end(c int32, life Life) {
	if course := &f.Commitments[c]; !course.Life.IsFinal() {
		course.Life, course.Ended = life, f.since()
		f.touch(agreement.CommitmentRef(int(c)))
	}
}

// since is today, or None where nobody knows since when things are as they are.
func (f *run) since() calendar.Day {
	if f.atDawn {
		return calendar.None
	}
	return f.Today
}

// observeConduct: the latest word counts, but an allegation takes nothing back that was found.
func (f *run) observeConduct(o *Observation) {
	course := &f.Commitments[o.Of.Index]
	conduct := [...]Conduct{Complies: Complied, IsAlleged: Alleged, IsFound: Breached}[o.What]
	if course.Conduct == conduct || conduct == Alleged && course.Conduct == Breached {
		return
	}
	course.Conduct = conduct
	if conduct == Breached {
		course.Found = f.Today
	}
	f.touch(o.Of)
}

// affect suspends, resumes, ends or extends a commitment.
func (f *run) affect(o *Observation) {
	course := &f.Commitments[o.Of.Index]
	halted := course.Halted
	switch o.What {
	case Suspends:
		course.Halted = halted || !course.Life.IsFinal()
	case Resumes:
		course.Halted = false
	case Terminates:
		f.end(o.Of.Index, Void)
	default:
		course.Moved += o.Days
		course.Months += o.Months
		course.PutOff = course.PutOff || o.Days == 0 && o.Months == 0
	}
	if course.Halted != halted {
		f.touch(o.Of)
	}
}

func (f *run) observeDecision(o *Observation) {
	d, i := &f.Decisions[o.Of.Index], o.Of.Index
	if d.Stage == Taken && o.What != Drops {
		return
	}
	switch o.What {
	case IsPut:
		d.Stage, d.Put = UnderSilence, f.Today
		if silence := f.Rules.Agreement.Decisions[i].Silence; silence != nil {
			if d.Ends = o.Until; !o.Timed {
				d.Ends = f.Rules.Agreement.Count.Add(f.Today, *silence)
			}
			heap.Push(&f.ends, wake{d.Ends, item{index: i}})
		}
	case Agrees:
		heard := f.speak(o, Agreed)
		if heard && d.Stage == Undecided && !f.bySilence(i) && f.carried(i) {
			f.takeDecision(i)
		}
	case Breaks:
		if f.speak(o, Refused) || o.By.IsZero() {
			d.Stage = Broken
		}
	case Drops:
		d.Stage = Lapsed
	case IsTaken:
		f.takeDecision(i)
	}
	f.touch(o.Of)
}

// speak notes what By has said, for itself or for whom it speaks. It reports whether anybody's
// voice was heard.
func (f *run) speak(o *Observation, voice Voice) bool {
	d, who := &f.Decisions[o.Of.Index], f.Rules.electors[o.Of.Index]
	speakers := f.Rules.Agreement.SpeaksFor(o.By, who)
	for _, speaker := range speakers {
		d.Voices[slices.Index(who, speaker)] = voice
	}
	return len(speakers) > 0
}

func (f *run) takeDecision(decision int32) {
	d := &f.Decisions[decision]
	d.Stage, d.Taken, d.BySilence = Taken, f.Today, false
	f.touch(agreement.DecisionRef(int(decision)))
}

func (f *run) bySilence(decision int32) bool {
	return f.Rules.Agreement.Decisions[decision].Rule == agreement.Silence
}

// carried reports whether enough electors have agreed. Where blockers are stated each of them
// must, and nobody else can block.
func (f *run) carried(decision int32) bool {
	d, voices := &f.Rules.Agreement.Decisions[decision], f.Decisions[decision].Voices
	agreed, needed := 0, len(voices)
	for _, voice := range voices {
		if voice == Agreed {
			agreed++
		}
	}
	switch {
	case d.BlockersStated || needed == 0:
	case d.Rule == agreement.Majority:
		needed = needed/2 + 1
	case d.Rule == agreement.AtLeastOf:
		needed = int(d.K)
	}
	return agreed >= needed
}
