package lang

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// render is the diagnostics of a project as people see them.
func render(t *testing.T, p *Project) string {
	t.Helper()
	var b strings.Builder
	err := diag.Render(&b, p.Diagnostics, diag.Options{Sources: p.Sources, Width: 100})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// load is a project of testdata, which must be without diagnostics.
func load(t *testing.T, dir string) *agreement.Agreement {
	t.Helper()
	p, err := Load(filepath.Join("testdata", dir))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Diagnostics) > 0 {
		t.Fatalf("unexpected diagnostics:\n%s", render(t, p))
	}
	return p.Agreement
}

func TestLoadFramework(t *testing.T) {
	a := load(t, "framework")
	if a.ID != "framework-2019" || a.Zone != "Asia/Kabul" {
		t.Errorf("agreement %q in zone %q", a.ID, a.Zone)
	}
	withdrawal, ok := a.Lookup("full-withdrawal")
	if !ok {
		t.Fatal("full-withdrawal is not there")
	}
	c := a.Commitments[withdrawal.Index]
	if !c.Irreversible() || c.Weight != 1 || c.Takes.String() != "3y..5y" {
		t.Errorf("full-withdrawal: lost %v, weight %v, takes %v", c.Lost, c.Weight, c.Takes)
	}
	ceasefire, _ := a.Lookup("ceasefire")
	plan, _ := a.Lookup("afghan-plan")
	want := agreement.All(agreement.Started(ceasefire), agreement.Happened(plan))
	if got := plain(c.After); !sameGuard(got, want) {
		t.Errorf("full-withdrawal waits for %+v, want %+v", got, want)
	}
	bases, _ := a.Lookup("leave-five-bases")
	due := a.Commitments[bases.Index].Due
	if due.Op != agreement.TimePlus || due.Span.String() != "4mo" ||
		a.IDOf(due.Args[0].Of) != "approval" {
		t.Errorf("leave-five-bases is due %+v", due)
	}
	if len(a.Readings) != 1 || len(a.Readings[0].After) != 1 {
		t.Errorf("readings %+v", a.Readings)
	}
}

// plain is g without its places.
func plain(g agreement.Guard) agreement.Guard {
	g.Where = agreement.Place{}
	args := g.Args
	g.Args = nil
	for _, arg := range args {
		g.Args = append(g.Args, plain(arg))
	}
	return g
}

func sameGuard(x, y agreement.Guard) bool {
	same := x.Op == y.Op && x.Verb == y.Verb && x.Of == y.Of && len(x.Args) == len(y.Args)
	for i := 0; same && i < len(x.Args); i++ {
		same = sameGuard(x.Args[i], y.Args[i])
	}
	return same
}

func TestLoadFails(t *testing.T) {
	empty := t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, ".draft.hcl"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		empty:                              "lockstep init",
		filepath.Join(empty, "absent"):     "absent",
		filepath.Join(empty, ".draft.hcl"): ".draft.hcl",
	} {
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%s): error %v, want one with %q", dir, err, want)
		}
	}
}
