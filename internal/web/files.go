package web

import (
	"crypto/rand"
	"sync"
	"time"

	"lockstep/internal/desk"
)

// How many files that were sent are kept, of how many people, and for how long. A second file of
// one person takes the place of the first.
const (
	mostFiles = 4
	fileTime  = time.Hour
)

// A waiting is a file that somebody has sent and not yet decided on.
type waiting struct {
	token, owner string
	sent         *desk.Sent
	until        time.Time
}

// files are the files that wait, the oldest first. They lie in memory: nothing of a file that was
// not taken stays.
type files struct {
	mu  sync.Mutex
	all []waiting
}

// keep keeps a file and gives the token under which its owner, and nobody else, finds it again.
func (f *files) keep(sent *desk.Sent, owner string, now time.Time) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(func(w *waiting) bool { return w.owner == owner || now.After(w.until) })
	if len(f.all) == mostFiles {
		f.all = append(f.all[:0:0], f.all[1:]...)
	}
	token := rand.Text()
	f.all = append(f.all, waiting{token, owner, sent, now.Add(fileTime)})
	return token
}

// get is the file under a token, nil where there is none of that owner any more.
func (f *files) get(token, owner string, now time.Time) *desk.Sent {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(func(w *waiting) bool { return now.After(w.until) })
	for i := range f.all {
		if f.all[i].token == token && f.all[i].owner == owner {
			return f.all[i].sent
		}
	}
	return nil
}

// forget lets a file go.
func (f *files) forget(token string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(func(w *waiting) bool { return w.token == token })
}

// drop lets go of files, and of the memory they take.
func (f *files) drop(gone func(*waiting) bool) {
	var left []waiting
	for i := range f.all {
		if !gone(&f.all[i]) {
			left = append(left, f.all[i])
		}
	}
	f.all = left
}
