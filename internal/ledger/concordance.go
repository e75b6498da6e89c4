package ledger

import (
	"context"

	"lockstep/internal/concordance"
)

// A Concordance says in which entries of a ledger words stand, without reading them all. It is
// kept beside the entries and hangs on them alone, so that it can be thrown away: what it lacks,
// or holds of other entries or by an older reading of words, is made anew before it answers.
// Entries themselves are never touched by it.
type Concordance interface {
	// FindWords gives the sequence numbers, in order, of the entries in whose texts all words of a
	// term stand; not only of those in which they stand one behind the other.
	FindWords(ctx context.Context, term concordance.Term) ([]int64, error)
}

// Texts are what an event says in words, each for itself, in which words are looked for.
func (e *Event) Texts() []string {
	texts := make([]string, 0, 12)
	for _, text := range [...]string{e.Kind.String(), e.Subject, e.Actor, e.Source, e.Note,
		e.Speaker, e.Assessor, e.Unit, e.Basis, e.Locator, e.ID} {
		if text != "" {
			texts = append(texts, text)
		}
	}
	if e.Quote != nil {
		texts = append(texts, e.Quote.Exact)
	}
	return texts
}

// A Reach is how far a table of words reaches: which version of words it holds, up to which entry,
// and the hash of that. The zero Reach is that of an empty table, or of none.
type Reach struct {
	Version int
	Seq     int64
	Leaf    Hash
}

// A WordTable is where a store keeps its concordance.
type WordTable interface {
	// Reach is how far the table reaches now.
	Reach(ctx context.Context) (Reach, error)
	// PutWords adds the words of further entries, in one transaction, so that the table reaches to
	// to. Where from is the zero Reach whatever it holds is thrown away before. It does nothing
	// where the table does not reach exactly as far as from any more, since another was faster,
	// unless from is zero.
	PutWords(ctx context.Context, from, to Reach, entries []Worded) error
}

// A Worded is the words of one entry, each once and in order.
type Worded struct {
	Seq   int64
	Words []string
}

// wordsAtATime is how many entries are put into a table of words in one transaction, so that those
// who record do not wait long.
const wordsAtATime = 2_000

// Reindex has a table of words reach as far as the ledger.
func Reindex(ctx context.Context, s Store, t WordTable) error {
	reach, err := t.Reach(ctx)
	if err != nil {
		return err
	}
	size, err := s.Size(ctx)
	if err != nil || reach.Version == concordance.Version && reach.Seq == size && size == 0 {
		return err
	}
	good, err := isOf(ctx, s, reach)
	if err != nil {
		return err
	}
	if !good {
		reach = Reach{}
	}
	i := indexing{t: t, from: reach, to: reach}
	for entry, err := range After(ctx, s, reach.Seq) {
		if err != nil {
			return err
		}
		if err := i.take(ctx, &entry); err != nil {
			return err
		}
	}
	return i.put(ctx)
}

// isOf reports whether a table that reaches so far holds the words of this ledger, as they are
// read today.
func isOf(ctx context.Context, s Store, reach Reach) (bool, error) {
	if reach.Version != concordance.Version || reach.Seq < 1 {
		return false, nil
	}
	for sealed, err := range s.Sealed(ctx, reach.Seq-1) {
		if err != nil {
			return false, err
		}
		return sealed.Seq == reach.Seq && leafOf(sealed.Text) == reach.Leaf, nil
	}
	return false, nil
}

// An indexing puts the words of entries into a table, portion by portion.
type indexing struct {
	t        WordTable
	from, to Reach
	entries  []Worded
}

func (i *indexing) take(ctx context.Context, entry *Entry) error {
	words := concordance.Lexemes(entry.Event.Texts()...)
	i.entries = append(i.entries, Worded{entry.Seq, words})
	i.to = Reach{concordance.Version, entry.Seq, entry.Leaf}
	if len(i.entries) < wordsAtATime {
		return nil
	}
	return i.put(ctx)
}

func (i *indexing) put(ctx context.Context) error {
	if len(i.entries) == 0 {
		return nil
	}
	err := i.t.PutWords(ctx, i.from, i.to, i.entries)
	i.from, i.entries = i.to, i.entries[:0]
	return err
}
