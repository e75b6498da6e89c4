package all

import (
	"os"
	"testing"
)

// TestEveryFolderIsListed: a folder with a check.go is a check, and carries its name.
func TestEveryFolderIsListed(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	folders := 0
	for _, e := range entries {
		if _, err := os.Stat("../" + e.Name() + "/check.go"); err != nil {
			continue
		}
		folders++
		if Named(e.Name()) == nil {
			t.Errorf("check/%s is not in the list of package all", e.Name())
		}
	}
	if folders != len(Checks()) {
		t.Errorf("%d folders, %d checks listed", folders, len(Checks()))
	}
}

func TestEveryCheckExplainsItself(t *testing.T) {
	for _, c := range Checks() {
		if c.Title == "" || c.Severity == "" || c.When == "" || c.Why == "" || c.Example == "" {
			t.Errorf("%s lacks a title, severity, when, why or example", c.Name)
		}
	}
}
