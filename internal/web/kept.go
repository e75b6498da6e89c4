package web

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"

	"lockstep/internal/desk"
)

// A keeper keeps answers of one edition of the project, each made once, however many ask at the
// same time, and compressed once. What a key does not tell apart must be the same to the byte.
// When there is another edition, or when they come to more bytes than they may, the ones that
// nobody has asked for longest give way.
type keeper struct {
	mu      sync.Mutex
	turn    uint64 // of the edition, which is the same for all who see parts of it
	entries map[any]*list.Element
	order   list.List // of *keptEntry, the one asked for last in front
	size    int       // bytes

	most   int           // bytes
	making chan struct{} // as many at a time as there are processors
}

// mostKept is how many bytes of answers are kept.
const mostKept = 128 << 20

func newKeeper(most int) *keeper {
	return &keeper{entries: map[any]*list.Element{}, most: most,
		making: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// A made answer is what is sent, compressed, with a mark of its content.
type made struct {
	code    int
	kind    string // Content-Type
	zipped  []byte
	tag     string
	missing error // there is no such thing; the rest is empty
}

type keptEntry struct {
	key  any
	made func() *made
	size int
}

// roomOf is what an entry takes besides its text, about.
const roomOf = 1 << 10

// get gives the answer of a key, made by work where it is not there.
func (k *keeper) get(of *desk.Edition, key any, work func() *made) *made {
	entry := k.entry(of, key, func() *made {
		k.making <- struct{}{}
		defer func() { <-k.making }()
		return work()
	})
	given := entry.made()
	k.grew(entry, len(given.zipped)+roomOf)
	return given
}

// entry is that of a key, a new one where there is none.
func (k *keeper) entry(of *desk.Edition, key any, work func() *made) *keptEntry {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.turn != of.Turn {
		if of.Turn < k.turn {
			return &keptEntry{made: work} // it was asked for before the newest edition came
		}
		k.turn, k.size = of.Turn, 0
		clear(k.entries)
		k.order.Init()
	}
	if at := k.entries[key]; at != nil {
		k.order.MoveToFront(at)
		return at.Value.(*keptEntry)
	}
	entry := &keptEntry{key: key, made: sync.OnceValue(work)}
	k.entries[key] = k.order.PushFront(entry)
	return entry
}

// grew counts an entry that has been made, and lets others go for it.
func (k *keeper) grew(entry *keptEntry, size int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := k.entries[entry.key]
	if entry.size != 0 || at == nil || at.Value.(*keptEntry) != entry {
		return
	}
	entry.size = size
	k.size += size
	for k.size > k.most && k.order.Len() > 1 {
		oldest := k.order.Back()
		gone := oldest.Value.(*keptEntry)
		k.order.Remove(oldest)
		delete(k.entries, gone.key)
		k.size -= gone.size
	}
}

// madeOf compresses what is to be sent.
func madeOf(code int, kind string, text []byte) *made {
	var out bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&out)
	_, _ = z.Write(text) // into memory
	_ = z.Close()
	sum := sha256.Sum256(text)
	return &made{code: code, kind: kind, zipped: bytes.Clone(out.Bytes()),
		tag: `W/"` + hex.EncodeToString(sum[:12]) + `"`}
}

// send answers with what was made, or says that the browser has it already. A browser may keep it
// and must ask whether it is still so.
func (m *made) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", m.kind)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if m.code == http.StatusOK {
		h.Set("ETag", m.tag)
		if strings.Contains(r.Header.Get("If-None-Match"), m.tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if readsGzip(r) {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(m.code)
		_, _ = w.Write(m.zipped) // the reader has gone; there is nobody to tell
		return
	}
	w.WriteHeader(m.code)
	if z, err := gzip.NewReader(bytes.NewReader(m.zipped)); err == nil {
		_, _ = io.Copy(w, z) // as above
	}
}
