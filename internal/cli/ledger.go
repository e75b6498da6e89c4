package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/ledger"
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

type ledgerInitFlags struct {
	postgres string
	json     bool
}

func ledgerInitCommand(c *console) *cobra.Command {
	var flags ledgerInitFlags
	command := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a ledger and take evidence.jsonl into it",
		Long: "Init makes " + books.LedgerFile +
			" and records the plain evidence of the project in it.\n" +
			"From then on the ledger alone counts; evidence.jsonl stays as it is. It also makes the\n" +
			"key pair that signs checkpoints: " + privateFile + ", to be kept, and " + publicFile +
			",\nto be given to whoever is to verify them.\n\n" +
			"With --postgres the ledger lies in a database that several servers can share, in the\n" +
			"schema that the address names (search_path), else in \"lockstep\".\n" + books.AddressFile +
			" then says where it is, without a password: that is taken from\n" +
			"PGPASSWORD, from ~/.pgpass, or from the address in " + books.AddressVariable + ", which\n" +
			"stands for the one in the file where it is set.",
		Example: "  lockstep ledger init DIR\n" +
			"  lockstep ledger init DIR --postgres postgres://clerk@db.example.org/commission",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.ledgerInit(command.Context(), args[0], flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.postgres, "postgres", "", "keep it in the database of this address; without "+
		"it, in that of "+books.AddressVariable+" where that is set")
	f.BoolVar(&flags.json, "json", false, "write what became of it as JSON")
	return command
}

func (c *console) ledgerInit(ctx context.Context, dir string, flags ledgerInitFlags) error {
	address, err := books.StatedAddress(flags.postgres)
	if err != nil {
		return misuse("%w", err)
	}
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	for _, file := range []string{books.LedgerFile, books.AddressFile} {
		if _, err := os.Stat(filepath.Join(dir, file)); err == nil {
			return unreadable(fmt.Errorf("%s has a ledger already: %s", dir, file))
		}
	}
	events, err := books.ReadPlain(dir, project.Agreement)
	if err != nil {
		return c.orRefuse(project, books.PlainFile, err, flags.json)
	}
	m := making{dir, project, events}
	receipt, place := ledger.Receipt{}, books.LedgerFile
	if address != nil {
		receipt, place, err = m.inDatabase(ctx, *address)
	} else {
		receipt, err = m.inFolder(ctx)
	}
	if err != nil {
		return unreadable(err)
	}
	return c.showMade(&m, &importReport{Into: place, Added: receipt.Added, Present: receipt.Present,
		Recorded: receipt.Recorded.String()}, flags.json)
}

// showMade says that a ledger was made, and what went into it.
func (c *console) showMade(m *making, report *importReport, asJSON bool) error {
	if asJSON {
		return c.json(report)
	}
	fmt.Fprint(c.out, c.wrapped(fmt.Sprintf("Made %s, the ledger of %s. Its checkpoints are signed "+
		"with %s.", report.Into, m.project.Agreement.ID, privateFile), 0))
	if report.Added+report.Present > 0 {
		c.showImport(report)
	}
	return nil
}

// existingLedger opens the ledger of a project that must have one.
func existingLedger(ctx context.Context, dir string) (*books.Ledger, error) {
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
