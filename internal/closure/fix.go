package closure

// fix settles the nodes about which the bound leaves no doubt, if a set heavier than least is
// wanted, and returns how many. Without a node, and so without all that need it, the bound falls
// by the positive excess of these; with it, and so with all that it needs, by what these lack.
func (b *bounded) fix(f *fall, least int64) int {
	room := b.grains - (least+1)*grain
	w := walk{cut: b.cut, room: room, met: make([]int32, len(b.id))}
	count := 0
	for v := range int32(len(b.id)) {
		switch {
		case b.must[v]:
			f.settle(v, taken)
		case w.exceeds(v, 1):
			f.settle(v, taken)
			count++
		case w.exceeds(v, 0):
			f.settle(v, left)
			count++
		}
	}
	return count
}

// farthest is how many nodes are looked at to settle one.
const farthest = 500

// A walk adds up excess along needs, one way or the other, until it exceeds the room.
type walk struct {
	cut   *cut
	room  int64
	met   []int32
	stamp int32
	queue []int32
}

// exceeds walks from v to what needs it (way 1), adding up what is too much, or to what it needs
// (way 0), adding up what is lacking.
func (w *walk) exceeds(v int32, way int32) bool {
	w.stamp++
	w.met[v] = w.stamp
	w.queue = append(w.queue[:0], v)
	sum := int64(0)
	for i := 0; i < len(w.queue) && i < farthest; i++ {
		at := w.queue[i]
		if way == 1 {
			sum += max(0, w.cut.excess[at])
		} else {
			sum += max(0, -w.cut.excess[at])
		}
		if sum > w.room {
			return true
		}
		w.follow(at, way)
	}
	return false
}

// count is how many nodes a walk from v meets.
func (w *walk) count(v int32, way int32) int {
	w.stamp++
	w.met[v] = w.stamp
	w.queue = append(w.queue[:0], v)
	for i := 0; i < len(w.queue); i++ {
		w.follow(w.queue[i], way)
	}
	return len(w.queue)
}

func (w *walk) follow(at, way int32) {
	ends := w.cut.ends.of(at)
	w.cut.work += int64(len(ends))
	for _, end := range ends {
		if end&1 != way {
			continue
		}
		other := w.cut.head[end>>1]
		if way == 1 {
			other = w.cut.tail[end>>1]
		}
		if w.met[other] != w.stamp {
			w.met[other] = w.stamp
			w.queue = append(w.queue, other)
		}
	}
}
