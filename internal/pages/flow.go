package pages

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// A holder is something that keeps commitments waiting and waits for nothing itself.
type holder struct {
	id    string
	holds int // waiting commitments, directly or through others
}

// holders are what waiting commitments wait for in the end, those that hold most first.
func holders(r *status.Report) []holder {
	blocked := blockedBy(r)
	n := map[string]int{}
	for id := range blocked {
		for end := range endsOf(id, blocked) {
			n[end]++
		}
	}
	all := make([]holder, 0, len(n))
	for id, holds := range n {
		all = append(all, holder{id, holds})
	}
	slices.SortFunc(all, func(x, y holder) int {
		return cmp.Or(cmp.Compare(y.holds, x.holds), cmp.Compare(x.id, y.id))
	})
	return all
}

// blockedBy is what each waiting commitment waits for.
func blockedBy(r *status.Report) map[string][]string {
	blocked := map[string][]string{}
	for i := range r.Commitments {
		if c := &r.Commitments[i]; c.Standing == "waiting" && len(c.BlockedBy) > 0 {
			blocked[c.ID] = c.BlockedBy
		}
	}
	return blocked
}

// endsOf are the things at the ends of the waits that begin at id.
func endsOf(id string, blocked map[string][]string) map[string]bool {
	ends, seen := map[string]bool{}, map[string]bool{}
	var walk func(string)
	walk = func(id string) {
		if seen[id] {
			return
		}
		seen[id] = true
		for _, by := range blocked[id] {
			if len(blocked[by]) == 0 {
				ends[by] = true
			}
			walk(by)
		}
	}
	walk(id)
	return ends
}

// A column is what comes at one point of the order of waits.
type column struct {
	Head  string
	Items []flowItem
	More  int
}

// A flowItem is something that waits or is waited for.
type flowItem struct {
	named
	Standing *standing
	Note     string // at the end of the line: its day, or what it is
	Late     bool
	Done     string // how much of it is done, in words
	Share    string // of it that is done, as a number from 0 to 100, "" where it is not known
	Sources  []sourceKey
	For      []string // the commitments that wait for it
}

// mostItems is how many things of a column are shown.
const mostItems = 7

// flow is the waits of the day from left to right: what must come first, what then, and the rest.
func (ask *Ask) flow(r *status.Report) []column {
	blocked := blockedBy(r)
	depth := map[string]int{}
	for _, id := range slices.Sorted(maps.Keys(blocked)) {
		depthOf(id, blocked, depth, nil)
	}
	rows := map[string]*status.Commitment{}
	for i := range r.Commitments {
		rows[r.Commitments[i].ID] = &r.Commitments[i]
	}
	columns := []column{{Head: "Waited for"}, {Head: "then"}, {Head: "and then"}}
	for _, id := range orderOf(depth, rows) {
		c := &columns[min(depth[id], 2)]
		if len(c.Items) == mostItems {
			c.More++
			continue
		}
		c.Items = append(c.Items, ask.flowItem(id, rows[id]))
	}
	return slices.DeleteFunc(columns, func(c column) bool { return len(c.Items) == 0 })
}

// orderOf sorts the things of a flow by day, those without one last.
func orderOf(depth map[string]int, rows map[string]*status.Commitment) []string {
	dayOf := func(id string) int64 {
		if c := rows[id]; c != nil && c.Due != calendar.None {
			return int64(c.Due)
		}
		if rows[id] != nil {
			return int64(calendar.Last)
		}
		return int64(calendar.Last) + 1
	}
	ids := slices.Collect(maps.Keys(depth))
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(cmp.Compare(dayOf(x), dayOf(y)), cmp.Compare(x, y))
	})
	return ids
}

// depthOf is how many waits lie behind a thing at most; those in a circle count once.
func depthOf(id string, blocked map[string][]string, depth map[string]int, path []string) int {
	if d, known := depth[id]; known {
		return d
	}
	if slices.Contains(path, id) {
		return 0
	}
	d := 0
	for _, by := range blocked[id] {
		d = max(d, 1+depthOf(by, blocked, depth, append(path, id)))
	}
	depth[id] = d
	return d
}

func (ask *Ask) flowItem(id string, c *status.Commitment) flowItem {
	item := flowItem{named: ask.thing(id)}
	if c == nil {
		item.Note = ask.otherNote(id)
		return item
	}
	at := standingOf(c.Standing)
	item.Standing = &at
	item.Note, item.Late = dueNote(c)
	item.Done = inPart(c)
	if c.Partly != nil {
		item.Sources = ask.keysOf([]string{c.Partly.Event})
		item.Share = ask.shareDone(c)
	}
	return item
}

// shareDone is how much of its target is done of a commitment that moves a level from nothing to
// a figure, in per cent; "" where that cannot be said.
func (ask *Ask) shareDone(c *status.Commitment) string {
	ref, found := ask.Answers.Agreement.Lookup(c.ID)
	if !found || c.Partly.Value == nil {
		return ""
	}
	changes := ask.Answers.Agreement.Commitments[ref.Index].Changes
	if len(changes) != 1 || changes[0].Number <= 0 {
		return ""
	}
	from := ask.Answers.Agreement.Levels[changes[0].Level.Index].Baseline
	if from == nil || *from != 0 {
		return ""
	}
	share := 100 * c.Partly.Value.Best / changes[0].Number
	return strings.TrimSuffix(fmt.Sprintf("%.1f", min(share, 100)), ".0")
}

// otherNote says how something other than a commitment stands.
func (ask *Ask) otherNote(id string) string {
	r := ask.Answers.Report()
	for i := range r.Conditions {
		if c := &r.Conditions[i]; c.ID == id {
			if len(c.Judges) == 0 {
				return "condition, " + c.Standing + ", no judge named"
			}
			return "condition, " + c.Standing
		}
	}
	for i := range r.Decisions {
		if r.Decisions[i].ID == id {
			return "decision, " + map[bool]string{true: "not taken",
				false: r.Decisions[i].Standing}[r.Decisions[i].Standing == "open"]
		}
	}
	for i := range r.Clocks {
		if r.Clocks[i].ID == id {
			return "clock, not started"
		}
	}
	return ""
}

// dueNote says when a commitment is due, seen from the day.
func dueNote(c *status.Commitment) (note string, late bool) {
	switch {
	case c.DuePutOff:
		return "put off, no new day", false
	case c.Due == calendar.None:
		return "no date", false
	case c.DueInDays == nil:
		return "due " + prose(c.Due), false
	case *c.DueInDays < 0:
		return count(-*c.DueInDays, "day", "days") + " past due", true
	case *c.DueInDays == 0:
		return "due today", false
	}
	return "in " + count(*c.DueInDays, "day", "days"), false
}
