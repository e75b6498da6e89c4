package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Proof is a file that another party can check without the ledger. It proves that an entry is
// in the log of a signed checkpoint (inclusion), or that the log of one signed checkpoint is the
// beginning of that of another (consistency). Hashes are those of RFC 6962, in its order.
type Proof struct {
	Format     string `json:"format"` // ProofFormat
	Checkpoint string `json:"checkpoint"`
	Earlier    string `json:"earlier,omitempty"` // the earlier checkpoint, of consistency
	Seq        int64  `json:"seq,omitempty"`     // of the entry, from 1, of inclusion
	Entry      string `json:"entry,omitempty"`   // its text, of inclusion
	Hashes     []Hash `json:"hashes"`
}

// ProofFormat names the form of proofs.
const ProofFormat = "lockstep-proof/1"

// ProveEntry proves that the entry of that sequence number is in the log of a signed checkpoint.
func ProveEntry(ctx context.Context, s Store, signed []byte, seq int64) (*Proof, error) {
	checkpoint, err := stated(signed)
	if err != nil {
		return nil, err
	}
	if seq < 1 || seq > checkpoint.Tree.N {
		return nil, fmt.Errorf("the checkpoint has entries 1 to %d, and %d is none of them",
			checkpoint.Tree.N, seq)
	}
	hashes, err := tlog.ProveRecord(checkpoint.Tree.N, seq-1, hashesIn(ctx, s))
	if err != nil {
		return nil, fmt.Errorf("proving entry %d: %w", seq, err)
	}
	for sealed, err := range s.Sealed(ctx, seq-1) {
		if err != nil {
			return nil, err
		}
		proof := &Proof{Format: ProofFormat, Checkpoint: string(signed), Seq: seq,
			Entry: string(sealed.Text), Hashes: notNil(hashes)}
		return proof, proof.hold(checkpoint, Checkpoint{})
	}
	return nil, fmt.Errorf("there is no entry %d", seq)
}

// ProveConsistency proves that the log of the earlier checkpoint is the beginning of that of the
// later one.
func ProveConsistency(ctx context.Context, s Store, earlier, later []byte) (*Proof, error) {
	before, err := stated(earlier)
	if err != nil {
		return nil, err
	}
	after, err := stated(later)
	if err != nil {
		return nil, err
	}
	if before.Tree.N < 1 || before.Tree.N > after.Tree.N {
		return nil, fmt.Errorf("the earlier checkpoint has %d entries, the later %d: one cannot be "+
			"the beginning of the other", before.Tree.N, after.Tree.N)
	}
	hashes, err := tlog.ProveTree(after.Tree.N, before.Tree.N, hashesIn(ctx, s))
	if err != nil {
		return nil, fmt.Errorf("proving consistency: %w", err)
	}
	proof := &Proof{Format: ProofFormat, Checkpoint: string(later), Earlier: string(earlier),
		Hashes: notNil(hashes)}
	return proof, proof.hold(after, before)
}

func notNil(hashes []Hash) []Hash { return append([]Hash{}, hashes...) }

// ReadProof reads a proof from its JSON. It says nothing of whether it holds.
func ReadProof(text []byte) (*Proof, error) {
	var p Proof
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("reading the proof: %w", err)
	}
	if p.Format != ProofFormat {
		return nil, fmt.Errorf("the proof is of format %s, not %s", quoted(p.Format), ProofFormat)
	}
	if (p.Earlier == "") == (p.Seq == 0) {
		return nil, errors.New("the proof is of an entry or of an earlier checkpoint, one of them")
	}
	return &p, nil
}

// Verify checks a proof against the public key with which its checkpoints must be signed. No
// ledger is needed. An error says what does not hold.
func (p *Proof) Verify(public string) error {
	checkpoint, err := OpenCheckpoint([]byte(p.Checkpoint), public)
	if err != nil {
		return err
	}
	var earlier Checkpoint
	if p.Earlier != "" {
		if earlier, err = OpenCheckpoint([]byte(p.Earlier), public); err != nil {
			return fmt.Errorf("the earlier one: %w", err)
		}
	}
	return p.hold(checkpoint, earlier)
}

// hold checks the hashes of a proof against its checkpoints.
func (p *Proof) hold(checkpoint, earlier Checkpoint) error {
	tree := checkpoint.Tree
	if p.Earlier != "" {
		if earlier.Origin != checkpoint.Origin {
			return fmt.Errorf("the checkpoints are of two logs, %s and %s", earlier.Origin,
				checkpoint.Origin)
		}
		err := tlog.CheckTree(tlog.TreeProof(p.Hashes), tree.N, tree.Hash, earlier.Tree.N,
			earlier.Tree.Hash)
		if err != nil {
			return fmt.Errorf("the log of the earlier checkpoint is not the beginning of that of "+
				"the later: %w", err)
		}
		return nil
	}
	err := tlog.CheckRecord(tlog.RecordProof(p.Hashes), tree.N, tree.Hash, p.Seq-1,
		leafOf([]byte(p.Entry)))
	if err != nil {
		return fmt.Errorf("the entry is not number %d of the log of the checkpoint: %w", p.Seq, err)
	}
	return nil
}
