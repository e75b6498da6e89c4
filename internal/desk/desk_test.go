package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

const text = `agreement "small" {
}

party "us" {
}

party "them" {
}

commitment "leave" {
  by = us
  to = them
}
`

const left = `{"id":"e1","at":"2020-07-13","kind":"done","subject":"leave",` +
	`"rests-on":"reported"}` + "\n"

// write puts a file into a folder.
func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// open opens a desk on a folder with the small text and, if any, some evidence.
func open(t *testing.T, evidence string) (string, *desk.Desk) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "small.hcl", text)
	if evidence != "" {
		write(t, dir, "evidence.jsonl", evidence)
	}
	return dir, openIn(t, dir)
}

func openIn(t *testing.T, dir string) *desk.Desk {
	t.Helper()
	project, err := lang.Load(dir)
	if err != nil || project.Diagnostics.Errors() {
		t.Fatal(err, project.Diagnostics)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func day(y, m, d int) ledger.Cut {
	cut := ledger.Everything
	cut.AsOf = calendar.MakeDay(y, m, d)
	return cut
}

// standing is how the one commitment stands.
func standing(e *desk.Edition, cut ledger.Cut) string {
	return e.Answers(cut).Report().Commitments[0].Standing
}

func TestAnswersFollowTheCutAndAreGivenOnce(t *testing.T) {
	_, d := open(t, left)
	e := d.Now()
	if got := standing(e, day(2020, 7, 12)); got != "open" {
		t.Errorf("the day before it is %s", got)
	}
	if got := standing(e, day(2020, 7, 13)); got != "done" {
		t.Errorf("on the day it is %s", got)
	}
	var all sync.WaitGroup
	reports := make([]any, 16)
	for i := range reports {
		all.Go(func() { reports[i] = e.Answers(day(2020, 7, 14)).Report() })
	}
	all.Wait()
	for _, r := range reports {
		if r != reports[0] {
			t.Fatal("one question was answered twice")
		}
	}
}

func TestWhatIsWrittenElsewhereMakesAnotherEdition(t *testing.T) {
	dir, d := open(t, "")
	before := d.Now()
	d.Refresh(context.Background())
	if d.Now() != before {
		t.Fatal("another edition although nothing has changed")
	}
	write(t, dir, "evidence.jsonl", left)
	d.Refresh(context.Background())
	select {
	case <-before.Superseded():
	default:
		t.Error("those who wait were not told")
	}
	if got := standing(d.Now(), day(2020, 7, 14)); got != "done" {
		t.Errorf("the new evidence makes it %s", got)
	}
	if got := standing(before, day(2020, 7, 14)); got != "open" {
		t.Errorf("the old edition says %s now", got)
	}
}

func TestATextThatCannotBeReadLagsAndRecovers(t *testing.T) {
	dir, d := open(t, left)
	write(t, dir, "small.hcl", strings.Replace(text, "by = us", "by = nobody", 1))
	d.Refresh(context.Background())
	lagging := d.Now()
	if lagging.Lags == "" || standing(lagging, day(2020, 7, 14)) != "done" {
		t.Errorf("lags %q, stands %s", lagging.Lags, standing(lagging, day(2020, 7, 14)))
	}
	d.Refresh(context.Background())
	if d.Now() != lagging {
		t.Error("the same fault was told twice")
	}
	write(t, dir, "small.hcl", text+"\n")
	d.Refresh(context.Background())
	if d.Now().Lags != "" {
		t.Errorf("still lags: %s", d.Now().Lags)
	}
}

func TestALedgerIsReadOnFromWhereItWas(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "small.hcl", text)
	ctx := context.Background()
	store, err := sqlite.Create(ctx, filepath.Join(dir, "lockstep.db"), "small", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := openIn(t, dir)
	if !d.Now().Sealed {
		t.Error("the ledger was not found")
	}
	event, refused := ledger.EventOf(map[string]string{"id": "e1", "at": "2020-07-13",
		"kind": "done", "subject": "leave", "rests-on": "reported"})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	if _, err := store.Append(ctx, ledger.Each([]ledger.Event{event})); err != nil {
		t.Fatal(err)
	}
	d.Refresh(ctx)
	if got := standing(d.Now(), day(2020, 7, 14)); got != "done" {
		t.Errorf("what another program recorded makes it %s", got)
	}
}
