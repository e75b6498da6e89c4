package drive

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// A Program is how lockstep is run.
type Program struct {
	Path string   // of the executable
	Env  []string // besides the environment of this process
}

func (p Program) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, p.Path, args...)
	c.Env = append(os.Environ(), p.Env...)
	return c
}

// Run runs a command to its end and gives what it wrote to standard output. The error holds what
// it said where it did not end well.
func (p Program) Run(ctx context.Context, args ...string) ([]byte, error) {
	c := p.command(ctx, args...)
	var out, told bytes.Buffer
	c.Stdout, c.Stderr = &out, &told
	if err := c.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("lockstep %s: %w: %s%s", strings.Join(args, " "), err,
			told.String(), out.String())
	}
	return out.Bytes(), nil
}

// A Server is lockstep while it serves a project.
type Server struct {
	URL       string        // with no slash at its end
	FirstPage time.Duration // from the start of the process to the end of its first page

	process *exec.Cmd
	told    *tail
	ended   chan struct{}
	result  error // of the process, once it has ended
}

// address finds where a server says that it listens.
var address = regexp.MustCompile(`https?://[^/\s]+`)

// startTime is how long a server may take to listen and to show its first page.
const startTime = 2 * time.Minute

// Serve starts to serve a project on a free port of this machine, and waits for its first page.
func (p Program) Serve(dir string, args ...string) (*Server, error) {
	args = append([]string{"serve", dir, "--address", "127.0.0.1:0"}, args...)
	s := &Server{process: p.command(context.Background(), args...), told: &tail{},
		ended: make(chan struct{})}
	told, err := s.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	listens := make(chan string, 1)
	go s.follow(told, listens)
	select {
	case s.URL = <-listens:
	case <-s.ended:
		return nil, fmt.Errorf("lockstep serve ended: %w: %s", s.result, s.told)
	case <-time.After(startTime):
		return nil, errors.Join(errors.New("lockstep serve does not listen"), s.Kill())
	}
	if err := s.until("/", http.StatusOK); err != nil {
		return nil, errors.Join(err, s.Kill())
	}
	s.FirstPage = time.Since(began)
	return s, nil
}

// follow reads what the server says until it ends.
func (s *Server) follow(told io.Reader, listens chan<- string) {
	lines, found := bufio.NewScanner(told), false
	for lines.Scan() {
		s.told.add(lines.Text())
		if at := address.FindString(lines.Text()); at != "" && !found {
			found = true
			listens <- at
		}
	}
	s.result = s.process.Wait()
	close(s.ended)
}

// until asks for a path until it is answered with that status.
func (s *Server) until(path string, status int) error {
	for end := time.Now().Add(startTime); time.Now().Before(end); {
		code, err := s.ask(path)
		if err == nil && code == status {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("the server ended: %w: %s", s.result, s.told)
		case <-time.After(2 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s is not answered with %d", path, status)
}

// ask asks for a path and reads the answer to its end.
func (s *Server) ask(path string) (status int, err error) {
	answer, err := http.Get(s.URL + path)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// Signal sends a signal to the process.
func (s *Server) Signal(signal os.Signal) error { return s.process.Process.Signal(signal) }

// End waits until the process has ended and gives its exit status, or an error where it does not
// end in time or was killed.
func (s *Server) End(within time.Duration) (exit int, err error) {
	select {
	case <-s.ended:
	case <-time.After(within):
		return 0, fmt.Errorf("the server has not ended after %v", within)
	}
	var failed *exec.ExitError
	switch {
	case s.result == nil:
		return 0, nil
	case errors.As(s.result, &failed) && failed.Exited():
		return failed.ExitCode(), nil
	}
	return 0, s.result
}

// Terminate asks the process to end, waits until it has, and gives its exit status.
func (s *Server) Terminate() (exit int, err error) {
	if err := s.Signal(syscall.SIGTERM); err != nil {
		return 0, err
	}
	exit, err = s.End(30 * time.Second)
	if err != nil {
		return exit, errors.Join(err, s.Kill())
	}
	return exit, nil
}

// Kill ends the process at once and waits until it is gone.
func (s *Server) Kill() error {
	err := s.Signal(syscall.SIGKILL)
	<-s.ended
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

// CPU is the time that the process took of processors, once it has ended: a measure that hangs
// less than others on what else the machine does.
func (s *Server) CPU() time.Duration {
	<-s.ended
	return s.process.ProcessState.UserTime() + s.process.ProcessState.SystemTime()
}

// Told is the last that the server said on standard error.
func (s *Server) Told() string { return s.told.String() }
