package drive

import (
	"strings"
	"sync"
)

// A tail is the last lines that a process said.
type tail struct {
	mu    sync.Mutex
	lines []string
}

// mostTold is how many lines are remembered.
const mostTold = 40

func (t *tail) add(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lines = append(t.lines, line); len(t.lines) > mostTold {
		t.lines = t.lines[1:]
	}
}

// String is the lines.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}
