package semantics

import (
	"encoding/binary"
	"math"
	"slices"

	"lockstep/internal/calendar"
)

// A State is what is the case. Slices run along those of the agreement. Nothing in it is ever
// changed in place.
type State struct {
	Today       calendar.Day // calendar.None: dates are left out of account
	Commitments []Course
	Clocks      []Fact // started
	Conditions  []Fact // reported to hold (True) or to have lapsed (False)
	Issues      []Fact // agreed
	Decisions   []Deciding
	Branches    []Truth        // which side came into being; Unknown while undecided
	Usable      []calendar.Day // per power: since when its guard has held without a break
	Levels      []float64      // NaN where a level has no figure yet
}

// A Course is how far a commitment has come.
type Course struct {
	Life       Life
	Begun      bool // it was started once, whatever came of it
	Conduct    Conduct
	Halted     bool  // suspended by a power or by an observed suspension
	OutOfOrder bool  // it was observed to start or end although something it waits for was missing
	Moved      int32 // days by which suspensions and extensions have moved its deadline

	Began, Ended calendar.Day // when it started; when it was done, void or over
	Found        calendar.Day // when a breach was found
}

// A Life is the stage that a commitment has reached. Whether a waiting one is open, and whether
// one is overdue or suspended, follows from the rest of the state: see [World.Standing].
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
	Breached                // the judge has found a violation
)

// A Fact is whether something of the world is the case, and since when.
type Fact struct {
	Is    Truth
	Since calendar.Day
}

// A Stage is how far a decision has come.
type Stage uint8

// The stages.
const (
	Undecided Stage = iota
	UnderSilence
	Taken
	Broken // the silence was broken, or the proposal has lapsed
)

// A Voice is what one of those who decide has said.
type Voice uint8

// The voices.
const (
	NoVoice Voice = iota
	Agreed
	Refused
)

// Deciding is how far a decision has come. Voices run along [World.Electors].
type Deciding struct {
	Stage      Stage
	Voices     []Voice
	Put, Taken calendar.Day // put under silence; taken
}

var unknownLevel = math.NaN()

// clone is a copy of s that may be changed, but for the voices, which are shared.
func (s State) clone() State {
	s.Commitments = slices.Clone(s.Commitments)
	s.Clocks = slices.Clone(s.Clocks)
	s.Conditions = slices.Clone(s.Conditions)
	s.Issues = slices.Clone(s.Issues)
	s.Decisions = slices.Clone(s.Decisions)
	s.Branches = slices.Clone(s.Branches)
	s.Usable = slices.Clone(s.Usable)
	s.Levels = slices.Clone(s.Levels)
	return s
}

// Key is s as a string: two states of one world are the same exactly when their keys are.
func (s State) Key() string {
	key := appendDays(nil, s.Today)
	for _, c := range s.Commitments {
		key = append(key, byte(c.Life), byte(c.Conduct), bit(c.Begun)|bit(c.Halted)<<1|
			bit(c.OutOfOrder)<<2)
		key = appendDays(key, calendar.Day(c.Moved), c.Began, c.Ended, c.Found)
	}
	for _, facts := range [][]Fact{s.Clocks, s.Conditions, s.Issues} {
		for _, f := range facts {
			key = appendDays(append(key, byte(f.Is)), f.Since)
		}
	}
	for _, d := range s.Decisions {
		key = appendDays(append(key, byte(d.Stage)), d.Put, d.Taken)
		for _, voice := range d.Voices {
			key = append(key, byte(voice))
		}
	}
	for _, taken := range s.Branches {
		key = append(key, byte(taken))
	}
	key = appendDays(key, s.Usable...)
	for _, level := range s.Levels {
		key = binary.BigEndian.AppendUint64(key, math.Float64bits(level))
	}
	return string(key)
}

func appendDays(key []byte, days ...calendar.Day) []byte {
	for _, day := range days {
		key = binary.BigEndian.AppendUint32(key, uint32(day))
	}
	return key
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}
