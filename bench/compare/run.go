package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Caps bound a run of another program.
type caps struct {
	seconds   int // of CPU time; of wall-clock time four times as much
	megabytes int // of address space
}

// errCapped is that a program did not finish within its caps; errMissing that it is not there.
var (
	errCapped  = errors.New("stopped")
	errMissing = errors.New("missing")
)

// A workplace is a folder in which programs are run under caps.
type workplace struct {
	dir  string
	caps caps
}

func (w *workplace) write(files map[string]string) error {
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// run runs one command, and gives what it wrote and its CPU time in seconds, of user and system
// together. A status other than 0 is no error: clingo and others tell their answer by it.
func (w *workplace) run(command []string) (out []byte, seconds float64, err error) {
	if _, err := exec.LookPath(command[0]); err != nil && command[0][0] != '.' {
		return nil, 0, fmt.Errorf("%s: %w", command[0], errMissing)
	}
	ctx, stop := context.WithTimeout(context.Background(),
		time.Duration(4*w.caps.seconds)*time.Second)
	defer stop()
	limit := fmt.Sprintf(`ulimit -t %d; ulimit -v %d; exec "$@"`, w.caps.seconds,
		w.caps.megabytes<<10)
	c := exec.CommandContext(ctx, "sh", append([]string{"-c", limit, "sh"}, command...)...)
	c.Dir = w.dir
	c.WaitDelay = time.Second
	var told bytes.Buffer
	c.Stdout, c.Stderr = &told, &told
	failed := c.Run()
	if c.ProcessState == nil {
		return nil, 0, failed
	}
	switch ended := c.ProcessState.Sys().(syscall.WaitStatus); {
	case ctx.Err() != nil, ended.Signaled() && ended.Signal() == syscall.SIGKILL:
		return nil, 0, fmt.Errorf("over %d s: %w", w.caps.seconds, errCapped)
	case ended.Signaled(), saysOutOfMemory(told.Bytes()):
		return nil, 0, fmt.Errorf("over %d MB: %w", w.caps.megabytes, errCapped)
	}
	used := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return told.Bytes(), used.Seconds(), nil
}

// The limit on time ends a program by SIGKILL, since its soft and its hard limit are the same; a
// program that gets no more memory ends itself, by another signal or in words.

// saysOutOfMemory knows how programs say that they are given no more memory, where they are not
// ended by a signal.
func saysOutOfMemory(told []byte) bool {
	for _, words := range []string{"bad_alloc", "ut of memory", "memory allocation failed",
		"no more memory", "not enough memory"} {
		if bytes.Contains(told, []byte(words)) {
			return true
		}
	}
	return false
}

// runAll runs commands one after the other and gives what the last one wrote and the time of all.
func (w *workplace) runAll(commands [][]string) (out []byte, seconds float64, err error) {
	for _, command := range commands {
		var used float64
		if out, used, err = w.run(command); err != nil {
			return nil, 0, err
		}
		seconds += used
	}
	return out, seconds, nil
}
