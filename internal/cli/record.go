package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

type recordFlags struct {
	fields map[string]*string // by field name, as they were typed
	edit   bool
	dryRun bool
	json   bool
}

// given are the fields that were typed.
func (flags *recordFlags) given() map[string]string {
	given := map[string]string{}
	for name, text := range flags.fields {
		if *text != "" {
			given[name] = *text
		}
	}
	return given
}

func recordCommand(c *console) *cobra.Command {
	flags := recordFlags{fields: map[string]*string{}}
	command := &cobra.Command{
		Use:   "record DIR",
		Short: "Record one event",
		Long: "Record takes one event from flags, or with --edit from a form that your editor\n" +
			"opens ($VISUAL or $EDITOR), holds it against the agreement and the source it quotes,\n" +
			"and adds it to the project's ledger, or to evidence.jsonl where it has none. Without\n" +
			"--id it gets the next number. What was recorded is never changed: to mend it, record\n" +
			"another event with --corrects, or with --kind retracted --retracts.",
		Example: "  lockstep record DIR --kind done --subject five-bases --at 2020-07-13 \\\n" +
			"      --actor us --source oversight-2020-q3 --rests-on reported",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.record(command.Context(), args[0], flags)
		},
	}
	f := command.Flags()
	f.SortFlags = false
	for _, field := range ledger.Fields() {
		flags.fields[field.Name] = f.String(flagOf(field.Name), "", field.Doc)
	}
	f.BoolVar(&flags.edit, "edit", false, "fill in the rest in your editor")
	f.BoolVar(&flags.dryRun, "dry-run", false, "look at it and add nothing")
	f.BoolVar(&flags.json, "json", false, "write what became of it as JSON")
	return command
}

// flagOf is the flag of a field: value.best is --value, quote.exact is --quote.
func flagOf(name string) string {
	switch name {
	case "value.best":
		return "value"
	case "quote.exact":
		return "quote"
	}
	return strings.ReplaceAll(name, ".", "-")
}

func (c *console) record(ctx context.Context, dir string, flags recordFlags) error {
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	filled := flags.given()
	entry := entry{project: project, dir: dir, dryRun: flags.dryRun}
	if filled["id"] == "" {
		if entry.proposed, err = c.nextID(ctx, dir, project, flags.json); err != nil {
			return err
		}
		filled["id"] = entry.proposed
	}
	if flags.edit {
		return c.recordEdited(ctx, entry, filled, flags.json)
	}
	event, refused := ledger.EventOf(filled)
	if len(refused) > 0 {
		return c.orRefuse(project, "", &ledger.RefusedError{Refused: refused}, flags.json)
	}
	return c.recordOne(ctx, entry, &event, flags.json)
}

// recordOne adds one event and says so. Where others have used the id meanwhile that was proposed
// for it, it gets another one.
func (c *console) recordOne(ctx context.Context, e entry, event *ledger.Event, asJSON bool) error {
	e.read = books.One(event)
	if event.ID == e.proposed {
		e.add = func(kept books.Books, in books.Incoming) (ledger.Receipt, error) {
			return books.AddNext(ctx, kept, in, event)
		}
	}
	report, err := c.enter(ctx, e, asJSON)
	if err != nil {
		return err
	}
	if asJSON {
		return c.json(recordReport{event.ID, *report})
	}
	fmt.Fprint(c.out, c.wrapped(event.ID+": "+imported(report), 0))
	return nil
}

// A recordReport is the JSON of what became of one event.
type recordReport struct {
	ID string `json:"id"`
	importReport
}

// nextID is an id that nobody has used.
func (c *console) nextID(ctx context.Context, dir string, p *lang.Project, asJSON bool) (
	string, error,
) {
	kept, err := books.Open(ctx, dir, p.Agreement)
	if err != nil {
		return "", c.orRefuse(p, books.PlainFile, err, asJSON)
	}
	defer kept.Close()
	ids, err := books.NextIDs(ctx, kept, p.Agreement, 1)
	if err != nil {
		return "", unreadable(err)
	}
	return ids[0], nil
}

// recordEdited lets an editor fill in the form. Where anything is refused the form is kept.
func (c *console) recordEdited(
	ctx context.Context, e entry, filled map[string]string, asJSON bool,
) error {
	path, err := c.fillIn(ctx, filled)
	if err != nil {
		return unreadable(err)
	}
	e.from = path
	if err := c.recordForm(ctx, e, asJSON); err != nil {
		fmt.Fprintf(c.err, "What you wrote is kept in %s\n", path)
		return err
	}
	return os.Remove(path)
}

// recordForm records what stands in a form.
func (c *console) recordForm(ctx context.Context, e entry, asJSON bool) error {
	text, err := os.ReadFile(e.from)
	if err != nil {
		return unreadable(err)
	}
	filled, refused := ledger.ReadTemplate(string(text))
	var event ledger.Event
	if len(refused) == 0 {
		event, refused = ledger.EventOf(filled)
	}
	if len(refused) > 0 {
		return c.orRefuse(e.project, e.from, &ledger.RefusedError{Refused: refused}, asJSON)
	}
	return c.recordOne(ctx, e, &event, asJSON)
}

// fillIn writes a form, lets the editor work on it, and returns its path.
func (c *console) fillIn(ctx context.Context, filled map[string]string) (string, error) {
	editor := os.Getenv("VISUAL")
	if editor == "" {
		editor = os.Getenv("EDITOR")
	}
	words := strings.Fields(editor)
	if len(words) == 0 {
		return "", errors.New("--edit needs an editor: set EDITOR, or give the event as flags")
	}
	file, err := os.CreateTemp("", "lockstep-event-*.txt")
	if err != nil {
		return "", err
	}
	err = ledger.WriteTemplate(file, filled)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", err
	}
	command := exec.CommandContext(ctx, words[0], append(words[1:], file.Name())...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("%s, with %s: %w", editor, file.Name(), err)
	}
	return file.Name(), nil
}
