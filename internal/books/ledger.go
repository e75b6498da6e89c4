package books

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lockstep/internal/agreement"
	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
	"lockstep/internal/postgres"
	"lockstep/internal/sqlite"
)

const (
	// AddressFile says where the ledger of a project lies that is kept in a database. It holds no
	// password.
	AddressFile = "lockstep.ledger"
	// AddressVariable is the variable of the environment that says it instead.
	AddressVariable = "LOCKSTEP_LEDGER"
)

// A Ledger is the ledger of a project.
type Ledger struct {
	ledger.Store
	// Place is where it lies, as messages name it: a file in the folder, or a database.
	Place string

	unclaimed bool // nothing in the folder says that it is this project's
}

// OpenLedger opens the ledger of a project, wherever it lies; the error is fs.ErrNotExist where
// it has none. Every command that needs a ledger comes here.
func OpenLedger(ctx context.Context, dir string) (*Ledger, error) {
	where, err := locate(dir)
	if err != nil {
		return nil, err
	}
	if where.address == nil {
		store, err := sqlite.Open(ctx, filepath.Join(dir, LedgerFile), sqlite.Options{})
		if err != nil {
			return nil, err
		}
		return &Ledger{Store: store, Place: LedgerFile}, nil
	}
	store, err := postgres.Open(ctx, *where.address, postgres.Options{})
	if err != nil {
		return nil, err
	}
	l := &Ledger{store, store.Place(), where.origin == ""}
	if !l.unclaimed && l.Origin() != where.origin {
		return nil, errors.Join(l.notOf(where.origin), l.Close())
	}
	return l, nil
}

// ErrSilent is the error of listening to a ledger that lies in a file, which tells nobody.
var ErrSilent = errors.New("a ledger in a file tells nobody what is added to it")

// Listen calls heard when anybody may have added something, and ends when it hears no more: with
// nil when the context ends, with an error when the connection is lost, and at once with ErrSilent
// where the ledger tells nobody.
func (l *Ledger) Listen(ctx context.Context, heard func()) error {
	if s, tells := l.Store.(*postgres.Store); tells {
		return s.Listen(ctx, heard)
	}
	return ErrSilent
}

// FindWords gives the entries in which all words of a term stand. See [ledger.Concordance].
func (l *Ledger) FindWords(ctx context.Context, term concordance.Term) ([]int64, error) {
	kept, ok := l.Store.(ledger.Concordance)
	if !ok {
		return nil, fmt.Errorf("the ledger in %s keeps no words", l.Place)
	}
	return kept.FindWords(ctx, term)
}

// MustBeOf fails where a ledger that only the environment names is that of another agreement.
// Where the folder names it, the agreement may have been given another name since.
func (l *Ledger) MustBeOf(a *agreement.Agreement) error {
	if l.unclaimed && l.Origin() != OriginOf(a) {
		return l.notOf(OriginOf(a))
	}
	return nil
}

func (l *Ledger) notOf(origin string) error {
	return fmt.Errorf("the ledger in %s is %s, and not that of this project, %s", l.Place, l.Origin(),
		origin)
}

// OriginOf is the name of the log of an agreement's ledger.
func OriginOf(a *agreement.Agreement) string { return "lockstep/" + a.ID }

// DatabaseOf is the database in which the ledger of a project lies; nil where it lies in the
// folder or there is none. What belongs to the project and not into its ledger can lie there too.
func DatabaseOf(dir string) (*postgres.Address, error) {
	where, err := locate(dir)
	return where.address, err
}

// A location is where the ledger of a project lies: in a database, or else in its folder.
type location struct {
	address *postgres.Address
	origin  string // the name that its log must have, "" for any
}

// locate finds out where the ledger of a project lies.
func locate(dir string) (location, error) {
	where, err := addressIn(dir)
	if err != nil {
		return where, err
	}
	if stated, err := StatedAddress(""); err != nil {
		return where, err
	} else if stated != nil {
		where.address = stated
	}
	_, err = os.Stat(filepath.Join(dir, LedgerFile))
	if where.address != nil && err == nil {
		return where, fmt.Errorf("%s has two ledgers, %s and the one in PostgreSQL that %s or %s "+
			"names: take one of them away", dir, LedgerFile, AddressFile, AddressVariable)
	}
	return where, nil
}

// StatedAddress is the address in a text or, where that is empty, in the environment; nil where
// there is none either.
func StatedAddress(text string) (*postgres.Address, error) {
	where := ""
	if text == "" {
		where, text = AddressVariable+": ", os.Getenv(AddressVariable)
	}
	if text == "" {
		return nil, nil
	}
	address, err := postgres.ParseAddress(text)
	if err != nil {
		return nil, fmt.Errorf("%s%w", where, err)
	}
	return &address, nil
}

// An addressRecord is what stands in the file that says where a ledger lies.
type addressRecord struct {
	Ledger   string `json:"ledger"`   // the name of its log
	Postgres string `json:"postgres"` // the address, without a password
}

// addressIn reads the file that says where the ledger of a project lies, if there is one.
func addressIn(dir string) (location, error) {
	path := filepath.Join(dir, AddressFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return location{}, nil
	}
	if err != nil {
		return location{}, err
	}
	var record addressRecord
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&record); err != nil {
		return location{}, fmt.Errorf("%s does not say where a ledger lies: %w", path, err)
	}
	address, err := postgres.ParseAddress(record.Postgres)
	switch {
	case err != nil:
		return location{}, fmt.Errorf("%s: %w", path, err)
	case address.HasPassword():
		return location{}, fmt.Errorf("%s holds a password, which has no place in a project: take it "+
			"out, and give it in PGPASSWORD, in ~/.pgpass or in %s", path, AddressVariable)
	}
	return location{&address, record.Ledger}, nil
}

// KeepAddress has a project say where its ledger lies, without a password.
func KeepAddress(dir, origin string, address postgres.Address) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(addressRecord{origin, address.String()}); err != nil {
		return err
	}
	return replace(filepath.Join(dir, AddressFile), text.Bytes())
}
