package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/ledger"
)

type exportFlags struct {
	cutFlags
	format, out string
	counting    bool
}

func exportCommand(c *console) *cobra.Command {
	var flags exportFlags
	command := &cobra.Command{
		Use:   "export DIR",
		Short: "Write the evidence of a project as JSONL or CSV",
		Long: "Export writes every event, corrections and retractions among them, by the day on\n" +
			"which it happened, so that another project or ledger can import it. With --counting\n" +
			"it writes the events that count on a day, as it was known on another. In CSV no\n" +
			"text begins as a formula does: an apostrophe stands in front.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.export(args[0], flags) },
	}
	f := command.Flags()
	f.StringVar(&flags.format, "format", "", "the format: "+strings.Join(evidenceFormats, " or ")+
		"; without it, as the name of --out ends, else jsonl")
	f.StringVarP(&flags.out, "out", "o", "", "the file to write; without it, standard output")
	f.BoolVar(&flags.counting, "counting", false, "only the events that count, corrected")
	flags.cutFlags.add(command)
	return command
}

func (c *console) export(dir string, flags exportFlags) error {
	if flags.cutFlags != (cutFlags{}) && !flags.counting {
		return misuse("--as-of, --known-at and --recorded-by say which events count: add --counting")
	}
	format, err := exportFormat(flags)
	if err != nil {
		return err
	}
	desk, err := c.openWhole(dir)
	if err != nil {
		return err
	}
	events := slices.SortedFunc(slices.Values(desk.events), ledger.Compare)
	if flags.counting {
		cut, err := desk.cut(flags.cutFlags)
		if err != nil {
			return err
		}
		events = ledger.View(desk.events, cut)
	}
	return c.writeEvents(events, format, flags.out)
}

// openWhole reads a project and all its evidence, that of a ledger as it was recorded, whatever
// the agreement says of it now.
func (c *console) openWhole(dir string) (*desk, error) {
	store, err := openLedger(context.Background(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return c.openDesk(dir, "", false)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	defer store.Close()
	project, err := c.load(dir, false)
	if err != nil {
		return nil, err
	}
	events, err := ledger.All(context.Background(), store)
	if err != nil {
		return nil, unreadable(err)
	}
	return &desk{project, project.Agreement, events}, nil
}

func exportFormat(flags exportFlags) (string, error) {
	if flags.format == "" && flags.out == "" {
		return formatJSONL, nil
	}
	return formatOf(flags.out, flags.format)
}

// writeEvents writes to a file, in the place of one that is there, or to standard output.
func (c *console) writeEvents(events []ledger.Event, format, path string) error {
	write := map[string]func(io.Writer, iter.Seq[ledger.Event]) error{
		formatJSONL: ledger.WriteJSONL, formatCSV: ledger.WriteCSV,
	}[format]
	if path == "" {
		return write(c.out, slices.Values(events))
	}
	file, err := os.Create(path)
	if err != nil {
		return unreadable(err)
	}
	err = write(file, slices.Values(events))
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return unreadable(fmt.Errorf("%s: %w", path, err))
	}
	fmt.Fprintf(c.out, "Wrote %s to %s.\n", plural(len(events), "event", "events"), path)
	return nil
}
