package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/postgres"
	"lockstep/internal/sqlite"
)

// A making is the making of a ledger for a project, which takes its plain evidence in.
type making struct {
	dir     string
	project *lang.Project
	events  []ledger.Event
}

func (m *making) origin() string { return books.OriginOf(m.project.Agreement) }

// inFolder makes the ledger under another name and gives it its own when all is in it, so that
// there is never half of one.
func (m *making) inFolder(ctx context.Context) (ledger.Receipt, error) {
	if err := makeKeys(m.dir, m.origin()); err != nil {
		return ledger.Receipt{}, err
	}
	place, err := os.MkdirTemp(m.dir, ".lockstep-*")
	if err != nil {
		return ledger.Receipt{}, err
	}
	defer os.RemoveAll(place)
	path := filepath.Join(place, books.LedgerFile)
	store, err := sqlite.Create(ctx, path, m.origin(), sqlite.Options{})
	if err != nil {
		return ledger.Receipt{}, err
	}
	receipt, err := store.Append(ctx, ledger.Each(m.events))
	if err = errors.Join(err, store.Close()); err != nil {
		return ledger.Receipt{}, err
	}
	return receipt, settle(path, filepath.Join(m.dir, books.LedgerFile))
}

// settle gives a closed ledger its own name, unless there is one of that name.
func settle(from, to string) error {
	if info, err := os.Stat(from + "-wal"); err == nil && info.Size() > 0 {
		return fmt.Errorf("%s was not closed: another program holds it open", from)
	}
	err := os.Link(from, to)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a disk without links
		err = os.Rename(from, to)
	}
	return err
}

// inDatabase makes the ledger in PostgreSQL and has the project say where it lies. It can be
// repeated where it failed half-way: what it made before is empty then, or holds all of this.
func (m *making) inDatabase(ctx context.Context, address postgres.Address) (
	receipt ledger.Receipt, place string, err error,
) {
	if err := makeKeys(m.dir, m.origin()); err != nil {
		return receipt, "", err
	}
	store, err := postgres.Create(ctx, address, m.origin(), postgres.Options{})
	if errors.Is(err, fs.ErrExist) {
		store, err = m.begun(ctx, address)
	}
	if err != nil {
		return receipt, "", err
	}
	defer store.Close()
	if receipt, err = store.Append(ctx, ledger.Each(m.events)); err != nil {
		return receipt, "", err
	}
	return receipt, store.Place(), books.KeepAddress(m.dir, m.origin(), address)
}

// begun opens a ledger that is there already, if it is this project's and nobody has recorded
// anything in it but what stands in the plain evidence.
func (m *making) begun(ctx context.Context, address postgres.Address) (*postgres.Store, error) {
	store, err := postgres.Open(ctx, address, postgres.Options{})
	if err != nil {
		return nil, err
	}
	size, err := store.Size(ctx)
	switch {
	case err != nil:
	case store.Origin() != m.origin():
		err = fmt.Errorf("there is a ledger in %s already, that of %s", store.Place(), store.Origin())
	case size > 0 && size != int64(len(m.events)):
		err = fmt.Errorf("there is a ledger of %s in %s already, with %s; to work with it from here "+
			"too, copy %s from the folder in which it was made, or name it in %s", m.origin(),
			store.Place(), plural(int(size), "entry", "entries"), books.AddressFile, books.AddressVariable)
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// makeKeys makes the key pair, unless there is a private key already.
func makeKeys(dir, name string) error {
	path := filepath.Join(dir, privateFile)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	private, public, err := ledger.GenerateKey(rand.Reader, name)
	if err != nil {
		return err
	}
	// The private key last: while it is not there, both are made anew.
	if err := writeWhole(filepath.Join(dir, publicFile), []byte(public+"\n"), 0o644); err != nil {
		return err
	}
	return writeWhole(path, []byte(private+"\n"), 0o600)
}
