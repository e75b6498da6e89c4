package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

// The keys of a ledger, beside it.
const (
	privateFile = "lockstep.key" // signs checkpoints; not to be given away
	publicFile  = "lockstep.pub" // lets anybody verify them
)

func ledgerCommand(c *console) *cobra.Command {
	command := &cobra.Command{
		Use:   "ledger",
		Short: "Keep the evidence in a ledger that shows every later change",
		Long: "A ledger is append-only. It says when each event was recorded, and each entry is a\n" +
			"leaf of a Merkle log, so that anything altered, removed or reordered shows.",
	}
	command.AddCommand(ledgerInitCommand(c), ledgerVerifyCommand(c), ledgerCheckpointCommand(c),
		ledgerProofCommand(c))
	return command
}

func ledgerInitCommand(c *console) *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a ledger and take evidence.jsonl into it",
		Long: "Init makes " + books.LedgerFile +
			" and records the plain evidence of the project in it.\n" +
			"From then on the ledger alone counts; evidence.jsonl stays as it is. It also makes the\n" +
			"key pair that signs checkpoints: " + privateFile + ", to be kept, and " + publicFile +
			",\nto be given to whoever is to verify them.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.ledgerInit(command.Context(), args[0], asJSON)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write what became of it as JSON")
	return command
}

func (c *console) ledgerInit(ctx context.Context, dir string, asJSON bool) error {
	project, err := c.load(dir, asJSON)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, books.LedgerFile)); err == nil {
		return unreadable(fmt.Errorf("%s has a ledger already: %s", dir, books.LedgerFile))
	}
	events, err := books.ReadPlain(dir, project.Agreement)
	if err != nil {
		return c.orRefuse(project, books.PlainFile, err, asJSON)
	}
	receipt, err := makeLedger(ctx, dir, project, events)
	if err != nil {
		return unreadable(err)
	}
	report := &importReport{Into: books.LedgerFile, Added: receipt.Added,
		Recorded: receipt.Recorded.String()}
	if asJSON {
		return c.json(report)
	}
	fmt.Fprint(c.out, c.wrapped(fmt.Sprintf("Made %s, the ledger of %s. Its checkpoints are signed "+
		"with %s.", books.LedgerFile, project.Agreement.ID, privateFile), 0))
	if report.Added > 0 {
		c.showImport(report)
	}
	return nil
}

// makeLedger makes the ledger under another name and gives it its own when all is in it, so that
// there is never half of one.
func makeLedger(ctx context.Context, dir string, p *lang.Project, events []ledger.Event) (
	ledger.Receipt, error,
) {
	origin := originOf(p)
	if err := makeKeys(dir, origin); err != nil {
		return ledger.Receipt{}, err
	}
	place, err := os.MkdirTemp(dir, ".lockstep-*")
	if err != nil {
		return ledger.Receipt{}, err
	}
	defer os.RemoveAll(place)
	path := filepath.Join(place, books.LedgerFile)
	store, err := sqlite.Create(ctx, path, origin, sqlite.Options{})
	if err != nil {
		return ledger.Receipt{}, err
	}
	receipt, err := store.Append(ctx, ledger.Each(events))
	if err = errors.Join(err, store.Close()); err != nil {
		return ledger.Receipt{}, err
	}
	return receipt, settle(path, filepath.Join(dir, books.LedgerFile))
}

// settle gives a closed ledger its own name, unless there is one of that name.
func settle(from, to string) error {
	if info, err := os.Stat(from + "-wal"); err == nil && info.Size() > 0 {
		return fmt.Errorf("%s was not closed: another program holds it open", from)
	}
	err := os.Link(from, to)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a disk without links
		err = os.Rename(from, to)
	}
	return err
}

// originOf is the name of a project's log.
func originOf(p *lang.Project) string { return "lockstep/" + p.Agreement.ID }

// makeKeys makes the key pair, unless there is a private key already.
func makeKeys(dir, name string) error {
	path := filepath.Join(dir, privateFile)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	private, public, err := ledger.GenerateKey(rand.Reader, name)
	if err != nil {
		return err
	}
	// The private key last: while it is not there, both are made anew.
	if err := writeWhole(filepath.Join(dir, publicFile), []byte(public+"\n"), 0o644); err != nil {
		return err
	}
	return writeWhole(path, []byte(private+"\n"), 0o600)
}

// existingLedger opens the ledger of a project that must have one.
func existingLedger(ctx context.Context, dir string) (ledger.Store, error) {
	if err := folder(dir); err != nil {
		return nil, err
	}
	store, err := books.OpenLedger(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(fmt.Errorf("%s has no ledger; lockstep ledger init makes one", dir))
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return store, nil
}

// publicKey reads the key that a flag names or, without one, that of the project. It is "" where
// neither is there.
func publicKey(dir, flag string) (string, error) {
	path := flag
	if path == "" {
		path = filepath.Join(dir, publicFile)
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && flag == "" {
		return "", nil
	}
	if err != nil {
		return "", unreadable(err)
	}
	return string(text), nil
}
