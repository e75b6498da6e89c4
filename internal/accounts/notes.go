package accounts

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Note is what somebody wrote down for themselves about one thing. Nobody else is ever given it,
// whatever their role; it is no evidence, stands in no ledger and is in no export.
type Note struct {
	ID       string
	About    string // what it is about, in the caller's words
	Versions []NoteVersion
}

// A NoteVersion is a note as it was written at some time. A note is taken away by a version without
// text; the earlier ones stay.
type NoteVersion struct {
	At   int64 // milliseconds since 1970, UTC
	Text string
}

// Latest is the note as it stands.
func (n *Note) Latest() NoteVersion { return n.Versions[len(n.Versions)-1] }

// The bounds on notes.
const (
	MostNote  = 20_000 // characters of one
	mostNotes = 20_000 // versions of one account
)

// ErrNote is the error of a note that is empty or too long, or one too many.
var ErrNote = fmt.Errorf("a note has from 1 to %d characters, and one account at most %d of them",
	MostNote, mostNotes)

// AddNote keeps a note of an account about something and gives its id.
func (a *Accounts) AddNote(ctx context.Context, name, about, text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", ErrNote
	}
	id := randomHex(8)
	return id, a.within(ctx, func(tx *sql.Tx) error {
		return a.writeNote(ctx, tx, noteRow{id, 1, name, about, text})
	})
}

// ChangeNote writes another version of a note; an empty text takes the note away. The error is
// ErrNotThere where the account has no such note.
func (a *Accounts) ChangeNote(ctx context.Context, name, id, text string) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		row := noteRow{id: id, name: name, text: strings.TrimSpace(text)}
		err := tx.QueryRowContext(ctx, a.statement("select version, about from note "+
			"where id = ?1 and name = ?2 order by version desc limit 1"), id, name).
			Scan(&row.version, &row.about)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotThere
		}
		if err != nil {
			return err
		}
		row.version++
		return a.writeNote(ctx, tx, row)
	})
}

// A noteRow is one version of a note as it is kept.
type noteRow struct {
	id                string
	version           int
	name, about, text string
}

func (a *Accounts) writeNote(ctx context.Context, tx *sql.Tx, n noteRow) error {
	var there int
	row := tx.QueryRowContext(ctx, a.statement("select count(*) from note where name = ?1"), n.name)
	if err := row.Scan(&there); err != nil {
		return err
	}
	if there >= mostNotes || utf8.RuneCountInString(n.text) > MostNote {
		return ErrNote
	}
	_, err := tx.ExecContext(ctx, a.statement("insert into note (id, version, name, about, text, at) "+
		"values (?1, ?2, ?3, ?4, ?5, ?6)"), n.id, n.version, n.name, n.about, n.text,
		a.now().UnixMilli())
	return err
}

// Notes gives the notes of an account, those last written first, with all their versions. Where
// about is not empty they are those about that alone.
func (a *Accounts) Notes(ctx context.Context, name, about string) ([]Note, error) {
	query, params := "select id, about, at, text from note where name = ?1", []any{name}
	if about != "" {
		query, params = query+" and about = ?2", append(params, about)
	}
	rows, err := a.db.QueryContext(ctx, a.statement(query+" order by version, at, id"), params...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []*Note
	byID := map[string]*Note{}
	for rows.Next() {
		var id, about string
		var version NoteVersion
		if err := rows.Scan(&id, &about, &version.At, &version.Text); err != nil {
			return nil, err
		}
		note := byID[id]
		if note == nil {
			note = &Note{ID: id, About: about}
			byID[id], all = note, append(all, note)
		}
		note.Versions = append(note.Versions, version)
	}
	return lastFirst(all), rows.Err()
}

// lastFirst sorts notes by when they were last written, the last first.
func lastFirst(notes []*Note) []Note {
	slices.SortFunc(notes, func(x, y *Note) int {
		return cmp.Or(cmp.Compare(y.Latest().At, x.Latest().At), cmp.Compare(x.ID, y.ID))
	})
	sorted := make([]Note, len(notes))
	for i, note := range notes {
		sorted[i] = *note
	}
	return sorted
}
