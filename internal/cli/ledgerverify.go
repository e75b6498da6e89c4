package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"lockstep/internal/ledger"
)

// A verifyReport is the JSON of a verified ledger. Fault is null where nothing is wrong.
type verifyReport struct {
	Ledger      string       `json:"ledger"`
	Sound       bool         `json:"sound"`
	Entries     int64        `json:"entries"`
	Root        string       `json:"root"`
	Checkpoints int          `json:"checkpoints"`
	Signed      bool         `json:"signatures_checked"`
	Fault       *faultReport `json:"fault"`
}

type faultReport struct {
	Entry  int64  `json:"entry"`
	What   string `json:"what"`
	Detail string `json:"detail"`
}

type verifyFlags struct {
	checkpoints []string
	key         string
	json        bool
}

func ledgerVerifyCommand(c *console) *cobra.Command {
	var flags verifyFlags
	command := &cobra.Command{
		Use:   "verify DIR",
		Short: "Prove that nothing was altered, or name the first entry that was",
		Long: "Verify reads every entry, computes the log anew and holds it against the hashes that\n" +
			"are kept apart and against every signed checkpoint. Bring checkpoints that another\n" +
			"party kept: only those show a ledger that was written anew from end to end.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.ledgerVerify(command.Context(), args[0], flags)
		},
	}
	f := command.Flags()
	f.StringArrayVar(&flags.checkpoints, "checkpoint", nil,
		"a file with a signed checkpoint; can be given several times")
	f.StringVar(&flags.key, "key", "", "the public key that signed; without it, "+publicFile)
	f.BoolVar(&flags.json, "json", false, "write the verdict as JSON")
	return command
}

func (c *console) ledgerVerify(ctx context.Context, dir string, flags verifyFlags) error {
	store, err := existingLedger(ctx, dir)
	if err != nil {
		return err
	}
	defer store.Close()
	trust, err := trustOf(dir, flags)
	if err != nil {
		return err
	}
	verdict, err := ledger.Verify(ctx, store, trust)
	if err != nil {
		return unreadable(err)
	}
	report := verifyReport{Ledger: store.Origin(), Sound: verdict.Fault == nil,
		Entries: verdict.Tree.N, Root: verdict.Tree.Hash.String(),
		Checkpoints: verdict.Checkpoints, Signed: trust.Key != ""}
	if f := verdict.Fault; f != nil {
		report.Fault = &faultReport{f.Seq, f.What, f.Detail}
	}
	if flags.json {
		err = c.json(report)
	} else {
		c.showVerdict(report)
	}
	if err == nil && !report.Sound {
		err = &exitError{status: exitFindings}
	}
	return err
}

func trustOf(dir string, flags verifyFlags) (ledger.Trust, error) {
	var trust ledger.Trust
	for _, path := range flags.checkpoints {
		signed, err := os.ReadFile(path)
		if err != nil {
			return trust, unreadable(err)
		}
		trust.Checkpoints = append(trust.Checkpoints, signed)
	}
	var err error
	trust.Key, err = publicKey(dir, flags.key)
	return trust, err
}

func (c *console) showVerdict(r verifyReport) {
	if f := r.Fault; f != nil {
		fmt.Fprintf(c.out, "%s entry %d was %s.\n", c.paint("Not sound:", text.FgRed), f.Entry, f.What)
		fmt.Fprint(c.out, c.wrapped(capital(f.Detail)+".", 0))
		return
	}
	fmt.Fprint(c.out, c.wrapped(fmt.Sprintf("Sound: %s of %s, root %s",
		plural(int(r.Entries), "entry", "entries"), r.Ledger, r.Root), 0))
	held := "Held against " + plural(r.Checkpoints, "checkpoint", "checkpoints")
	if r.Checkpoints > 0 && !r.Signed {
		held += ", without looking at signatures, since there is no public key (--key)"
	}
	fmt.Fprint(c.out, c.wrapped(held+".", 0))
}

// capital is a sentence with a capital letter in front.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
