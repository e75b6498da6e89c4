package course

import (
	"math"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A Truth is what is known of a question. Smaller is less true; the zero Truth is Unknown.
type Truth int8

// The truths.
const (
	False   Truth = -1
	Unknown Truth = 0
	True    Truth = 1
)

func truthOf(yes bool) Truth {
	if yes {
		return True
	}
	return False
}

// A State is what an agreement has come to at the end of a day. Slices run along those of the
// agreement. It is read, never changed, once [Rules.Run] has returned it.
type State struct {
	Rules       *Rules
	Today       calendar.Day
	Commitments []Course
	Clocks      []Fact // started
	Conditions  []Fact
	Issues      []Fact // agreed
	Decisions   []Deciding
	// Branches is which side came into being, Unknown while undecided; after the branches of the
	// agreement come those that readings leave to single commitments.
	Branches []Truth
	Levels   []float64 // NaN without a figure
	joints   []joint   // by joint step, once the state is finished
}

// A Course is how far a commitment has come.
type Course struct {
	Life       Life
	Conduct    Conduct
	Begun      bool
	Halted     bool // suspended by an observed suspension
	OutOfOrder bool // it began or ended although something it waits for was missing
	PutOff     bool // its deadline was put off, and nobody said by how much
	suspended  bool // at the end of the last day that was looked at, for whatever reason

	Moved  int32 // days by which suspensions and extensions have moved its deadline
	Months int32 // months by which extensions have, before those days

	Began, Ended calendar.Day // when it started; when it was done, void or over
	Found        calendar.Day // when a breach was found
	since        calendar.Day // when it came to be suspended
}

// A Life is the stage that a commitment has reached.
type Life uint8

// The stages.
const (
	Waiting  Life = iota // not started
	Underway             // a once-commitment, started
	InForce              // a continuing one, started
	Done                 // a once-commitment only
	Over                 // a continuing one whose until has come
	Void                 // terminated, waived, stopped by its unless, or its branch was not taken
)

// IsFinal reports whether nothing more is owed.
func (l Life) IsFinal() bool { return l >= Done }

// Conduct is what has been said about whether a commitment is kept.
type Conduct uint8

// The conducts.
const (
	Unsaid   Conduct = iota // nobody has said
	Complied                // reported to be kept, or a violation was looked for and not found
	Alleged                 // a violation is alleged
	Breached                // a violation was found
)

// A Fact is whether something of the world is the case, and since when. Said is true where
// somebody observed it, false where it followed from the text.
type Fact struct {
	Is    Truth
	Said  bool
	Since calendar.Day
}

// A Stage is how far a decision has come.
type Stage uint8

// The stages.
const (
	Undecided Stage = iota
	UnderSilence
	Taken
	Broken // the silence was broken
	Lapsed // the proposal has lapsed
)

// A Voice is what one of those who decide has said.
type Voice uint8

// The voices.
const (
	NoVoice Voice = iota
	Agreed
	Refused
)

// Deciding is how far a decision has come. Voices run along [Rules.Electors]. Ends is the day on
// which the silence runs out, None where it has no stated length.
type Deciding struct {
	Stage            Stage
	BySilence        bool // it was taken because nobody broke the silence
	Voices           []Voice
	Put, Ends, Taken calendar.Day
}

// initial is the state on that day in which nothing has happened, consequences left out.
func (r *Rules) initial(today calendar.Day) State {
	a := r.Agreement
	s := State{
		Rules:       r,
		Today:       today,
		Commitments: make([]Course, len(a.Commitments)),
		Clocks:      neverYet(len(a.Clocks)),
		Conditions:  neverYet(len(a.Conditions)),
		Issues:      neverYet(len(a.Issues)),
		Decisions:   make([]Deciding, len(a.Decisions)),
		Branches:    make([]Truth, len(r.matters.Guards)),
		Levels:      make([]float64, len(a.Levels)),
	}
	for i := range s.Commitments {
		c := &s.Commitments[i]
		c.Began, c.Ended, c.Found = calendar.None, calendar.None, calendar.None
	}
	for i := range s.Decisions {
		d := &s.Decisions[i]
		d.Voices = make([]Voice, len(r.electors[i]))
		d.Put, d.Ends, d.Taken = calendar.None, calendar.None, calendar.None
	}
	for i := range s.Levels {
		s.Levels[i] = baseline(&a.Levels[i])
	}
	return s
}

func neverYet(n int) []Fact {
	facts := make([]Fact, n)
	for i := range facts {
		facts[i].Since = calendar.None
	}
	return facts
}

// baseline is the figure that a level starts from, NaN where none is stated.
func baseline(level *agreement.Level) float64 {
	if level.Baseline == nil {
		return math.NaN()
	}
	return *level.Baseline
}

// copyTo makes copy the same as s, in memory that copy has already where it is enough. What the
// start or end of a commitment cannot change stays shared.
func (s *State) copyTo(copy *State) {
	commitments, clocks := copy.Commitments[:0], copy.Clocks[:0]
	branches, levels := copy.Branches[:0], copy.Levels[:0]
	*copy = *s
	copy.Commitments = append(commitments, s.Commitments...)
	copy.Clocks = append(clocks, s.Clocks...)
	copy.Branches = append(branches, s.Branches...)
	copy.Levels = append(levels, s.Levels...)
}
