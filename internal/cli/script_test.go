package cli

import (
	"bytes"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"lockstep/internal/matrix/sheet"
	"lockstep/internal/postgres/postgrestest"
)

var update = flag.Bool("update", false, "rewrite the expected output inside the scripts")

// server is started by the first script that asks for it.
var server struct {
	once    sync.Once
	running *postgrestest.Server
	err     error
}

// afterwards stops what the scripts started.
type afterwards struct{ *testing.M }

func (m afterwards) Run() int {
	status := m.M.Run()
	if server.running != nil {
		if err := server.running.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return status
}

func TestMain(m *testing.M) {
	testscript.Main(afterwards{m}, map[string]func(){
		"lockstep": func() {
			os.Exit(Main(os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
		},
	})
}

// TestScripts runs every promise of the command line: one script each.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"enter": enter, "forge": forge, "postgres": postgresServer,
		},
	})
}

// postgres start: a PostgreSQL server of the tests' own runs, and ADDRESS, GUARDED, PASSWORD and
// PORT say how to reach it. postgres kill ends it as a crash does; postgres restart starts it
// again.
func postgresServer(ts *testscript.TestScript, negated bool, args []string) {
	server.once.Do(func() { server.running, server.err = postgrestest.Start() })
	ts.Check(server.err)
	if negated || len(args) != 1 {
		ts.Fatalf("usage: postgres start, kill or restart")
	}
	switch args[0] {
	case "start":
		address, err := url.Parse(server.running.URL())
		ts.Check(err)
		ts.Setenv("ADDRESS", address.String())
		ts.Setenv("GUARDED", server.running.GuardedURL())
		ts.Setenv("PASSWORD", postgrestest.Password)
		ts.Setenv("PORT", address.Port())
	case "kill":
		ts.Check(server.running.Kill())
	case "restart":
		ts.Check(server.running.Restart())
	default:
		ts.Fatalf("there is no postgres %s", args[0])
	}
}

// forge FILE OLD NEW puts one text in the place of another of the same length, in every place of
// a file, as somebody would who tampers with a ledger.
func forge(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 3 || len(args[1]) != len(args[2]) {
		ts.Fatalf("usage: forge FILE OLD NEW, of the same length")
	}
	path := ts.MkAbs(args[0])
	text, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(text, []byte(args[1])) {
		ts.Fatalf("%s does not hold %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, bytes.ReplaceAll(text, []byte(args[1]), []byte(args[2])), 0o666))
}

// enter FILE ROW COLUMN [TEXT] enters a text into a cell of a workbook, counted from 1, or empties
// it, as somebody does who edits a matrix.
func enter(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: enter FILE ROW COLUMN [TEXT]")
	}
	path := ts.MkAbs(args[0])
	text, err := os.ReadFile(path)
	ts.Check(err)
	tables, refused, err := sheet.Read(bytes.NewReader(text))
	ts.Check(err)
	if len(refused) > 0 || len(tables) != 1 {
		ts.Fatalf("%s: %v", args[0], refused)
	}
	row, err := strconv.Atoi(args[1])
	ts.Check(err)
	column, err := strconv.Atoi(args[2])
	ts.Check(err)
	cells := &tables[0].Rows[row-1].Cells
	for len(*cells) < column {
		*cells = append(*cells, sheet.Cell{})
	}
	(*cells)[column-1] = sheet.TextCell(append(args, "")[3])
	var out bytes.Buffer
	ts.Check(sheet.WriteXLSX(&out, &tables[0]))
	ts.Check(os.WriteFile(path, out.Bytes(), 0o666))
}
