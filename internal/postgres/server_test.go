package postgres

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// address is that of the server that TestMain starts in a temporary folder.
var address string

func TestMain(m *testing.M) {
	stop, err := startServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting PostgreSQL:", err)
		os.Exit(1)
	}
	status := m.Run()
	stop()
	os.Exit(status)
}

// startServer makes a database cluster of its own and starts a server on a free port of the
// loopback interface. PostgreSQL does not run as root, so root starts it as its own user.
func startServer() (stop func(), err error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "lockstep-postgres-")
	if err != nil {
		return nil, err
	}
	as, err := credential(dir)
	if err != nil {
		return nil, err
	}
	run := func(name string, args ...string) error {
		command := exec.Command(filepath.Join(bin, name), args...)
		command.Dir, command.SysProcAttr = dir, &syscall.SysProcAttr{Credential: as}
		command.Env = append(os.Environ(), "LC_ALL=C")
		if out, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", name, err, out)
		}
		return nil
	}
	data, port := filepath.Join(dir, "data"), freePort()
	if err := run("initdb", "-D", data, "-U", "lockstep", "-A", "trust", "-E", "UTF8"); err != nil {
		return nil, err
	}
	options := fmt.Sprintf("-h 127.0.0.1 -p %d -k %s -c max_connections=500 -c fsync=off", port, dir)
	if err := run("pg_ctl", "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", options,
		"start"); err != nil {
		return nil, err
	}
	address = fmt.Sprintf("postgres://lockstep@127.0.0.1:%d/postgres?sslmode=disable", port)
	return func() {
		_ = run("pg_ctl", "-D", data, "-m", "immediate", "stop")
		_ = os.RemoveAll(dir)
	}, nil
}

// binaries is the folder of the newest server that the system's packages installed.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("there is no server here: run ./test, which installs it, or " +
		"apt-get install postgresql")
}

// credential is whom to run the server as, the owner of dir; nil is whoever runs the tests.
func credential(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	owner, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, _ := strconv.Atoi(owner.Uid)
	gid, _ := strconv.Atoi(owner.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func freePort() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
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
