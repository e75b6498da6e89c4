package postgrestest

import (
	"context"
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
	"time"
)

// A Server is a PostgreSQL server of its own. Everybody on this machine is let in as user
// "lockstep" without a password, and as user "guarded" with the password [Password].
type Server struct {
	bin, dir string
	port     int
	as       *syscall.Credential // whom to run it as; nil is whoever runs the tests
	running  *exec.Cmd
	ended    chan struct{} // closed once it is over
}

// Password is that of the user "guarded".
const Password = "s3cret word"

// Start makes a cluster and starts its server. PostgreSQL does not run as root, so root starts
// it as its own user.
func Start() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "lockstep-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir}
	if err := s.make(); err != nil {
		return nil, errors.Join(fmt.Errorf("starting PostgreSQL: %w", err), os.RemoveAll(dir))
	}
	return s, nil
}

// make makes the cluster and starts the server for the first time.
func (s *Server) make() (err error) {
	if s.as, err = credential(s.dir); err != nil {
		return err
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	// Segments of one megabyte, so that a cluster is small and a disk for it can be.
	if err := s.run("initdb", "-D", s.data(), "-U", "lockstep", "-A", "trust", "-E", "UTF8",
		"--wal-segsize=1"); err != nil {
		return err
	}
	// Without fsync what is written outlives the server, though not the machine, and it is the
	// server that the tests kill.
	settings := fmt.Sprintf("listen_addresses = '127.0.0.1'\nport = %d\n"+
		"unix_socket_directories = '%s'\nmax_connections = 300\nfsync = off\n", s.port, s.dir)
	if err := s.write("postgresql.auto.conf", settings); err != nil {
		return err
	}
	if err := s.write("pg_hba.conf", "host all guarded 127.0.0.1/32 scram-sha-256\n"+
		"host all all 127.0.0.1/32 trust\nlocal all all trust\n"); err != nil {
		return err
	}
	if err := s.Restart(); err != nil {
		return err
	}
	return s.run("psql", "-h", s.dir, "-p", strconv.Itoa(s.port), "-U", "lockstep", "-d",
		"postgres", "-c", "create role guarded login superuser password '"+Password+"'")
}

// URL is the address of the server's database for the user who needs no password.
func (s *Server) URL() string { return s.urlOf("lockstep") }

// GuardedURL is the address for the user who needs one, without it.
func (s *Server) GuardedURL() string { return s.urlOf("guarded") }

func (s *Server) urlOf(user string) string {
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/postgres?sslmode=disable", user, s.port)
}

// Stop stops the server and removes its cluster.
func (s *Server) Stop() error {
	return errors.Join(s.Kill(), os.RemoveAll(s.dir))
}

// Kill ends the server and all its processes with SIGKILL, as a machine does that has run out of
// memory. What it had promised must be there after [Server.Restart].
func (s *Server) Kill() error {
	below := children(s.running.Process.Pid)
	err := s.running.Process.Kill()
	if errors.Is(err, os.ErrProcessDone) {
		err = nil
	}
	for _, child := range below {
		_ = syscall.Kill(child, syscall.SIGKILL) // it may have ended with its parent
	}
	<-s.ended
	return err
}

// patience is how long a server may take to start.
const patience = 60 * time.Second

// Restart starts the server again on the same port with the same cluster. A server that was
// killed first sees to what was left.
func (s *Server) Restart() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		log, err := s.start()
		if err == nil {
			err = s.ready(ctx)
		}
		said, _ := os.ReadFile(log)
		_ = os.Remove(log) // a server writes on into what it holds open
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("%w\n%s", err, said)
		}
		// It ended at once: processes of the old server still hold its memory.
		wait(ctx)
	}
}

// start starts the server and does not wait for it.
func (s *Server) start() (log string, err error) {
	out, err := os.CreateTemp(s.dir, "log-*")
	if err != nil {
		return "", err
	}
	defer out.Close()
	s.running = s.command("postgres", out, "-D", s.data())
	if err := s.running.Start(); err != nil {
		return out.Name(), err
	}
	s.ended = make(chan struct{})
	go func(running *exec.Cmd, ended chan struct{}) {
		_ = running.Wait() // it is killed
		close(ended)
	}(s.running, s.ended)
	return out.Name(), nil
}

// ready waits until the server answers.
func (s *Server) ready(ctx context.Context) error {
	for {
		err := s.run("pg_isready", "-h", s.dir, "-p", strconv.Itoa(s.port), "-q")
		if err == nil || ctx.Err() != nil {
			return err
		}
		select {
		case <-s.ended:
			return errors.New("the server ended")
		default:
			wait(ctx)
		}
	}
}

// wait waits a moment.
func wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(5 * time.Millisecond):
	}
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) write(name, text string) error {
	path := filepath.Join(s.data(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil || s.as == nil {
		return err
	}
	return os.Chown(path, int(s.as.Uid), int(s.as.Gid))
}

// command is one of the server's programs. Its output goes to a file, since a pipe would be held
// open by whatever it starts.
func (s *Server) command(name string, out *os.File, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(s.bin, name), args...)
	command.Dir, command.SysProcAttr = s.dir, &syscall.SysProcAttr{Credential: s.as}
	command.Env = append(os.Environ(), "LC_ALL=C")
	command.Stdout, command.Stderr = out, out
	return command
}

// run runs one of the server's programs to its end.
func (s *Server) run(name string, args ...string) error {
	out, err := os.CreateTemp(s.dir, name+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	if err := s.command(name, out, args...).Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w\n%s", name, err, said)
	}
	return nil
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
	return "", errors.New("there is no PostgreSQL server here: run ./test, which installs it, or " +
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
	uid, err := strconv.ParseUint(owner.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(owner.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// children are the processes that a process started, by Linux' list of them.
func children(pid int) []int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	var all []int
	for _, word := range strings.Fields(string(text)) {
		if child, err := strconv.Atoi(word); err == nil {
			all = append(all, child)
		}
	}
	return all
}
