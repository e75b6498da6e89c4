package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// An importReport is the JSON of what became of new evidence.
type importReport struct {
	Into     string `json:"into"`
	Added    int    `json:"added"`
	Present  int    `json:"present"`
	Recorded string `json:"recorded,omitempty"` // by a ledger
	DryRun   bool   `json:"dry_run,omitempty"`
}

type importFlags struct {
	format       string
	dryRun, json bool
}

// The formats of evidence.
const (
	formatJSONL = "jsonl"
	formatCSV   = "csv"
)

var evidenceFormats = []string{formatJSONL, formatCSV}

func importCommand(c *console) *cobra.Command {
	var flags importFlags
	command := &cobra.Command{
		Use:   "import DIR FILE",
		Short: "Take evidence in from a file: all of it, or nothing and the reasons row by row",
		Long: "Import reads events from JSONL or CSV, holds them against the agreement, and adds\n" +
			"them to the project's ledger, or to evidence.jsonl where it has none. Where\n" +
			"anything is refused nothing is added. What is there already is passed over, so\n" +
			"that the same file can be imported again. FILE may be -, with --format.",
		Args: cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			return c.importFile(command.Context(), args[0], args[1], flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.format, "format", "", "the format of FILE: "+
		strings.Join(evidenceFormats, " or ")+"; without it, as its name ends")
	f.BoolVar(&flags.dryRun, "dry-run", false, "look at everything and add nothing")
	f.BoolVar(&flags.json, "json", false, "write what became of it as JSON")
	return command
}

func (c *console) importFile(ctx context.Context, dir, file string, flags importFlags) error {
	format, err := formatOf(file, flags.format)
	if err != nil {
		return err
	}
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	events, refused, err := c.readEvents(file, format)
	if err != nil {
		return unreadable(err)
	}
	if len(refused) > 0 {
		return c.orRefuse(project, file, &ledger.RefusedError{Refused: refused}, flags.json)
	}
	entry := entry{project, dir, file, events, flags.dryRun}
	report, err := c.enter(ctx, entry, flags.json)
	if err != nil {
		return err
	}
	if flags.json {
		return c.json(report)
	}
	c.showImport(report)
	return nil
}

// formatOf is the format that a flag or a file's name says.
func formatOf(file, flag string) (string, error) {
	format := flag
	if format == "" {
		format = strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	}
	if !slices.Contains(evidenceFormats, format) {
		return "", misuse("there is no format %q of evidence.%s It is one of %s (--format)", format,
			diag.DidYouMean(format, evidenceFormats), strings.Join(evidenceFormats, ", "))
	}
	return format, nil
}

// readEvents reads a file of evidence, or standard input.
func (c *console) readEvents(file, format string) ([]ledger.Event, []ledger.Refusal, error) {
	in := c.in
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return nil, nil, err
		}
		defer opened.Close()
		in = opened
	}
	read := map[string]func(io.Reader) ([]ledger.Event, []ledger.Refusal, error){
		formatJSONL: ledger.ReadJSONL, formatCSV: ledger.ReadCSV,
	}[format]
	return read(in)
}

// An entry is new evidence on its way into the books of a project.
type entry struct {
	project *lang.Project
	dir     string
	from    string // the file that it comes from
	events  []ledger.Event
	dryRun  bool
}

// enter holds new evidence against the agreement and what is there already, and adds it.
func (c *console) enter(ctx context.Context, e entry, asJSON bool) (*importReport, error) {
	books, err := openBooks(ctx, e.dir, e.project)
	if err != nil {
		return nil, c.orRefuse(e.project, evidenceFile, err, asJSON)
	}
	defer books.close()
	if err := e.check(ctx, books); err != nil {
		return nil, c.orRefuse(e.project, e.from, err, asJSON)
	}
	report := &importReport{Into: books.name(), DryRun: e.dryRun}
	if e.dryRun {
		report.Present, err = e.present(ctx, books)
		report.Added = len(e.events) - report.Present
		return report, err
	}
	receipt, err := books.add(ctx, e.events)
	if err != nil {
		return nil, c.orRefuse(e.project, e.from, orUnreadable(err), asJSON)
	}
	report.Added, report.Present = receipt.Added, receipt.Present
	report.Recorded = receipt.Recorded.String()
	return report, nil
}

// present is how many of the events are in the books already.
func (e *entry) present(ctx context.Context, books books) (int, error) {
	ids := make([]string, len(e.events))
	for i := range e.events {
		ids[i] = e.events[i].ID
	}
	found, err := books.find(ctx, ids)
	if err != nil {
		return 0, unreadable(err)
	}
	return len(found), nil
}

// orUnreadable is an error of the books; refusals pass as they are.
func orUnreadable(err error) error {
	switch err.(type) {
	case *ledger.RefusedError, *exitError:
		return err
	}
	return unreadable(err)
}

// check holds new events against the agreement, together with those that they correct or
// retract. The error is a *ledger.RefusedError where any is refused.
func (e *entry) check(ctx context.Context, books books) error {
	fresh := make(map[string]bool, len(e.events))
	for i := range e.events {
		fresh[e.events[i].ID] = true
	}
	var targets []string
	for i := range e.events {
		for _, id := range []string{e.events[i].Corrects, e.events[i].Retracts} {
			if id != "" && !fresh[id] {
				targets = append(targets, id)
			}
		}
	}
	slices.Sort(targets)
	earlier, err := books.find(ctx, slices.Compact(targets))
	if err != nil {
		return unreadable(err)
	}
	texts, err := ledger.ReadSourceTexts(os.DirFS(e.dir), e.project.Agreement)
	if err != nil {
		return unreadable(err)
	}
	return refusedOf(e.project.Agreement, slices.Concat(e.events, earlier), fresh, texts)
}

// refusedOf is what is wrong with the fresh ones among events.
func refusedOf(a *agreement.Agreement, events []ledger.Event, fresh map[string]bool,
	texts ledger.SourceTexts,
) error {
	refused := slices.DeleteFunc(ledger.Check(a, events, texts), func(r ledger.Refusal) bool {
		return r.Event != "" && !fresh[r.Event]
	})
	if len(refused) == 0 {
		return nil
	}
	return &ledger.RefusedError{Refused: refused}
}

// showImport says what became of new evidence.
func (c *console) showImport(r *importReport) {
	switch {
	case r.DryRun:
		fmt.Fprintf(c.out, "Nothing was added; %s would go into %s.",
			plural(r.Added, "event", "events"), r.Into)
	case r.Recorded != "":
		fmt.Fprintf(c.out, "Recorded %s in %s at %s.", plural(r.Added, "event", "events"), r.Into,
			r.Recorded)
	default:
		fmt.Fprintf(c.out, "Added %s to %s.", plural(r.Added, "event", "events"), r.Into)
	}
	if r.Present > 0 {
		fmt.Fprintf(c.out, " %d were there already.", r.Present)
	}
	fmt.Fprintln(c.out)
}
