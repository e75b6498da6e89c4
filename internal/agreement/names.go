package agreement

import "slices"

// A Kind says what sort of thing a name stands for.
type Kind uint8

// The kinds. Those up to KindIssue share one namespace and may stand in expressions; the rest
// have names of their own.
const (
	KindNone Kind = iota
	KindParty
	KindClock
	KindCommitment
	KindCondition
	KindDecision
	KindExchange
	KindLevel
	KindTask
	KindIssue
	KindPower
	KindBranch
	KindReading
	KindRound
	KindRedline
	KindGoal
	KindScenario
	KindResource
	KindSource
	KindAgreement
)

var kindNames = [...]string{
	"nothing", "party", "clock", "commitment", "condition", "decision", "exchange", "level",
	"task", "issue", "power", "branch", "reading", "round", "redline", "goal", "scenario",
	"resource", "source", "agreement",
}

// String is the kind's block name in the language, for example "commitment".
func (k Kind) String() string { return kindNames[k] }

// Named reports whether things of this kind share the namespace of expressions.
func (k Kind) Named() bool { return k >= KindParty && k <= KindIssue }

// KindOf is the kind whose block is called name, or KindNone.
func KindOf(name string) Kind {
	i := slices.Index(kindNames[1:], name)
	return Kind(i + 1)
}

// Kinds lists every kind that has a block, in the order of declaration.
func Kinds() []Kind {
	all := make([]Kind, 0, len(kindNames)-1)
	for k := KindParty; k <= KindAgreement; k++ {
		all = append(all, k)
	}
	return all
}

// A Ref is a resolved name: the Index-th thing of its Kind. The zero Ref stands for nothing.
type Ref struct {
	Kind  Kind
	Index int32
}

// IsZero reports whether r stands for nothing.
func (r Ref) IsZero() bool { return r.Kind == KindNone }

// Compare orders references by kind, then by position.
func (r Ref) Compare(s Ref) int {
	if r.Kind != s.Kind {
		return int(r.Kind) - int(s.Kind)
	}
	return int(r.Index) - int(s.Index)
}

// PartyRef, ClockRef and so on make a reference to the i-th thing of that kind.
func PartyRef(i int) Ref { return Ref{KindParty, int32(i)} }

// ClockRef refers to the i-th clock.
func ClockRef(i int) Ref { return Ref{KindClock, int32(i)} }

// CommitmentRef refers to the i-th commitment.
func CommitmentRef(i int) Ref { return Ref{KindCommitment, int32(i)} }

// ConditionRef refers to the i-th condition.
func ConditionRef(i int) Ref { return Ref{KindCondition, int32(i)} }

// DecisionRef refers to the i-th decision.
func DecisionRef(i int) Ref { return Ref{KindDecision, int32(i)} }

// ExchangeRef refers to the i-th exchange.
func ExchangeRef(i int) Ref { return Ref{KindExchange, int32(i)} }

// LevelRef refers to the i-th level.
func LevelRef(i int) Ref { return Ref{KindLevel, int32(i)} }

// IssueRef refers to the i-th issue.
func IssueRef(i int) Ref { return Ref{KindIssue, int32(i)} }

// A Place is where in the project something was written: a position in [Agreement.Files] and a
// line and column counted from 1. The zero Place means that nobody wrote it in a file.
type Place struct {
	File, Line, Column int32
}

// IsZero reports whether nothing is known of the place.
func (p Place) IsZero() bool { return p.Line == 0 }

// Compare orders places by file, line and column.
func (p Place) Compare(q Place) int {
	if p.File != q.File {
		return int(p.File) - int(q.File)
	}
	if p.Line != q.Line {
		return int(p.Line) - int(q.Line)
	}
	return int(p.Column) - int(q.Column)
}
