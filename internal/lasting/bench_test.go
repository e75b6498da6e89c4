package lasting_test

import (
	"testing"

	"lockstep/internal/lang"
	"lockstep/internal/lasting"
)

// BenchmarkExample asks of the example whose states are the most, under the reading in which they are.
func BenchmarkExample(b *testing.B) {
	project, err := lang.Load("../../examples/afghanistan-2019")
	if err != nil {
		b.Fatal(err)
	}
	a := project.Agreement.Under([]int{2})
	for b.Loop() {
		lasting.Question{Agreement: a}.Ask()
	}
}
