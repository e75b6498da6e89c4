package ledger

import (
	"maps"
	"slices"

	"lockstep/internal/diag"
)

// target checks what an event corrects or retracts.
func (c *checker) target(e *Event) {
	id, at := e.target(), fieldRetracts
	if e.Corrects != "" {
		at = fieldCorrects
	}
	if id == "" || id == e.ID {
		return // nothing, or a fault of the event itself
	}
	target, found := c.byID[id]
	switch {
	case !found:
		c.refuse(e, at, "there is no event %s.%s", quoted(id), c.nearestEvent(id))
	case at == fieldCorrects && target.Kind == Retracted:
		c.refuse(e, at, "%s is a retraction: retract it instead, and what it took back stands "+
			"again", id)
	case target.Kind == Retracted: // whose subject may be left out
	case e.Subject != target.Subject && (at == fieldCorrects || e.Subject != ""):
		c.refuse(e, fieldSubject, "%s is about %s, so what %s it is too; to change the subject, "+
			"retract it and record another event", id, subjectName(target), verb(at))
	}
}

func verb(at field) string {
	if at == fieldCorrects {
		return "corrects"
	}
	return "retracts"
}

func subjectName(e *Event) string {
	if e.Subject == "" {
		return "the text"
	}
	return e.Subject
}

// mostSearched bounds how many ids a nearest one is looked for among.
const mostSearched = 10_000

func (c *checker) nearestEvent(id string) string {
	if len(c.byID) > mostSearched {
		return ""
	}
	return diag.DidYouMean(id, slices.Sorted(maps.Keys(c.byID)))
}

// circles refuses corrections and retractions that lead back to themselves.
func (c *checker) circles() {
	const onTheWay, done = 1, 2
	visited := map[string]int{}
	for id := range c.byID {
		var way []*Event
		for e := c.byID[id]; e != nil && visited[e.ID] == 0 && e.target() != e.ID; {
			visited[e.ID] = onTheWay
			way = append(way, e)
			e = c.byID[e.target()]
			if e != nil && visited[e.ID] == onTheWay {
				c.circle(way[slices.Index(way, e):])
			}
		}
		for _, e := range way {
			visited[e.ID] = done
		}
	}
}

// circle refuses every event of a circle.
func (c *checker) circle(round []*Event) {
	for _, e := range round {
		at := fieldRetracts
		if e.Corrects != "" {
			at = fieldCorrects
		}
		c.refuse(e, at, "it changes %s, which in the end changes it: of two events only one can "+
			"be the later", e.target())
	}
}
