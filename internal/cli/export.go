package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/intake"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
)

type exportFlags struct {
	cutFlags
	format, out string
	matrix      string
	counting    bool
}

func exportCommand(c *console) *cobra.Command {
	var flags exportFlags
	command := &cobra.Command{
		Use:   "export DIR",
		Short: "Write the evidence of a project, or an implementation matrix",
		Long: "Export writes every event, corrections and retractions among them, in the order in\n" +
			"which they stand, so that another project or ledger can import them. With --counting\n" +
			"it writes the events that count on a day, as it was known on another, by day. In CSV\n" +
			"no text begins as a formula does: an apostrophe stands in front.\n\n" +
			"With --matrix it writes an implementation matrix, as a workbook or as CSV: the\n" +
			"activities that the text names, or the completion of each on a day, as it was known\n" +
			"on another. Somebody may edit it, and `lockstep import` tells what was changed.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.export(args[0], flags) },
	}
	f := command.Flags()
	f.StringVar(&flags.format, "format", "", "the format: "+strings.Join(intake.EventFormats, " or ")+
		"; of a matrix "+strings.Join(matrixFormats, " or ")+
		"; without it, as the name of --out ends")
	f.StringVar(&flags.matrix, "matrix", "",
		"write this matrix instead: "+strings.Join(matrix.KindNames, " or "))
	f.StringVarP(&flags.out, "out", "o", "", "the file to write; without it, standard output")
	f.BoolVar(&flags.counting, "counting", false, "only the events that count, corrected")
	flags.cutFlags.add(command)
	return command
}

func (c *console) export(dir string, flags exportFlags) error {
	if flags.matrix != "" {
		return c.exportMatrix(dir, flags)
	}
	if flags.cutFlags != (cutFlags{}) && !flags.counting {
		return misuse("--as-of, --known-at and --recorded-by say which events count: add " +
			"--counting, or --matrix completion")
	}
	format, err := exportFormat(flags)
	if err != nil {
		return err
	}
	if err := folder(dir); err != nil {
		return err
	}
	if flags.counting {
		return c.exportCounting(dir, flags, format)
	}
	store, err := books.OpenLedger(context.Background(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return c.exportPlain(dir, flags, format)
	}
	if err != nil {
		return unreadable(err)
	}
	defer store.Close()
	var failed error
	err = c.writeEvents(recorded(store, &failed), format, flags.out)
	return cmp.Or(failed, err)
}

// exportPlain writes plain evidence.
func (c *console) exportPlain(dir string, flags exportFlags, format string) error {
	project, err := c.load(dir, false)
	if err != nil {
		return err
	}
	events, err := books.ReadPlain(dir, project.Agreement)
	if err != nil {
		return c.orRefuse(project, books.PlainFile, err, false)
	}
	return c.writeEvents(slices.Values(events), format, flags.out)
}

// recorded are the events of a ledger as they were recorded, whatever the agreement says of them
// now. What goes wrong is left in err.
func recorded(store ledger.Store, err *error) iter.Seq[ledger.Event] {
	return func(yield func(ledger.Event) bool) {
		for entry, failed := range ledger.After(context.Background(), store, 0) {
			if failed != nil {
				*err = unreadable(failed)
				return
			}
			if !yield(entry.Event) {
				return
			}
		}
	}
}

// exportCounting writes the events that count under a cut.
func (c *console) exportCounting(dir string, flags exportFlags, format string) error {
	desk, err := c.readWhole(dir)
	if err != nil {
		return err
	}
	defer desk.close()
	cut, err := desk.cut(flags.cutFlags)
	if err != nil {
		return err
	}
	return c.writeEvents(slices.Values(ledger.View(desk.events, cut)), format, flags.out)
}

func exportFormat(flags exportFlags) (string, error) {
	if flags.format == "" && flags.out == "" {
		return intake.JSONL, nil
	}
	return formatOf(flags.out, flags.format)
}

// writeEvents writes to a file, in the place of one that is there, or to standard output.
func (c *console) writeEvents(events iter.Seq[ledger.Event], format, path string) error {
	write := map[string]func(io.Writer, iter.Seq[ledger.Event]) error{
		intake.JSONL: ledger.WriteJSONL, intake.CSV: ledger.WriteCSV,
	}[format]
	if path == "" {
		return write(c.out, events)
	}
	written := 0
	err := writeFile(path, 0o666, func(w io.Writer) error {
		return write(w, func(yield func(ledger.Event) bool) {
			for e := range events {
				written++
				if !yield(e) {
					return
				}
			}
		})
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Wrote %s to %s.\n", plural(written, "event", "events"), path)
	return nil
}
