package pages

import (
	"cmp"
	"fmt"
	"slices"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// An overviewBody is what the first page shows.
type overviewBody struct {
	Tally    []tallied
	Flow     []column
	Chart    span
	Due      []dueRow
	Undated  []dueRow
	More     int // rows that are left out
	MoreHref string
	Changed  *changes
	Found    findingList
	Levels   []levelRow
	Exposure []exposureRow
	Decided  decided
	RestsOn  []restsCount
}

// mostRows is how many commitments the first page lists, those that press most; the others are on
// their own page.
const mostRows = 80

func overview(ask *Ask) (*View, error) {
	x := ask.Answers
	r := x.Report()
	body := &overviewBody{
		Tally: ask.tally(r), Flow: ask.flow(r), Changed: ask.changed(), Found: ask.foundInText(),
		Levels: ask.levels(r), Exposure: ask.exposed(r), Decided: ask.decided(r),
		RestsOn: restsCounts(r), MoreHref: ask.link("/agreement"),
	}
	body.Chart = spanOf(r, x.Agreement.Signed)
	listed := mostPressing(pressing(r.Commitments), mostRows)
	body.More = len(r.Commitments) - len(listed)
	for _, c := range listed {
		if c.Due == calendar.None {
			body.Undated = append(body.Undated, ask.dueRow(c, &body.Chart))
		} else {
			body.Due = append(body.Due, ask.dueRow(c, &body.Chart))
		}
	}
	return &View{Finding: overviewFinding(r), Sub: overviewSub(r), Body: body}, nil
}

// pressing are the commitments by due day, those without one last.
func pressing(all []status.Commitment) []*status.Commitment {
	list := make([]*status.Commitment, len(all))
	for i := range all {
		list[i] = &all[i]
	}
	slices.SortStableFunc(list, func(x, y *status.Commitment) int {
		if (x.Due == calendar.None) != (y.Due == calendar.None) {
			return cmp.Compare(y.Due, x.Due) // None is the earliest of all
		}
		return cmp.Or(cmp.Compare(x.Due, y.Due), status.CompareNumbered(x.Article, y.Article))
	})
	return list
}

// mostPressing leaves, of more than so many commitments, those whose standing presses most, in the
// order that they had.
func mostPressing(all []*status.Commitment, most int) []*status.Commitment {
	if len(all) <= most {
		return all
	}
	rank := func(c *status.Commitment) int { return slices.Index(standingOrder, c.Standing) }
	byRank := slices.Clone(all)
	slices.SortStableFunc(byRank, func(x, y *status.Commitment) int {
		return cmp.Compare(rank(x), rank(y))
	})
	kept := map[*status.Commitment]bool{}
	for _, c := range byRank[:most] {
		kept[c] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *status.Commitment) bool { return !kept[c] })
}

// overviewFinding is how it stands in one sentence.
func overviewFinding(r *status.Report) string {
	n := r.Totals.All
	told := fmt.Sprintf("%d of %s done", n["done"], count(len(r.Commitments), "commitment",
		"commitments"))
	var wrong []string
	for _, word := range []string{"breached", "overdue", "in doubt", "suspended"} {
		if n[word] > 0 {
			wrong = append(wrong, fmt.Sprintf("%d %s", n[word], word))
		}
	}
	if len(wrong) > 0 {
		told += ", " + sentence(wrong)
	}
	if n["waiting"] > 0 {
		told += fmt.Sprintf("; %s, %s", count(n["waiting"], "waits", "wait"), forWhat(r))
	}
	return told
}

// forWhat says what most of the waiting commitments wait for in the end.
func forWhat(r *status.Report) string {
	holds := holders(r)
	if len(holds) == 0 {
		return "for a day that has not come"
	}
	waiting := r.Totals.All["waiting"]
	var same []string
	for _, h := range holds {
		if h.holds == holds[0].holds {
			same = append(same, h.id)
		}
	}
	if more := len(same) - 2; more > 1 {
		same = append(same[:2], fmt.Sprintf("%d other things", more))
	}
	switch most := holds[0].holds; {
	case waiting == 1:
		return "for " + sentence(same)
	case most == waiting:
		return "all of them for " + sentence(same)
	default:
		return fmt.Sprintf("%d of them for %s", most, sentence(same))
	}
}

func overviewSub(r *status.Report) []string {
	told := "Standing of every commitment on " + prose(r.AsOf)
	if r.KnownAt != calendar.None {
		told += ", as known at " + prose(r.KnownAt)
	} else {
		told += ", as known now"
	}
	told += ". "
	n := r.Totals.All
	switch {
	case n["breached"] > 0:
		told += "Breached is what the judge found; what is overdue is not."
	case n["overdue"] > 0 && n["in doubt"] > 0:
		told += "Overdue is not breached, and what is alleged has not been found."
	case n["overdue"] > 0:
		told += "Overdue is not breached: no violation has been found."
	case n["in doubt"] > 0:
		told += "In doubt: a violation is alleged, and nobody who may judge has found one."
	}
	return []string{told + " No share is given, for commitments differ in weight."}
}

// A tallied is the commitments of one standing.
type tallied struct {
	Standing standing
	Count    int
	Note     string
	Units    []named // none where there are too many to draw
}

// standingOrder is the order in which standings are told: what presses most first.
var standingOrder = []string{"breached", "overdue", "in doubt", "suspended", "underway", "open",
	"waiting", "unknown", "kept", "done", "void"}

// standingNotes say what a standing means.
var standingNotes = map[string]string{
	"breached": "found by the judge", "overdue": "past due, not breached",
	"in doubt": "a violation is alleged", "suspended": "its deadline stops",
	"underway": "begun, not done", "open": "may start", "waiting": "their turn has not come",
	"unknown": "in force, nobody has said", "kept": "in force, said to be kept",
	"done": "", "void": "ended or never came to be",
}

// mostUnits is how many shapes of one standing are drawn.
const mostUnits = 24

func (ask *Ask) tally(r *status.Report) []tallied {
	var all []tallied
	for _, word := range standingOrder {
		t := tallied{Standing: standingOf(word), Note: standingNotes[word]}
		late := 0
		for i := range r.Commitments {
			c := &r.Commitments[i]
			if c.Standing != word {
				continue
			}
			if t.Count++; t.Count <= mostUnits {
				t.Units = append(t.Units, named{c.ID, cmp.Or(c.Text, c.ID), ask.commitmentLink(c.ID)})
			}
			if c.LateDays != nil && *c.LateDays > 0 {
				late++
			}
		}
		if word == "done" && t.Count > 0 {
			t.Note = doneNote(t.Count, late)
		}
		if t.Count > mostUnits {
			t.Units = nil
		}
		if t.Count > 0 {
			all = append(all, t)
		}
	}
	return all
}

func doneNote(done, late int) string {
	switch {
	case late == 0:
		return "none of them late"
	case late == done:
		return "all of them late"
	}
	return fmt.Sprintf("%d of them late", late)
}

// A restsCount is how many commitments rest on something.
type restsCount struct {
	Rests rests
	Count int
}

func restsCounts(r *status.Report) []restsCount {
	var all []restsCount
	for _, word := range []string{"accepted", "verified", "reported", "claimed", "disputed",
		"no evidence"} {
		shape := word
		if word == "no evidence" {
			shape = "none"
		}
		n := 0
		for i := range r.Commitments {
			if r.Commitments[i].RestsOn == word {
				n++
			}
		}
		all = append(all, restsCount{rests{Word: word, Shape: shape}, n})
	}
	return all
}
