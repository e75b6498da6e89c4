package ledgertest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/ledger"
)

// merkleLog: checkpoints, and proofs that are verified from their file and the public key alone.
func merkleLog(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(300)
	_, public := keys(t)
	var checkpoints [][]byte
	for from, sizes := 0, []int{1, 2, 61, 1, 63, 2, 126, 44}; len(sizes) > 0; sizes = sizes[1:] {
		put(t, s, events[from:from+sizes[0]])
		from += sizes[0]
		checkpoint := signed(t, s)
		for range 2 { // keeping it twice keeps it once
			if err := s.KeepCheckpoint(t.Context(), int64(from), checkpoint); err != nil {
				t.Fatal(err)
			}
		}
		checkpoints = append(checkpoints, checkpoint)
	}
	kept := must(s.Checkpoints(t.Context()))(t)
	if !slices.EqualFunc(kept, checkpoints, slices.Equal) {
		t.Errorf("kept %d checkpoints of %d", len(kept), len(checkpoints))
	}
	if v := verified(t, s, checkpoints...); v.Tree.N != 300 || v.Checkpoints != 16 {
		t.Errorf("verdict %+v", v)
	}
	if _, err := ledger.Verify(t.Context(), s, ledger.Trust{Key: public}); err != nil {
		t.Error(err)
	}
	other := strings.Replace(public, "lockstep/exam", "lockstep/else", 1)
	if _, err := ledger.Verify(t.Context(), s, ledger.Trust{Key: other}); err == nil {
		t.Error("checkpoints of another key were believed")
	}
	last := checkpoints[len(checkpoints)-1]
	for _, seq := range []int64{1, 2, 63, 64, 65, 128, 255, 256, 299, 300} {
		proof := must(ledger.ProveEntry(t.Context(), s, last, seq))(t)
		checkProof(t, proof, public)
		proof.Entry = strings.Replace(proof.Entry, "reported", "verified", 1)
		if proof.Verify(public) == nil {
			t.Errorf("entry %d: a proof with another text holds", seq)
		}
	}
	for _, earlier := range checkpoints {
		proof := must(ledger.ProveConsistency(t.Context(), s, earlier, last))(t)
		checkProof(t, proof, public)
	}
	if _, err := ledger.ProveEntry(t.Context(), s, checkpoints[0], 2); err == nil {
		t.Error("an entry behind the checkpoint was proven")
	}
}

// checkProof takes a proof through its file and verifies it there.
func checkProof(t *testing.T, proof *ledger.Proof, public string) {
	t.Helper()
	file := must(json.Marshal(proof))(t)
	read := must(ledger.ReadProof(file))(t)
	if err := read.Verify(public); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	if len(read.Hashes) > 0 {
		read.Hashes[0][5] ^= 1
		if read.Verify(public) == nil {
			t.Errorf("%s: holds with another hash", file)
		}
	}
}

// A forgery is what somebody did to the tables, and the first entry that Verify must name.
type forgery struct {
	name string
	do   func(*forger)
	seq  int64
	what string
}

// A forger tampers with a ledger of 150 entries.
type forger struct {
	t     *testing.T
	place Place
	store ledger.Store
}

func (f *forger) run(statement string, args ...any) { f.place.Tamper(f.t, statement, args...) }

// text is that of an entry, with one word replaced.
func (f *forger) text(seq int64, old, with string) []byte {
	for sealed, err := range f.store.Sealed(f.t.Context(), seq-1) {
		if err != nil {
			f.t.Fatal(err)
		}
		if !strings.Contains(string(sealed.Text), old) {
			f.t.Fatalf("%s does not hold %s", sealed.Text, old)
		}
		return []byte(strings.Replace(string(sealed.Text), old, with, 1))
	}
	return nil
}

func (f *forger) alter(seq int64) {
	f.run("update entry set text = ? where seq = ?", f.text(seq, "report-", "rumour-"), seq)
}

func (f *forger) moveUp(from int64) {
	for seq := from; seq <= 150; seq++ {
		f.run("update entry set seq = ? where seq = ?", seq-1, seq)
	}
}

// swapHash makes the log's own hash of an entry that of its text.
func (f *forger) swapHash(seq int64, hash []byte) {
	n, at := (seq-1)/64, int(seq-1)%64*32
	tile := must(f.store.ReadTile(f.t.Context(), 0, n))(f.t)
	tile = slices.Concat(tile[:at], hash, tile[at+32:])
	f.run("update tile set hashes = ? where level = 0 and n = ?", tile, n)
}

// forgeries are every way in which entries can be altered, removed, reordered or added.
func forgeries() []forgery {
	return []forgery{
		{"altered", func(f *forger) { f.alter(70) }, 70, "altered"},
		{"two altered", func(f *forger) { f.alter(101); f.alter(71) }, 71, "altered"},
		{"first altered", func(f *forger) { f.alter(1) }, 1, "altered"},
		{"last altered", func(f *forger) { f.alter(150) }, 150, "altered"},
		{"id altered", func(f *forger) {
			f.run("update entry set id = 'other' where seq = 9")
		}, 9, "altered"},
		{"moment altered", func(f *forger) {
			f.run("update entry set text = ? where seq = 12", f.text(12, `"2020-`, `"2019-`))
		}, 12, "altered"},
		{"removed", func(f *forger) { f.run("delete from entry where seq = 66") }, 66, "removed"},
		{"removed and moved up", func(f *forger) {
			f.run("delete from entry where seq = 66")
			f.moveUp(67)
		}, 66, "removed"},
		{"two removed and moved up", func(f *forger) {
			f.run("delete from entry where seq in (66, 67)")
			for seq := 68; seq <= 150; seq++ {
				f.run("update entry set seq = ? where seq = ?", seq-2, seq)
			}
		}, 66, "removed"},
		{"last removed", func(f *forger) {
			f.run("delete from entry where seq > 140")
		}, 141, "removed"},
		{"all removed", func(f *forger) { f.run("delete from entry") }, 1, "removed"},
		{"swapped", func(f *forger) {
			f.run("update entry set seq = 1000 where seq = 20")
			f.run("update entry set seq = 20 where seq = 90")
			f.run("update entry set seq = 90 where seq = 1000")
		}, 20, "reordered"},
		{"neighbours swapped", func(f *forger) {
			f.run("update entry set seq = 1000 where seq = 20")
			f.run("update entry set seq = 20 where seq = 21")
			f.run("update entry set seq = 21 where seq = 1000")
		}, 20, "reordered"},
		{"added", func(f *forger) {
			f.run("insert into entry (seq, id, text) values (151, 'x', ?)",
				f.text(150, "mission-0000149", "x"))
		}, 151, "added"},
		{"altered with its hash", func(f *forger) {
			f.alter(70)
			leaf := must(ledger.Sealed{Seq: 70, Text: f.text(70, "", "")}.Open())(f.t).Leaf
			f.swapHash(70, leaf[:])
		}, 65, "altered"}, // the hash over entries 65 to 128 gives it away
		{"hashes removed", func(f *forger) {
			f.run("delete from tile where level = 0 and n = 1")
		}, 65, "added"},
		{"hash altered", func(f *forger) { f.swapHash(70, make([]byte, 32)) }, 70, "altered"},
	}
}

// tampering: whatever is done to the tables, Verify names the first entry.
func tampering(t *testing.T, newPlace func(testing.TB) Place) {
	for _, forgery := range forgeries() {
		t.Run(forgery.name, func(t *testing.T) {
			p := newPlace(t)
			s := opened(t, p)
			put(t, s, Made(50))
			put(t, s, Made(150))
			verified(t, s)
			forgery.do(&forger{t, p, s})
			verdict := must(ledger.Verify(t.Context(), s, ledger.Trust{}))(t)
			if f := verdict.Fault; f == nil || f.Seq != forgery.seq || f.What != forgery.what {
				t.Errorf("fault %+v, want entry %d %s", f, forgery.seq, forgery.what)
			}
		})
	}
}

// forged: a whole ledger written anew leaves no trace in itself; a checkpoint kept elsewhere
// shows it, and several narrow it down.
func forged(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(150)
	var checkpoints [][]byte
	for from := 0; from < 150; from += 50 {
		put(t, s, events[from:from+50])
		checkpoints = append(checkpoints, signed(t, s))
	}
	other := opened(t, newPlace(t))
	events[77].Note = "forged"
	for from := 0; from < 150; from += 50 {
		put(t, other, events[from:from+50])
	}
	verified(t, other)
	verdict := must(ledger.Verify(t.Context(), other, ledger.Trust{Checkpoints: checkpoints}))(t)
	if f := verdict.Fault; f == nil || f.Seq != 51 || !strings.Contains(f.Detail, "51 to 100") {
		t.Errorf("fault %+v", f)
	}
	cut := opened(t, newPlace(t))
	put(t, cut, Made(50))
	verdict = must(ledger.Verify(t.Context(), cut, ledger.Trust{Checkpoints: checkpoints}))(t)
	if f := verdict.Fault; f == nil || f.Seq != 51 || f.What != "removed" {
		t.Errorf("fault %+v", f)
	}
	_, err := ledger.ProveConsistency(t.Context(), other, checkpoints[0], checkpoints[2])
	if err == nil {
		t.Error("a forged ledger proved that it is the old one")
	}
}
