package postgres

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/postgres/postgrestest"
)

// The server that TestMain starts in a temporary folder, and its address.
var (
	server  *postgrestest.Server
	address Address
)

func TestMain(m *testing.M) {
	ledgertest.Writer(openPlace)
	status, err := withServer(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func withServer(m *testing.M) (status int, err error) {
	if server, err = postgrestest.Start(); err != nil {
		return 1, err
	}
	if address, err = ParseAddress(server.URL()); err == nil {
		status = m.Run()
	}
	if stopped := server.Stop(); err == nil {
		err = stopped
	}
	return status, err
}

// numbered writes the question marks of a statement as PostgreSQL numbers parameters.
func numbered(statement string) string {
	var b strings.Builder
	n := 0
	for _, r := range statement {
		if r == '?' {
			n++
			fmt.Fprintf(&b, "$%d", n)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
