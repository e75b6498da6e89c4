package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/intake"
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
	matrixFlags
}

func importCommand(c *console) *cobra.Command {
	var flags importFlags
	command := &cobra.Command{
		Use:   "import DIR FILE",
		Short: "Take evidence in from a file: all, or nothing and the reasons",
		Long: "Import reads events from JSONL or CSV, holds them against the agreement, and adds\n" +
			"them to the project's ledger, or to evidence.jsonl where it has none. Where\n" +
			"anything is refused nothing is added. What is there already is passed over, so\n" +
			"that the same file can be imported again. FILE may be -, with --format.\n\n" +
			"An implementation matrix (a workbook, or CSV with its headings) is compared with the\n" +
			"project, row by row, and what was changed in it is listed. Nothing is recorded of it\n" +
			"but what --take names. With --new a matrix becomes the first draft of a project.",
		Example: "  lockstep import DIR matrix.xlsx\n" +
			"  lockstep import DIR matrix.xlsx --take five-bases,us-8600 \\\n" +
			"      --source commission-report --assessor \"Joint commission\" --at 2020-07-13\n" +
			"  lockstep import --new DIR matrix.xlsx",
		Args: cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			return c.importFile(command.Context(), args[0], args[1], flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.format, "format", "", "the format of FILE: "+
		strings.Join(intake.EventFormats, " or ")+"; without it, as its name ends")
	f.BoolVar(&flags.dryRun, "dry-run", false, "look at everything and add nothing")
	f.BoolVar(&flags.json, "json", false, "write what became of it as JSON")
	flags.matrixFlags.add(command)
	return command
}

func (c *console) importFile(ctx context.Context, dir, file string, flags importFlags) error {
	opened, err := c.openInput(file)
	if err != nil {
		return err
	}
	defer opened.Close()
	in := bufio.NewReaderSize(opened, 1<<16)
	if flags.fresh {
		return c.importNew(dir, file, in, flags)
	}
	if intake.IsMatrix(in, flags.format) {
		return c.importMatrix(ctx, dir, file, in, flags)
	}
	if flags.matrixFlags != (matrixFlags{}) {
		return misuse("--take, --source, --at and so on are of a matrix, and %s is none", file)
	}
	return c.importEvents(ctx, dir, file, in, flags)
}

// importEvents takes in a file of events.
func (c *console) importEvents(
	ctx context.Context, dir, file string, in io.Reader, flags importFlags,
) error {
	format, err := formatOf(file, flags.format)
	if err != nil {
		return err
	}
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	stream := func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
		return intake.Stream(format)(in, visit)
	}
	report, err := c.enter(ctx, entry{project: project, dir: dir, from: file,
		read: stream, dryRun: flags.dryRun}, flags.json)
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
	format, err := intake.FormatOf(file, flag)
	if errors.Is(err, intake.ErrNoWorkbook) {
		return "", unreadable(fmt.Errorf("%s: %w", file, err))
	}
	if err != nil {
		return "", misuse("%w (--format)", err)
	}
	return format, nil
}

// An entry is new evidence on its way into the books of a project.
type entry struct {
	project *lang.Project
	dir     string
	from    string // the file that it comes from
	// read hands over the events, or refusals, one by one.
	read   books.Reading
	dryRun bool
	// proposed is the id that its one event was given here, "" where it has its own.
	proposed string
	// add adds it to the books; nil adds what is read as it is.
	add func(books.Books, books.Incoming) (ledger.Receipt, error)
}

// enter holds new evidence against the agreement and what is there already, and adds it.
func (c *console) enter(ctx context.Context, e entry, asJSON bool) (*importReport, error) {
	kept, err := books.Open(ctx, e.dir, e.project.Agreement)
	if err != nil {
		return nil, c.orRefuse(e.project, books.PlainFile, err, asJSON)
	}
	defer kept.Close()
	receipt, err := e.addTo(ctx, kept)
	if err != nil && !errors.Is(err, ledger.ErrDryRun) {
		return nil, c.orRefuse(e.project, e.from, err, asJSON)
	}
	return &importReport{Into: kept.Name(), Added: receipt.Added, Present: receipt.Present,
		Recorded: receipt.Recorded.String(), DryRun: e.dryRun}, nil
}

// addTo adds the evidence to the books.
func (e *entry) addTo(ctx context.Context, kept books.Books) (ledger.Receipt, error) {
	incoming := books.Incoming{Dir: e.dir, Agreement: e.project.Agreement, Read: e.read,
		DryRun: e.dryRun}
	if e.add != nil {
		return e.add(kept, incoming)
	}
	events, err := incoming.Events()
	if err != nil {
		return ledger.Receipt{}, err
	}
	return kept.Add(ctx, events)
}

// orUnreadable is an error of the books, if there is one; refusals pass as they are.
func orUnreadable(err error) error {
	if err == nil {
		return nil
	}
	switch err.(type) {
	case *ledger.RefusedError, *exitError:
		return err
	}
	return unreadable(err)
}

// showImport says what became of new evidence.
func (c *console) showImport(r *importReport) { fmt.Fprint(c.out, c.wrapped(imported(r), 0)) }

// imported says what became of new evidence.
func imported(r *importReport) string {
	told := fmt.Sprintf("Added %s to %s.", plural(r.Added, "event", "events"), r.Into)
	switch {
	case r.DryRun:
		told = fmt.Sprintf("Nothing was added; %s would go into %s.",
			plural(r.Added, "event", "events"), r.Into)
	case r.Recorded != "":
		told = fmt.Sprintf("Recorded %s in %s at %s.", plural(r.Added, "event", "events"), r.Into,
			r.Recorded)
	}
	if r.Present > 0 {
		told += fmt.Sprintf(" %d were there already.", r.Present)
	}
	return told
}
