package ledger

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// A Verdict says whether a ledger is what it was.
type Verdict struct {
	Tree        Tree   // the log as computed from the entries that are there
	Checkpoints int    // how many signed checkpoints the ledger was held against
	Fault       *Fault // the first thing found wrong, nil where nothing is
}

// A Fault is the first entry at which a ledger is not what it was.
type Fault struct {
	Seq    int64  // of the entry, from 1
	What   string // altered, removed, reordered or added
	Detail string // a sentence
}

// Trust is what a verifier has from elsewhere than the ledger.
type Trust struct {
	// Key is the public key with which every checkpoint must be signed, those that the ledger
	// keeps too; "" where signatures are not looked at.
	Key         string
	Checkpoints [][]byte // signed checkpoints that another party may have brought
}

// Verify reads every entry of a ledger, computes the log anew and holds it against the hashes
// that are kept apart from the entries, against the checkpoints that the ledger keeps and
// against those given. It names the first entry that was altered, removed, reordered or added.
//
// Someone who changes an entry and all hashes over it leaves no trace in the ledger itself; a
// checkpoint that is kept elsewhere still shows it, though not always to the very entry. The
// error is of what could not be read, and of checkpoints that are not signed with the key.
//
// Others may go on recording meanwhile: what is looked at is the ledger at the time of the call.
func Verify(ctx context.Context, s Store, trust Trust) (*Verdict, error) {
	signed, err := s.Checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	checkpoints, err := trust.open(append(signed, trust.Checkpoints...))
	if err != nil {
		return nil, err
	}
	size, err := s.Size(ctx)
	if err != nil {
		return nil, err
	}
	v := verifier{ctx: ctx, store: s, size: size, verdict: &Verdict{}, computed: map[place][]byte{}}
	v.grower = &grower{full: v.full}
	if err := v.entries(); err != nil {
		return nil, err
	}
	if err := v.end(); err != nil {
		return nil, err
	}
	return v.verdict, v.checkpoints(checkpoints)
}

// open reads signed checkpoints, the smallest tree first.
func (t Trust) open(signed [][]byte) ([]Checkpoint, error) {
	checkpoints := make([]Checkpoint, len(signed))
	for i, text := range signed {
		c, err := stated(text)
		if t.Key != "" {
			c, err = OpenCheckpoint(text, t.Key)
		}
		if err != nil {
			return nil, fmt.Errorf("reading a checkpoint: %w", err)
		}
		checkpoints[i] = c
	}
	slices.SortStableFunc(checkpoints, func(x, y Checkpoint) int {
		return cmp.Compare(x.Tree.N, y.Tree.N)
	})
	return checkpoints, nil
}

// A verifier goes through the entries once. The tiles that it computes it keeps, so that what
// it says of checkpoints rests on the entries alone.
type verifier struct {
	ctx      context.Context
	store    Store
	size     int64 // when it began
	grower   *grower
	computed map[place][]byte
	verdict  *Verdict
	leaves   []byte // the stored tile of leaves that is being gone through
	last     Instant
	decoder  decoder
}

// A place is where a tile stands.
type place struct {
	level int
	n     int64
}

func (v *verifier) fault(seq int64, what, detail string, args ...any) {
	if v.verdict.Fault == nil {
		v.verdict.Fault = &Fault{seq, what, fmt.Sprintf(detail, args...)}
	}
}

// entries holds each entry against the hash that is stored for its place.
func (v *verifier) entries() error {
	for sealed, err := range v.store.Sealed(v.ctx, 0) {
		next := v.verdict.Tree.N + 1
		switch {
		case err != nil:
			return err
		case next > v.size:
			return nil
		case sealed.Seq != next:
			v.fault(next, "removed", "there is no entry %d; the next one is %d", next, sealed.Seq)
			return nil
		}
		leaf := leafOf(sealed.Text)
		if err := v.entry(sealed, leaf); err != nil {
			return err
		}
		if err := v.grower.add(0, leaf); err != nil {
			return err
		}
		v.verdict.Tree.N = next
	}
	return nil
}

// end looks at what remains behind the last entry: the tiles that are not full, and whether the
// log goes on. It may do so where others have recorded more meanwhile.
func (v *verifier) end() error {
	partial := v.grower.partial()
	for _, t := range partial {
		v.computed[place{t.Level, t.N}] = t.Hashes
	}
	if v.verdict.Fault != nil {
		return nil
	}
	last := v.verdict.Tree.N
	stored, err := v.storedLeaf(last + 1)
	if err != nil {
		return err
	}
	further := stored != nil
	for _, t := range partial {
		longer, err := v.tile(t)
		if err != nil {
			return err
		}
		further = further || longer
	}
	size, err := v.store.Size(v.ctx) // after the hashes, which are never there without entries
	if further && err == nil && size == last {
		v.fault(last+1, "removed", "the log goes on behind the last entry that is there, %d", last)
	}
	return err
}

// entry looks at one entry; once something is wrong the rest is only counted.
func (v *verifier) entry(sealed Sealed, leaf Hash) error {
	if v.verdict.Fault != nil {
		return nil
	}
	stored, err := v.storedLeaf(sealed.Seq)
	switch {
	case err != nil:
		return err
	case stored == nil:
		v.fault(sealed.Seq, "added", "the log has no hash for entry %d: it was put there by "+
			"another way than recording, or its hash was taken away", sealed.Seq)
		return nil
	case !bytes.Equal(stored, leaf[:]):
		return v.otherHash(sealed, leaf)
	}
	v.inside(sealed)
	return nil
}

// inside looks at what an entry says, whose hash is right.
func (v *verifier) inside(sealed Sealed) {
	entry, err := v.decoder.open(sealed)
	switch {
	case err != nil:
		v.fault(sealed.Seq, "altered", "%v", err)
	case entry.Event.ID != sealed.ID:
		v.fault(sealed.Seq, "altered", "the entry is of %s and stands under the id %s",
			entry.Event.ID, sealed.ID)
	case entry.Event.Recorded < v.last:
		v.fault(sealed.Seq, "reordered", "it was recorded before the entry in front of it")
	}
	v.last = entry.Event.Recorded
}

// storedLeaf is the hash that the log has for an entry, nil where it has none.
func (v *verifier) storedLeaf(seq int64) ([]byte, error) {
	n, at := (seq-1)/tileWidth, int((seq-1)%tileWidth)*tlog.HashSize
	if at == 0 {
		var err error
		if v.leaves, err = v.store.ReadTile(v.ctx, 0, n); err != nil {
			return nil, err
		}
	}
	if at+tlog.HashSize > len(v.leaves) {
		return nil, nil
	}
	return v.leaves[at : at+tlog.HashSize], nil
}

// otherHash says why an entry does not have the hash of its place: it stands in the wrong place,
// another one was taken out, or it was changed.
func (v *verifier) otherHash(sealed Sealed, leaf Hash) error {
	from, err := v.placeOf(leaf)
	if err != nil {
		return err
	}
	gone, err := v.isGone(sealed.Seq)
	if err != nil {
		return err
	}
	switch {
	case from == 0:
		v.fault(sealed.Seq, "altered", "the text of entry %d (%s) is not the one that was recorded",
			sealed.Seq, sealed.ID)
	case gone:
		v.fault(sealed.Seq, "removed", "entry %d is gone; in its place stands %s, which was "+
			"entry %d", sealed.Seq, sealed.ID, from)
	default:
		v.fault(sealed.Seq, "reordered", "in the place of entry %d stands %s, which was entry %d",
			sealed.Seq, sealed.ID, from)
	}
	return nil
}

// placeOf is the sequence number for which the log has a hash, 0 where it has it for none.
func (v *verifier) placeOf(leaf Hash) (int64, error) {
	for n := int64(0); ; n++ {
		tile, err := v.store.ReadTile(v.ctx, 0, n)
		if err != nil || len(tile) == 0 {
			return 0, err
		}
		for at := 0; at+tlog.HashSize <= len(tile); at += tlog.HashSize {
			if bytes.Equal(tile[at:at+tlog.HashSize], leaf[:]) {
				return n*tileWidth + int64(at/tlog.HashSize) + 1, nil
			}
		}
	}
}

// isGone reports whether no entry has the hash that the log has for a place.
func (v *verifier) isGone(seq int64) (bool, error) {
	stored, err := v.storedLeaf(seq)
	if err != nil {
		return false, err
	}
	for sealed, err := range v.store.Sealed(v.ctx, 0) {
		if err != nil {
			return false, err
		}
		if leaf := leafOf(sealed.Text); bytes.Equal(leaf[:], stored) {
			return false, nil
		}
	}
	return true, nil
}

// full keeps a computed tile and holds it against the stored one.
func (v *verifier) full(t Tile) error {
	v.computed[place{t.Level, t.N}] = t.Hashes
	if v.verdict.Fault != nil {
		return nil
	}
	longer, err := v.tile(t)
	if longer {
		v.fault(t.N<<(tileHeight*(t.Level+1))+1, "altered", "the log has too many hashes")
	}
	return err
}

// tile holds a computed tile against the stored one, and reports whether that is longer. Leaves
// were looked at with their entries.
func (v *verifier) tile(t Tile) (longer bool, err error) {
	stored, err := v.store.ReadTile(v.ctx, t.Level, t.N)
	if err != nil {
		return false, err
	}
	if longer = len(stored) > len(t.Hashes); longer {
		stored = stored[:len(t.Hashes)]
	}
	if !bytes.Equal(stored, t.Hashes) {
		first := firstDifference(stored, t.Hashes)
		seq := (t.N*tileWidth+int64(first))<<(tileHeight*t.Level) + 1
		v.fault(seq, "altered", "the hash over the entries from %d on is not that of what is there: "+
			"one of them was altered together with its own hash, or the hash itself was", seq)
	}
	return longer, nil
}

// firstDifference is the number of the first hash in which two tiles differ.
func firstDifference(x, y []byte) int {
	at := 0
	for at < min(len(x), len(y)) && x[at] == y[at] {
		at++
	}
	return at / tlog.HashSize
}

// ReadTile reads a tile that was computed from the entries.
func (v *verifier) ReadTile(_ context.Context, level int, n int64) ([]byte, error) {
	return v.computed[place{level, n}], nil
}

// checkpoints holds the computed log against checkpoints, the smallest tree first.
func (v *verifier) checkpoints(all []Checkpoint) error {
	tree, err := treeAt(v.ctx, v, v.verdict.Tree.N)
	if err != nil {
		return err
	}
	v.verdict.Tree, v.verdict.Checkpoints = tree, len(all)
	good := int64(0) // entries that a checkpoint vouches for
	for _, c := range all {
		if good, err = v.checkpoint(c, good); err != nil {
			return err
		}
	}
	return nil
}

// checkpoint holds the log against one checkpoint; entries up to good are vouched for by others.
func (v *verifier) checkpoint(c Checkpoint, good int64) (int64, error) {
	if c.Origin != v.store.Origin() {
		v.fault(1, "altered", "a checkpoint is of the log %s, and this ledger is %s", c.Origin,
			v.store.Origin())
		return good, nil
	}
	if size := v.verdict.Tree.N; c.Tree.N > size {
		v.fault(size+1, "removed", "a checkpoint was signed when there were %d entries; now there "+
			"are %d", c.Tree.N, size)
		return good, nil
	}
	tree, err := treeAt(v.ctx, v, c.Tree.N)
	if err != nil {
		return good, err
	}
	if tree.Hash == c.Tree.Hash {
		return max(good, c.Tree.N), nil
	}
	v.fault(good+1, "altered", "the first %d entries are not those of which a checkpoint was "+
		"signed: one of entries %d to %d was altered, removed or put in together with its hashes",
		c.Tree.N, good+1, c.Tree.N)
	return good, nil
}
