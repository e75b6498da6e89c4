package semantics

import (
	"errors"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Cooperation says who takes part and what may go wrong. In the zero Cooperation everybody acts
// and decides, every condition may hold, nobody breaches, no condition lapses and no power is
// used.
type Cooperation struct {
	// Refusing withhold what they owe or control, refuse what they decide or negotiate, and do
	// not find what they judge to hold.
	Refusing []agreement.Ref
	Breaches bool         // violations may be alleged, and found or not
	Lapses   bool         // conditions may lapse, or be found not to hold
	Powers   bool         // powers may be used
	Horizon  calendar.Day // days pass up to this one, in states that have a day at all
}

func (c Cooperation) refuses(party agreement.Ref) bool {
	return slices.Contains(c.Refusing, party)
}

func (c Cooperation) anyRefuses(parties []agreement.Ref) bool {
	return slices.ContainsFunc(parties, c.refuses)
}

// leavesUnjudged reports whether nobody is left to find that the condition holds: one judge who
// refuses where they judge jointly, all of them where any one may.
func (c Cooperation) leavesUnjudged(condition *agreement.Condition) bool {
	judges := condition.Judges
	if condition.Jointly || len(judges) == 0 {
		return c.anyRefuses(judges)
	}
	return !slices.ContainsFunc(judges, func(j agreement.Ref) bool { return !c.refuses(j) })
}

// The reasons for which a move is not allowed.
var (
	errStarted   = errors.New("it has started already")
	errNotBegun  = errors.New("it is not running")
	errVoid      = errors.New("it, or what starts with it, is void or over")
	errSuspended = errors.New("it, or what starts with it, is suspended")
	errBranch    = errors.New("the branch that brings it into being is not taken")
	errAfter     = errors.New("what it comes after has not happened")
	errProvided  = errors.New("what it is provided on is not known to be the case")
	errUnless    = errors.New("its unless holds")
	errTurn      = errors.New("the turn before it, step for step, is not over")
	errEarly     = errors.New("its time has not come")
	errPace      = errors.New("one side of an exchange would be too far ahead")
	errEndless   = errors.New("it is continuing and is never done")
	errOnce      = errors.New("it is done once; there is nothing to keep")
	errWithheld  = errors.New("one of those who must act refuses")
	errRefused   = errors.New("it is refused")
	errWilling   = errors.New("nobody here refuses")
	errVoices    = errors.New("too few have agreed")
	errNoVoice   = errors.New("this party has no voice in it")
	errStage     = errors.New("the decision is not at that stage")
	errAlready   = errors.New("it is so already")
	errNotSo     = errors.New("nothing goes wrong in this cooperation")
	errConduct   = errors.New("nothing of that kind is alleged")
	errBySelf    = errors.New("it starts with what its time says")
	errWhen      = errors.New("the guard of the power does not hold")
	errWithin    = errors.New("the power had to be used earlier")
	errNoEffect  = errors.New("it would change nothing")
	errNoTime    = errors.New("no time passes")
	errObserved  = errors.New("it can only be observed")
	errSubject   = errors.New("there is no such thing that it can happen to")
)

// require is nil where ok, and otherwise the reason.
func require(ok bool, reason error) error {
	if ok {
		return nil
	}
	return reason
}

// first is the first of reasons that is one.
func first(reasons ...error) error {
	for _, reason := range reasons {
		if reason != nil {
			return reason
		}
	}
	return nil
}
