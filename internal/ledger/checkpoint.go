package ledger

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint is a statement that a log had this tree. Signed, it can be handed to another
// party, who can later prove that nothing before it was changed.
type Checkpoint struct {
	Origin string // the name of the log
	Tree   Tree
}

// GenerateKey makes an Ed25519 key pair for signing checkpoints, from a source of random bytes.
// Both are texts; name must be without blanks and plus signs.
func GenerateKey(random io.Reader, name string) (private, public string, err error) {
	private, public, err = note.GenerateKey(random, name)
	if err != nil {
		return "", "", fmt.Errorf("making a key for %s: %w", name, err)
	}
	if _, err := note.NewVerifier(public); err != nil {
		return "", "", fmt.Errorf("making a key: %q cannot be the name of one: %w", name, err)
	}
	return private, public, nil
}

// Sign writes a checkpoint as a signed note: the origin, the number of entries and the root hash
// in base64, each in a line, then an empty line and the signature (the checkpoint and signed
// note formats of the C2SP project).
func (c Checkpoint) Sign(private string) ([]byte, error) {
	signer, err := note.NewSigner(strings.TrimSpace(private))
	if err != nil {
		return nil, fmt.Errorf("reading the private key: %w", err)
	}
	signed, err := note.Sign(&note.Note{Text: c.text()}, signer)
	if err != nil {
		return nil, fmt.Errorf("signing the checkpoint: %w", err)
	}
	return signed, nil
}

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Tree.N, c.Tree.Hash)
}

// OpenCheckpoint reads a signed checkpoint and fails where it was not signed with the key.
func OpenCheckpoint(signed []byte, public string) (Checkpoint, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("reading the public key: %w", err)
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("the checkpoint is not signed with the key of %s: %w",
			verifier.Name(), err)
	}
	return parseCheckpoint(opened.Text)
}

// stated is what a checkpoint says, whoever signed it.
func stated(signed []byte) (Checkpoint, error) {
	text, _, found := strings.Cut(string(signed), "\n\n")
	if !found {
		return Checkpoint{}, errors.New("the checkpoint has no signature")
	}
	return parseCheckpoint(text + "\n")
}

func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] == "" || lines[3] != "" {
		return Checkpoint{}, errors.New("the checkpoint is not an origin, a size and a root hash")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || lines[1] != strconv.FormatInt(size, 10) {
		return Checkpoint{}, fmt.Errorf("the size of the checkpoint is %s", quoted(lines[1]))
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("the root hash of the checkpoint is %s", quoted(lines[2]))
	}
	return Checkpoint{lines[0], Tree{N: size, Hash: root}}, nil
}
