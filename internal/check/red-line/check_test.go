package redline

import (
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/checktest"
)

func TestExample(t *testing.T) { checktest.Run(t, Check) }

// TestOneStepIsTheFewest: a level beside a breach is not proven, but less than one step is none.
func TestOneStepIsTheFewest(t *testing.T) {
	cut, ceasefire := agreement.CommitmentRef(1), agreement.CommitmentRef(0)
	level := agreement.LevelRef(0)
	low := agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
		Left: agreement.Operand{Level: level}, Op: agreement.Less,
		Right: agreement.Operand{Number: 10_000}}}
	a := &agreement.Agreement{
		Commitments: []agreement.Commitment{
			{ID: "ceasefire", Kind: agreement.Continuing},
			{ID: "cut", Changes: []agreement.Change{{Level: level, Number: 8600}}},
		},
		Levels: []agreement.Level{{ID: "troops", Baseline: new(14_000.0)}},
		Redlines: []agreement.Redline{{ID: "low", Never: agreement.Any(
			agreement.All(low, agreement.Not(agreement.Started(ceasefire))),
			agreement.All(agreement.Done(cut), agreement.Breached(ceasefire)))}},
	}
	found := check.Run(a, []*check.Check{Check}, check.Options{})
	if len(found) != 1 || !strings.HasPrefix(found[0].Detail, "It takes 1 step;") {
		t.Errorf("%+v", found)
	}
}
