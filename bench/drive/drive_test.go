package drive_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lockstep/bench/drive"
	"lockstep/bench/family"
	"lockstep/internal/cli"
	"lockstep/internal/postgres/postgrestest"
)

// isProgram is set in the environment of this test program where it is to be lockstep.
const isProgram = "LOCKSTEP_TEST_IS_PROGRAM"

var (
	each   = flag.Int("each", 5, "events that each of twenty writers records")
	rounds = flag.Int("rounds", 3, "how often a server is ended or killed while it works")
)

// server is the PostgreSQL server of these tests, started when the first one needs it.
var server struct {
	sync.Once
	running *postgrestest.Server
	err     error
}

func TestMain(m *testing.M) {
	if os.Getenv(isProgram) != "" {
		os.Exit(cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	status := m.Run()
	if server.running != nil {
		if err := server.running.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

// lockstep is the program under test: this one, told to be it.
func lockstep(t *testing.T, env ...string) drive.Program {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return drive.Program{Path: path, Env: append(env, isProgram+"=1")}
}

// watched is the mission of these tests.
var watched = family.Mission{Commitments: 24}

// project is a folder with the text of a mission and some evidence, and a ledger in it.
func project(t *testing.T, p drive.Program, events int) string {
	t.Helper()
	dir := t.TempDir()
	var text, evidence bytes.Buffer
	if err := watched.Write(&text); err != nil {
		t.Fatal(err)
	}
	if err := watched.WriteEvidence(&evidence, events, 1); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"mission.hcl": text.Bytes(),
		"evidence.jsonl": evidence.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, p, "ledger", "init", dir)
	return dir
}

func run(t *testing.T, p drive.Program, args ...string) []byte {
	t.Helper()
	out, err := p.Run(t.Context(), args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// serve serves a project until the test is over.
func serve(t *testing.T, p drive.Program, dir string) *drive.Server {
	t.Helper()
	s, err := p.Serve(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Kill() })
	return s
}

// inPostgres is a program whose ledger lies in a schema of its own of the tests' server.
func inPostgres(t *testing.T, schema string) drive.Program {
	t.Helper()
	server.Do(func() { server.running, server.err = postgrestest.Start() })
	if server.err != nil {
		t.Fatal(server.err)
	}
	return lockstep(t, "LOCKSTEP_LEDGER="+server.running.URL()+"&search_path="+schema)
}

// told is an event that a writer sends.
func told(writer, i int) drive.Event {
	return drive.Event{"id": fmt.Sprintf("w%02d-%05d", writer, i), "at": "2020-03-01",
		"kind": "complied-with", "subject": "step-004", "actor": "movement",
		"rests-on": "reported", "source": "bulletin-001",
		"locator": fmt.Sprintf("page %d of writer %d", i, writer)}
}

// TestManyWriters records with twenty writers at the same time, into SQLite through one server and
// into PostgreSQL through two.
func TestManyWriters(t *testing.T) {
	stores := map[string]func(*testing.T) (drive.Program, int){
		"sqlite":   func(t *testing.T) (drive.Program, int) { return lockstep(t), 1 },
		"postgres": func(t *testing.T) (drive.Program, int) { return inPostgres(t, "many"), 2 },
	}
	for name, store := range stores {
		t.Run(name, func(t *testing.T) {
			p, servers := store(t)
			dir := project(t, p, 200)
			var urls []string
			for range servers {
				urls = append(urls, serve(t, p, dir).URL)
			}
			half := filepath.Join(t.TempDir(), "half")
			var kept sync.Once
			writers := drive.Writers{Number: 20, Each: *each, Event: told,
				Told: func(_, i int, _ string) {
					if i == *each/2 {
						kept.Do(func() { keep(t, half, run(t, p, "ledger", "checkpoint", dir)) })
					}
				}}
			acknowledged, err := writers.Write(urls...)
			if err != nil {
				t.Fatal(err)
			}
			if err := writers.Verify(run(t, p, "export", dir), acknowledged); err != nil {
				t.Error(err)
			}
			run(t, p, "ledger", "verify", dir, "--checkpoint", half)
		})
	}
}

func keep(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Error(err)
	}
}

// TestOneSeesWhatAnotherRecords has two servers on one database: what is recorded through the first
// is told to a page that is open at the second, and shown there.
func TestOneSeesWhatAnotherRecords(t *testing.T) {
	p := inPostgres(t, "seen")
	dir := project(t, p, 50)
	first, second := serve(t, p, dir), serve(t, p, dir)
	stream, err := second.Follow()
	if err != nil {
		t.Fatal(err)
	}
	<-stream.Editions // the one that is there
	one := drive.Writers{Number: 1, Each: 1, Event: told}
	if _, err := one.Write(first.URL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-stream.Editions:
	case <-time.After(30 * time.Second):
		t.Fatal("the second server tells nothing")
	}
	answer, err := http.Get(second.URL + "/evidence?q=w00-00000")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(page), ">w00-00000<") {
		t.Errorf("the second server does not show it: %v", err)
	}
}
