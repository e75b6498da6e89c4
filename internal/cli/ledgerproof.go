package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"lockstep/internal/ledger"
)

func ledgerCheckpointCommand(c *console) *cobra.Command {
	var key string
	command := &cobra.Command{
		Use:   "checkpoint DIR",
		Short: "Sign the present state of a ledger, for another party to keep",
		Long: "Checkpoint writes a short signed text: the name of the ledger, how many entries it\n" +
			"has, and the hash over all of them. Whoever keeps it can show later that nothing\n" +
			"before it was changed. The ledger keeps it too.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.ledgerCheckpoint(command.Context(), args[0], key)
		},
	}
	command.Flags().StringVar(&key, "key", "", "the private key; without it, "+privateFile)
	return command
}

func (c *console) ledgerCheckpoint(ctx context.Context, dir, key string) error {
	store, err := existingLedger(ctx, dir)
	if err != nil {
		return err
	}
	defer store.Close()
	if key == "" {
		key = filepath.Join(dir, privateFile)
	}
	private, err := os.ReadFile(key)
	if err != nil {
		return unreadable(err)
	}
	tree, err := ledger.TreeOf(ctx, store)
	if err != nil {
		return unreadable(err)
	}
	signed, err := ledger.Checkpoint{Origin: store.Origin(), Tree: tree}.Sign(string(private))
	if err != nil {
		return unreadable(err)
	}
	if err := store.KeepCheckpoint(ctx, tree.N, signed); err != nil {
		return unreadable(err)
	}
	_, err = c.out.Write(signed)
	return err
}

type proofFlags struct{ entry, checkpoint, earlier, verify, key string }

func ledgerProofCommand(c *console) *cobra.Command {
	var flags proofFlags
	command := &cobra.Command{
		Use:   "proof DIR",
		Short: "Prove that an entry is in a ledger, or how two checkpoints relate",
		Long: "With --entry, proof writes a file that proves that this entry was in the ledger when\n" +
			"the checkpoint was signed. With --earlier, it proves that the ledger of an earlier\n" +
			"checkpoint is the beginning of the present one. Another party checks such a file\n" +
			"without the ledger: lockstep ledger proof --verify FILE --key " + publicFile,
		Args: cobra.MaximumNArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			if flags.verify != "" {
				return c.verifyProof(flags)
			}
			if len(args) == 0 || (flags.entry == "") == (flags.earlier == "") {
				return misuse("say DIR and either --entry or --earlier, or --verify FILE")
			}
			return c.proof(command.Context(), args[0], flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.entry, "entry", "", "the entry to prove: its number, or the id of its event")
	f.StringVar(&flags.earlier, "earlier", "", "a file with the earlier checkpoint")
	f.StringVar(&flags.checkpoint, "checkpoint", "",
		"a file with the checkpoint to prove it for; without it, the last that the ledger keeps")
	f.StringVar(&flags.verify, "verify", "", "check this proof instead; no ledger is needed")
	f.StringVar(&flags.key, "key", "", "the public key that signed, for --verify")
	return command
}

func (c *console) proof(ctx context.Context, dir string, flags proofFlags) error {
	store, err := existingLedger(ctx, dir)
	if err != nil {
		return err
	}
	defer store.Close()
	checkpoint, err := checkpointFor(ctx, store, flags.checkpoint)
	if err != nil {
		return unreadable(err)
	}
	var proof *ledger.Proof
	if flags.earlier != "" {
		earlier, reading := os.ReadFile(flags.earlier)
		if reading != nil {
			return unreadable(reading)
		}
		proof, err = ledger.ProveConsistency(ctx, store, earlier, checkpoint)
	} else {
		proof, err = proveEntry(ctx, store, checkpoint, flags.entry)
	}
	if err != nil {
		return unreadable(err)
	}
	return c.json(proof)
}

// checkpointFor reads a checkpoint from a file or takes the last that the ledger keeps.
func checkpointFor(ctx context.Context, store ledger.Store, file string) ([]byte, error) {
	if file != "" {
		return os.ReadFile(file)
	}
	kept, err := store.Checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	if len(kept) == 0 {
		return nil, errors.New("the ledger keeps no checkpoint yet; lockstep ledger checkpoint " +
			"signs one")
	}
	return kept[len(kept)-1], nil
}

// proveEntry proves an entry by its number or by the id of its event.
func proveEntry(ctx context.Context, store ledger.Store, checkpoint []byte, entry string) (
	*ledger.Proof, error,
) {
	found, err := store.Find(ctx, []string{entry})
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return ledger.ProveEntry(ctx, store, checkpoint, found[0].Seq)
	}
	seq, err := strconv.ParseInt(entry, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("the ledger has no event %q", entry)
	}
	return ledger.ProveEntry(ctx, store, checkpoint, seq)
}

// verifyProof checks a proof from its file and the public key alone.
func (c *console) verifyProof(flags proofFlags) error {
	if flags.key == "" {
		return misuse("--verify needs --key FILE, the public key of whoever signed; have it from " +
			"them, not from the file")
	}
	text, err := os.ReadFile(flags.verify)
	if err != nil {
		return unreadable(err)
	}
	public, err := publicKey("", flags.key)
	if err != nil {
		return err
	}
	proof, err := ledger.ReadProof(text)
	if err != nil {
		return unreadable(err)
	}
	if err := proof.Verify(public); err != nil {
		fmt.Fprint(c.out, c.wrapped("Does not hold: "+err.Error()+".", 0))
		return &exitError{status: exitFindings}
	}
	fmt.Fprint(c.out, proofHolds(proof))
	return nil
}

// proofHolds says what a proof that holds has proven.
func proofHolds(p *ledger.Proof) string {
	if p.Earlier != "" {
		return "Holds: the ledger of the earlier checkpoint is the beginning of that of the later " +
			"one.\n\n" + p.Earlier + "\n" + p.Checkpoint
	}
	return fmt.Sprintf("Holds: this is entry %d of the ledger of the checkpoint.\n\n%s\n\n%s", p.Seq,
		p.Entry, p.Checkpoint)
}
