package temporal

// A worklist is a queue of moments in which each stands once at most.
type worklist struct {
	waiting []bool // by moment
	ring    []int32
	head    int
	length  int
}

// push puts m at the end unless it is waiting already.
func (w *worklist) push(m int32) {
	if w.waiting[m] {
		return
	}
	w.waiting[m] = true
	if w.length == len(w.ring) {
		w.grow()
	}
	w.ring[(w.head+w.length)%len(w.ring)] = m
	w.length++
}

func (w *worklist) grow() {
	larger := make([]int32, max(64, 2*len(w.ring)))
	n := copy(larger, w.ring[w.head:])
	copy(larger[n:], w.ring[:w.head])
	w.ring, w.head = larger, 0
}

// pop takes the first one off.
func (w *worklist) pop() (m int32, ok bool) {
	if w.length == 0 {
		return 0, false
	}
	m = w.ring[w.head]
	w.head = (w.head + 1) % len(w.ring)
	w.length--
	w.waiting[m] = false
	return m, true
}
