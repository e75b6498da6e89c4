package figures

import "lockstep/internal/agreement"

// A Lineage traces sources to the root that they repeat.
type Lineage struct {
	roots   map[string]string
	sources map[string]*agreement.Source
}

// NewLineage traces the sources of a. Sources that repeat one another in a circle have the first
// of them in the alphabet as their root.
func NewLineage(a *agreement.Agreement) *Lineage {
	l := &Lineage{roots: map[string]string{}, sources: map[string]*agreement.Source{}}
	for i := range a.Sources {
		l.sources[a.Sources[i].ID] = &a.Sources[i]
	}
	for i := range a.Sources {
		l.roots[a.Sources[i].ID] = l.trace(a.Sources[i].ID)
	}
	return l
}

// trace follows repeats to its end, or once round.
func (l *Lineage) trace(id string) string {
	seen := map[string]bool{}
	for !seen[id] {
		seen[id] = true
		source := l.sources[id]
		if source == nil || source.Repeats == "" {
			return id
		}
		id = source.Repeats
	}
	first := id
	for at := l.sources[id].Repeats; at != id; at = l.sources[at].Repeats {
		first = min(first, at)
	}
	return first
}

// Root is the source that the one called id repeats in the end: itself where it repeats none.
func (l *Lineage) Root(id string) string {
	if root, known := l.roots[id]; known {
		return root
	}
	return id
}

// Source is the source called id, nil where the agreement declares none.
func (l *Lineage) Source(id string) *agreement.Source { return l.sources[id] }
