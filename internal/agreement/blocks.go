package agreement

import (
	"math"
	"slices"

	"lockstep/internal/calendar"
)

// A Party is anyone who acts, decides, judges, verifies or receives.
type Party struct {
	ID            string
	Name          string // what people call it, any script; the id where none is given
	Kind          PartyKind
	Role          Role
	AtTable       bool
	Members       []Ref // of an alliance or body
	Of            Ref   // the party it is a delegation or organ of
	Mandate       []Ref // the issues it may agree to
	MandateStated bool  // false: everything
	Where         Place
}

// A PartyKind says what sort of party it is.
type PartyKind uint8

// The kinds of party. PartyUnstated is used where none is given.
const (
	PartyUnstated PartyKind = iota
	PartyState
	PartyGovernment
	PartyArmedGroup
	PartyAlliance
	PartyOrganisation
	PartyBody
	PartyPerson
)

// PartyKindNames are the words of the language, by PartyKind.
var PartyKindNames = []string{
	"", "state", "government", "armed-group", "alliance", "organisation", "body", "person",
}

// A Role is what a party is in the agreement.
type Role uint8

// The roles. RoleAbsent: must act, did not sign.
const (
	RoleSignatory Role = iota
	RoleAbsent
	RoleThirdParty
	RoleGuarantor
	RoleVerifier
	RoleFacilitator
)

// RoleNames are the words of the language, by Role.
var RoleNames = []string{
	"signatory", "absent", "third-party", "guarantor", "verifier", "facilitator",
}

// A Clock is a day zero from which others are counted. At is nil while it has not started.
type Clock struct {
	ID    string
	At    *Time
	Where Place
}

// A CommitmentKind tells an act from a state of affairs.
type CommitmentKind uint8

// The kinds of commitment. A prohibition is continuing.
const (
	Once CommitmentKind = iota
	Continuing
	Prohibition
)

// CommitmentKindNames are the words of the language, by CommitmentKind.
var CommitmentKindNames = []string{"once", "continuing", "prohibition"}

// A Strength says how firmly a commitment binds.
type Strength uint8

// The strengths.
const (
	Firm Strength = iota
	BestEffort
	Intent
	Policy
)

// StrengthNames are the words of the language, by Strength.
var StrengthNames = []string{"firm", "best-effort", "intent", "policy"}

// A Commitment is one thing that somebody owes.
type Commitment struct {
	ID       string
	By, To   []Ref // several performers owe it jointly; several receivers are each owed it
	After    Guard // must have happened before it starts
	Provided Guard // asked once, when it starts
	While    Guard // asked for as long as it runs; false suspends it
	Unless   Guard // true blocks the start and, once running, voids it

	Starts, NotBefore *Time // it starts no earlier than these
	StartBy, Due      *Time // deadlines for its start and for its being done
	Until             *Time // a continuing one ends
	Takes             *calendar.Span

	Kind     CommitmentKind
	Strength Strength

	VerifyStated     bool // verify was written, if only as an empty list
	ReversibleStated bool
	Verify           []Ref
	Denied           []Ref   // waits that a reading denies, its turns and branches included
	For              []Ref   // what it is given against; changes no number
	Lost             float64 // share lost for good once done, 0..1; 1 where nothing is stated
	Weight           float64 // package lang and agreementtest set 1 where nothing is stated
	Baseline         *float64

	Changes  []Change
	Keeps    []Hold
	Schedule []Target
	Uses     []Use

	Benchmarks []Ref // the conditions that say how it is measured
	Benchmark  string
	Text       string
	Article    string
	Instrument string
	At         string // the place where it is performed
	Source     string
	Note       string
	Where      Place
}

// IsContinuing reports whether c is in force rather than done: continuing or a prohibition.
func (c *Commitment) IsContinuing() bool { return c.Kind != Once }

// Irreversible reports whether c is stated to be lost for good in full.
func (c *Commitment) Irreversible() bool { return c.ReversibleStated && c.Lost == 1 }

// ChangedLevels are the levels that c changes, at once or by a schedule, each once, in the order
// in which they are written.
func (c *Commitment) ChangedLevels() []Ref {
	var levels []Ref
	add := func(level Ref) {
		if level.Kind == KindLevel && !slices.Contains(levels, level) {
			levels = append(levels, level)
		}
	}
	for _, change := range c.Changes {
		add(change.Level)
	}
	for _, target := range c.Schedule {
		add(target.Level)
	}
	return levels
}

// A Change is a level that a commitment moves: to Number, or by Number when By is true.
type Change struct {
	Level  Ref
	Number float64
	By     bool
	Where  Place
}

// After is the level that stood at from once it has changed. A level without a figure, NaN, stays
// so when it is moved by a number.
func (c *Change) After(from float64) float64 {
	if c.By {
		return from + c.Number
	}
	return c.Number
}

// Step is how far the change moves a level that stood at from, 0 where that is not known.
func (c *Change) Step(from float64) float64 {
	switch {
	case c.By:
		return math.Abs(c.Number)
	case math.IsNaN(from):
		return 0
	}
	return math.Abs(c.Number - from)
}

// A Hold is a level that a commitment keeps at Number.
type Hold struct {
	Level  Ref
	Number float64
	Where  Place
}

// A Target is one step of a schedule: Number of Level by the time At (nil for a tranche, which
// has an order and no date). Share is true where Number is a share of the whole.
type Target struct {
	At     *Time
	Level  Ref
	Number float64
	Share  bool
	Where  Place
}

// A Use is how much of a resource a commitment takes.
type Use struct {
	Resource int32 // position in Agreement.Resources
	Number   float64
	Where    Place
}

// A Mode is the pace of an exchange.
type Mode uint8

// The modes.
const (
	Simultaneous Mode = iota
	StepForStep
	Commensurate
	Proportional
)

// ModeNames are the words of the language, by Mode.
var ModeNames = []string{"simultaneous", "step-for-step", "commensurate", "proportional"}

// An Exchange binds the commitments of several sides together.
type Exchange struct {
	ID        string
	Sides     [][]Ref
	Mode      Mode
	Tolerance *float64 // nil: the largest single share
	Where     Place
}

// Members lists the commitments of every side, side by side.
func (e *Exchange) Members() []Ref {
	var all []Ref
	for _, side := range e.Sides {
		all = append(all, side...)
	}
	return all
}

// StepBefore lists what act k (counted from 0) of a step-for-step exchange waits for: act k−1
// of every side that has one.
func (e *Exchange) StepBefore(k int) []Ref {
	if k == 0 {
		return nil
	}
	var before []Ref
	for _, side := range e.Sides {
		if k-1 < len(side) {
			before = append(before, side[k-1])
		}
	}
	return before
}

// A Condition is a state of the world that somebody judges.
type Condition struct {
	ID           string
	Text         string
	Judges       []Ref
	Jointly      bool // all judges together; otherwise any one of them
	ControlledBy []Ref
	Indicator    string
	Threshold    string
	Data         string
	Where        Place
}

// A Rule is how a body decides.
type Rule uint8

// The rules.
const (
	Consensus Rule = iota
	Majority
	AtLeastOf
	Single
	Silence
)

// RuleNames are the words of the language, by Rule.
var RuleNames = []string{"consensus", "majority", "at-least", "single", "silence"}

// A Decision is taken by a body under a rule.
type Decision struct {
	ID             string
	By             []Ref
	Rule           Rule
	K              int32              // of AtLeastOf
	Silence        *calendar.Duration // how long silence must last
	Blockers       []Ref
	BlockersStated bool
	Governs        []Ref // levels or commitments
	Refers         []Ref // issues
	Where          Place
}

// A Level is a figure over time: people, arms, bases.
type Level struct {
	ID       string
	Of       []Ref
	Unit     string
	Basis    string
	Baseline *float64
	Ceiling  *float64
	Floor    *float64
	Rate     *Rate
	Parts    []Ref
	ShareOf  []Share
	At       string // the place that it counts
	Serves   []Ref  // tasks
	Where    Place
}

// A Rate is the most that a level may move in a period.
type Rate struct {
	Most float64
	Per  calendar.Duration
}

// A Share says that a level is that share of another one.
type Share struct {
	Level Ref
	Share float64
}

// A Task must stay covered until a day or until something has happened.
type Task struct {
	ID        string
	Text      string
	Needs     []Hold // level = minimum
	DependsOn []Ref
	Until     Guard
	Where     Place
}

// An Issue is a matter under negotiation.
type Issue struct {
	ID          string
	Between     []Ref
	Bracketed   bool
	Brackets    []string // the wording not agreed, where it is given
	Commitments []Ref
	Where       Place
}

// An Effect is what a power does.
type Effect uint8

// The effects.
const (
	Suspend Effect = iota
	Resume
	Terminate
	Waive
	Restore
	Extend
)

// EffectNames are the words of the language, by Effect.
var EffectNames = []string{"suspend", "resume", "terminate", "waive", "restore", "extend"}

// A Power lets a party act on commitments when its guard holds.
type Power struct {
	ID     string
	By     []Ref
	When   Guard
	Does   Effect
	On     []Ref
	Within *calendar.Duration
	Unless Guard
	Where  Place
}

// A Branch brings commitments into being on one side or the other.
type Branch struct {
	ID         string
	If         Guard
	Then, Else []Ref
	Where      Place
}

// A Reading is one party's interpretation: waits it adds, waits it denies, due days it holds.
type Reading struct {
	ID    string
	Of    []Ref
	After []AddedWait
	Drops []DeniedWait
	Due   []HeldDue
	Where Place
}

// An AddedWait is a guard that a reading adds to a commitment.
type AddedWait struct {
	Commitment Ref
	Guard      Guard
}

// A DeniedWait is a set of names for which, says a reading, a commitment does not wait.
type DeniedWait struct {
	Commitment Ref
	For        []Ref
	Where      Place
}

// A HeldDue is the due day that a reading gives to a commitment.
type HeldDue struct {
	Commitment Ref
	Due        Time
}

// A Round is a meeting that puts issues before parties.
type Round struct {
	ID      string
	On      *Time
	Parties []Ref
	Issues  []Ref
	Next    *Time
	Where   Place
}

// A Redline is a state that a party says must never come about.
type Redline struct {
	ID    string
	Of    []Ref
	Never Guard
	Where Place
}

// A Goal is a state that a party wants to reach.
type Goal struct {
	ID    string
	Of    []Ref
	Reach Guard
	Where Place
}

// A Scenario is a named set of assumptions for simulation.
type Scenario struct {
	ID         string
	Likelihood []Likelihood
	Takes      []Assumed
	Delay      []Assumed
	Starts     []AssumedStart
	Where      Place
}

// A Likelihood is the chance, 0..1, that the thing comes about; a zero Of stands for all.
type Likelihood struct {
	Of    Ref
	Share float64
}

// An Assumed is a duration range assumed for a party or a commitment; a zero Of stands for all.
type Assumed struct {
	Of   Ref
	Span calendar.Span
}

// An AssumedStart is the day on which a clock or commitment is assumed to start.
type AssumedStart struct {
	Of  Ref
	Day Time
}

// A Resource is something scarce: lift, flights, trains.
type Resource struct {
	ID       string
	Capacity *Rate
	Where    Place
}

// A Source is where evidence comes from.
type Source struct {
	ID          string
	Publisher   string
	Published   calendar.Day
	File        string
	Reliability string // A to F
	Repeats     string // id of the root source that it copies
	Where       Place
}
