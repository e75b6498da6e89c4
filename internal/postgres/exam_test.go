package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/status/statustest"
)

// A schema is one ledger of the exam.
type schema string

func (s schema) Open(t testing.TB, now func() ledger.Instant) ledger.Store {
	store, err := Open(t.Context(), address, Options{Schema: string(s), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// Tamper takes the triggers out first.
func (s schema) Tamper(t testing.TB, statement string, args ...any) {
	c, err := pgx.Connect(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	for _, line := range []string{
		"set search_path = " + pgx.Identifier{string(s)}.Sanitize(),
		"drop trigger if exists entry_kept on entry", "drop trigger if exists tile_grows on tile",
		"drop trigger if exists tile_there on tile",
	} {
		if _, err := c.Exec(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Exec(t.Context(), numbered(statement), args...); err != nil {
		t.Fatal(err)
	}
}

var schemas atomic.Int64

func newSchema(t testing.TB) ledgertest.Place {
	name := "Exam \"" + strconv.FormatInt(schemas.Add(1), 10) + "\""
	s, err := Create(t.Context(), address, "lockstep/exam", Options{Schema: name})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return schema(name)
}

func TestExam(t *testing.T) { ledgertest.Exam(t, newSchema) }

// TestAnswersStay: what a status once said of this store's events it says for ever.
func TestAnswersStay(t *testing.T) {
	statustest.AnswersStay(t, 20, func(t testing.TB) statustest.Books {
		return statustest.InStore{Place: newSchema(t)}
	})
}

func TestCreateDoesNotTakeOver(t *testing.T) {
	place := newSchema(t).(schema)
	_, err := Create(t.Context(), address, "lockstep/other", Options{Schema: string(place)})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
}

func TestOpenRefusesWhatIsNoLedger(t *testing.T) {
	_, err := Open(t.Context(), address, Options{Schema: "nothing here"})
	if err == nil || err.Error() != "opening the ledger in "+place("nothing here")+
		": the schema nothing here holds no ledger of lockstep" {
		t.Errorf("got %v", err)
	}
}

// TestTriggersKeepTheBooks: a slip with another tool alters nothing.
func TestTriggersKeepTheBooks(t *testing.T) {
	place := newSchema(t).(schema)
	s := place.Open(t, nil).(*Store)
	defer s.Close()
	if _, err := s.Append(t.Context(), ledger.Each(ledgertest.Made(3))); err != nil {
		t.Fatal(err)
	}
	for _, slip := range []string{"update entry set id = 'x' where seq = 1", "delete from entry",
		"update tile set hashes = '\\x00'", "delete from tile"} {
		if _, err := s.pool.Exec(t.Context(), slip); err == nil {
			t.Errorf("%s: not refused", slip)
		}
	}
}

// TestListenersHear: who listens hears the number of the last entry once it is committed.
func TestListenersHear(t *testing.T) {
	place := newSchema(t).(schema)
	s := place.Open(t, nil)
	defer s.Close()
	c, err := pgx.Connect(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(t.Context(), "listen lockstep"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), ledger.Each(ledgertest.Made(7))); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	heard, err := c.WaitForNotification(ctx)
	if err != nil || heard.Payload != "7" {
		t.Errorf("heard %+v, %v", heard, err)
	}
}

// place is how messages name a schema of the server.
func place(schema string) string {
	u, _ := url.Parse(address.String())
	return "PostgreSQL (" + u.Host + u.Path + ", schema " + schema + ")"
}

func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			events := ledgertest.Made(n)
			for b.Loop() {
				s := newSchema(b).Open(b, nil)
				if _, err := s.Append(b.Context(), ledger.Each(events)); err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
