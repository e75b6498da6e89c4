package archtest

import (
	"os"
	"testing"
)

// TestHouse holds this module to its plan.
func TestHouse(t *testing.T) {
	complaints, err := House(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range complaints {
		t.Error(c)
	}
}
