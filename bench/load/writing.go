package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"lockstep/bench/drive"
	"lockstep/internal/postgres/postgrestest"
)

// told is an event that a writer records.
func told(writer, i int) drive.Event {
	return drive.Event{"id": fmt.Sprintf("w%02d-%05d", writer, i), "at": "2020-03-01",
		"kind": "complied-with", "subject": "step-004", "actor": "movement",
		"rests-on": "reported", "source": "bulletin-001",
		"locator": fmt.Sprintf("page %d of writer %d", i, writer)}
}

// inSQLite records through one server into SQLite.
func (l *load) inSQLite() error {
	return l.write("SQLite, one server", "sqlite", l.program, 1)
}

// inPostgres records through two servers into PostgreSQL, whose server it starts itself.
func (l *load) inPostgres() (err error) {
	server, err := postgrestest.Start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	p := l.program
	p.Env = append(p.Env, "LOCKSTEP_LEDGER="+server.URL()+"&search_path=load")
	return l.write("PostgreSQL, two servers", "postgres", p, 2)
}

// write records with many writers and verifies the ledger afterwards.
func (l *load) write(name, folder string, p drive.Program, servers int) (err error) {
	dir, err := l.project(folder, p)
	if err != nil {
		return err
	}
	var urls []string
	var last *drive.Server
	for range servers {
		s, err := p.Serve(dir)
		if err != nil {
			return err
		}
		defer func() {
			_, ending := s.Terminate()
			err = errors.Join(err, ending)
		}()
		urls, last = append(urls, s.URL), s
	}
	if err := l.hearing(name, urls[0], last); err != nil {
		return err
	}
	half := &checkpoint{program: p, dir: dir, at: l.each / 2}
	writers := drive.Writers{Number: l.writers, Each: l.each, Event: told, Told: half.told}
	began := time.Now()
	acknowledged, err := writers.Write(urls...)
	took := time.Since(began)
	if err != nil {
		return err
	}
	if err := half.verify(writers, acknowledged); err != nil {
		return err
	}
	n := l.writers * l.each
	fmt.Printf("\n%s, %d writers: %d events in %.1f s, %.0f in a second; none lost, none doubled, "+
		"all in order, the log as its checkpoints say\n", name, l.writers, n, took.Seconds(),
		float64(n)/took.Seconds())
	return nil
}

// A checkpoint is signed while others write, half way through.
type checkpoint struct {
	program drive.Program
	dir     string
	at      int
	once    sync.Once
	err     error
}

func (c *checkpoint) path() string { return filepath.Join(c.dir, "half") }

// told signs it when the first writer is half way through.
func (c *checkpoint) told(_, i int, _ string) {
	if i < c.at {
		return
	}
	c.once.Do(func() {
		var signed []byte
		if signed, c.err = c.program.Run(context.Background(), "ledger", "checkpoint",
			c.dir); c.err == nil {
			c.err = os.WriteFile(c.path(), signed, 0o644)
		}
	})
}

// verify looks at every entry.
func (c *checkpoint) verify(w drive.Writers, acknowledged [][]string) error {
	if c.err != nil {
		return c.err
	}
	ctx := context.Background()
	exported, err := c.program.Run(ctx, "export", c.dir)
	if err != nil {
		return err
	}
	if err := w.Verify(exported, acknowledged); err != nil {
		return err
	}
	_, err = c.program.Run(ctx, "ledger", "verify", c.dir, "--checkpoint", c.path())
	return err
}

// heardTimes is how often it is measured how soon a page that is open hears of an event.
const heardTimes = 20

// hearing measures the time from the sending of an event to one server until a page that is open at
// another, or the same one, is told.
func (l *load) hearing(name, url string, at *drive.Server) error {
	stream, err := at.Follow()
	if err != nil {
		return err
	}
	<-stream.Editions // the one that is there
	var times []time.Duration
	for i := range heardTimes {
		one := drive.Writers{Number: 1, Each: 1, Event: func(int, int) drive.Event {
			return told(98, i)
		}}
		began := time.Now()
		if _, err := one.Write(url); err != nil {
			return err
		}
		if _, open := <-stream.Editions; !open {
			return errors.New("the stream of changes has ended")
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	fmt.Printf("\n%s: what is recorded is told to a page that is open after %s at the median, %s at "+
		"the slowest of %d\n", name, millis(times[len(times)/2]), millis(times[len(times)-1]),
		len(times))
	return nil
}
