package closure

// A heap gives out nodes by rank, and those of equal rank by number.
type heap struct {
	rank  []int64
	nodes []int32
}

func (h *heap) before(i, j int) bool {
	v, w := h.nodes[i], h.nodes[j]
	if h.rank[v] != h.rank[w] {
		return h.rank[v] < h.rank[w]
	}
	return v < w
}

func (h *heap) swap(i, j int) { h.nodes[i], h.nodes[j] = h.nodes[j], h.nodes[i] }

func (h *heap) push(v int32) {
	h.nodes = append(h.nodes, v)
	for i := len(h.nodes) - 1; i > 0 && h.before(i, (i-1)/2); i = (i - 1) / 2 {
		h.swap(i, (i-1)/2)
	}
}

// pop takes the node of the lowest rank; there must be one.
func (h *heap) pop() int32 {
	last := len(h.nodes) - 1
	h.swap(0, last)
	v := h.nodes[last]
	h.nodes = h.nodes[:last]
	for i := 0; ; {
		least := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < last && h.before(child, least) {
				least = child
			}
		}
		if least == i {
			return v
		}
		h.swap(i, least)
		i = least
	}
}
