package pages

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/status"
)

// An agreementBody is every commitment by article.
type agreementBody struct {
	Path     string
	Hidden   []pair
	Filters  []filter
	Groups   []articleGroup
	Shown    int
	All      int
	Excluded []named // commitments of branches that are not decided
}

// A filter is a choice in the form above the table.
type filter struct {
	Name, Label, Chosen string
	Choices             []pair // value and what is shown
}

type articleGroup struct {
	Title string
	Note  string
	Rows  []articleRow
}

type articleRow struct {
	dueRow
	Kind   string // behind the id, what it is besides an act that binds
	By, To string
	After  told
	If     told // provided
	Asked  told // the due day as the text has it, where it is not a plain day
	Found  []findingMark
}

type findingMark struct{ Check, Severity string }

func agreementPage(ask *Ask) (*View, error) {
	r := ask.Answers.Report()
	found := ask.foundByCommitment()
	body := &agreementBody{Path: ask.Path, Filters: ask.filters(r, found), All: len(r.Commitments),
		Hidden: ask.hidden("performer", "standing", "finding")}
	groups := map[string]*articleGroup{}
	for _, c := range inText(r.Commitments) {
		if !ask.chosen(c, found[c.ID]) {
			continue
		}
		title := groupTitle(c)
		if groups[title] == nil {
			groups[title] = &articleGroup{Title: title}
			body.Groups = append(body.Groups, articleGroup{Title: title})
		}
		groups[title].Rows = append(groups[title].Rows, ask.articleRow(c, found[c.ID]))
		body.Shown++
	}
	for i := range body.Groups {
		body.Groups[i] = *groups[body.Groups[i].Title]
		body.Groups[i].Note = groupNote(body.Groups[i].Rows)
	}
	body.Excluded = ask.notYet(r)
	finding, sub := ask.agreementFinding(r)
	return &View{Finding: finding, Sub: []string{sub}, Body: body}, nil
}

// inText are the commitments by instrument and article.
func inText(all []status.Commitment) []*status.Commitment {
	list := make([]*status.Commitment, len(all))
	for i := range all {
		list[i] = &all[i]
	}
	slices.SortStableFunc(list, func(x, y *status.Commitment) int {
		return cmp.Or(cmp.Compare(x.Instrument, y.Instrument),
			cmp.Compare(placeOf(x.Article), placeOf(y.Article)),
			status.CompareNumbered(x.Article, y.Article))
	})
	return list
}

// placeOf puts a preamble before the articles and what has no article behind them.
func placeOf(article string) int {
	switch {
	case article == "":
		return 2
	case strings.HasPrefix(strings.ToLower(article), "pre"):
		return 0
	}
	return 1
}

func groupTitle(c *status.Commitment) string {
	chapter := status.Chapter(c.Article)
	if chapter != "" && strings.ToUpper(chapter) == chapter {
		chapter = "Article " + chapter
	}
	switch {
	case c.Instrument != "" && chapter != "":
		return c.Instrument + ", " + chapter
	case c.Instrument+chapter != "":
		return c.Instrument + chapter
	}
	return "Without an article"
}

// groupNote counts the rows of a group by what matters.
func groupNote(rows []articleRow) string {
	n := map[string]int{}
	for i := range rows {
		n[strings.ToLower(rows[i].Standing.Word)]++
	}
	told := []string{count(len(rows), "commitment", "commitments")}
	for _, word := range []string{"done", "overdue", "breached", "in doubt"} {
		if n[word] > 0 {
			told = append(told, fmt.Sprintf("%d %s", n[word], word))
		}
	}
	return strings.Join(told, ", ")
}

func (ask *Ask) articleRow(c *status.Commitment, found []findingMark) articleRow {
	row := articleRow{dueRow: ask.dueRow(c, &span{from: 0, until: 1}),
		By: ask.partyNames(c.Performers), To: ask.partyNames(c.Receivers), Found: found}
	row.Clause = c.Article
	ref, _ := ask.Answers.Agreement.Lookup(c.ID)
	declared := &ask.Answers.Agreement.Commitments[ref.Index]
	row.Kind = kindOf(declared)
	row.After, row.If = ask.tellGuard(&declared.After), ask.tellGuard(&declared.Provided)
	if declared.Due != nil && declared.Due.Op != agreement.TimeDay {
		row.Asked = ask.tellTime(declared.Due)
	}
	return row
}

// kindOf says what sort of commitment it is, "" of a plain act that binds.
func kindOf(c *agreement.Commitment) string {
	var told []string
	if c.Kind != agreement.Once {
		told = append(told, agreement.CommitmentKindNames[c.Kind])
	}
	if c.Strength != agreement.Firm {
		told = append(told, strings.ReplaceAll(agreement.StrengthNames[c.Strength], "-", " "))
	}
	return strings.Join(told, " · ")
}

// foundByCommitment are the errors and warnings about each commitment, each kind once, the most
// serious first.
func (ask *Ask) foundByCommitment() map[string][]findingMark {
	found := map[string][]findingMark{}
	for _, f := range ask.Answers.Findings() {
		mark := findingMark{f.Check, f.Severity.String()}
		for _, id := range f.Subjects {
			same := func(m findingMark) bool { return m.Check == f.Check }
			if f.Severity != check.Info && !slices.ContainsFunc(found[id], same) {
				found[id] = append(found[id], mark)
			}
		}
	}
	return found
}

// chosen reports whether the filters let a commitment through.
func (ask *Ask) chosen(c *status.Commitment, found []findingMark) bool {
	performer, standing := ask.Query.Get("performer"), ask.Query.Get("standing")
	finding := ask.Query.Get("finding")
	return (performer == "" || slices.Contains(c.Performers, performer)) &&
		(standing == "" || c.Standing == standing) &&
		(finding == "" || slices.ContainsFunc(found,
			func(m findingMark) bool { return m.Check == finding }))
}

// filters are the choices that the commitments of a report leave.
func (ask *Ask) filters(r *status.Report, found map[string][]findingMark) []filter {
	performers, standings, findings := map[string]string{}, map[string]string{}, map[string]string{}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		for _, id := range c.Performers {
			performers[id] = ask.thing(id).Name
		}
		standings[c.Standing] = c.Standing
		for _, mark := range found[c.ID] {
			findings[mark.Check] = mark.Check
		}
	}
	return []filter{
		{"performer", "Performer", ask.Query.Get("performer"), choices(performers)},
		{"standing", "Standing", ask.Query.Get("standing"), choices(standings)},
		{"finding", "Finding", ask.Query.Get("finding"), choices(findings)},
	}
}

func choices(of map[string]string) []pair {
	all := []pair{{"", "all"}}
	for _, value := range slices.Sorted(maps.Keys(of)) {
		all = append(all, pair{value, of[value]})
	}
	return all
}

// hidden are the names and values of the address but for those given.
func (ask *Ask) hidden(but ...string) []pair {
	var kept []pair
	for _, name := range slices.Sorted(maps.Keys(ask.Query)) {
		if !slices.Contains(but, name) && ask.Query.Get(name) != "" {
			kept = append(kept, pair{name, ask.Query.Get(name)})
		}
	}
	return kept
}

// notYet are the commitments that do not exist, since the branch they are on is not taken.
func (ask *Ask) notYet(r *status.Report) []named {
	there := map[string]bool{}
	for i := range r.Commitments {
		there[r.Commitments[i].ID] = true
	}
	var missing []named
	for i := range ask.Answers.Agreement.Commitments {
		if c := &ask.Answers.Agreement.Commitments[i]; !there[c.ID] {
			missing = append(missing, ask.thing(c.ID))
		}
	}
	return missing
}

// agreementFinding says how many commitments there are, and what the text leaves open.
func (ask *Ask) agreementFinding(r *status.Report) (finding, sub string) {
	undated, unnamed := 0, 0
	instruments := map[string]bool{}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		instruments[c.Instrument] = true
		if c.Due == calendar.None && c.Kind == "once" {
			undated++
		}
		if c.Unverifiable != "" {
			unnamed++
		}
	}
	finding = count(len(r.Commitments), "commitment", "commitments")
	if n := len(instruments); n > 1 {
		finding += fmt.Sprintf(" in %d papers", n)
	}
	var open []string
	if unnamed == len(r.Commitments) && unnamed > 0 {
		open = append(open, "none names a verifier")
	} else if unnamed > 0 {
		open = append(open, fmt.Sprintf("%d name no verifier", unnamed))
	}
	if undated > 0 {
		open = append(open, fmt.Sprintf("%s no date", count(undated, "act has", "acts have")))
	}
	if len(open) > 0 {
		finding += "; " + sentence(open)
	}
	return finding, ask.byPerformer(r)
}

// byPerformer counts the commitments of each performer, the one with most first.
func (ask *Ask) byPerformer(r *status.Report) string {
	totals := slices.Clone(r.Totals.ByParty)
	slices.SortStableFunc(totals, func(x, y status.Total) int { return cmp.Compare(y.Count, x.Count) })
	var told []string
	for i, t := range totals {
		if i == 5 {
			told = append(told, fmt.Sprintf("%d others", len(totals)-5))
			break
		}
		name := "nobody named"
		if t.Name != "" {
			name = ask.thing(t.Name).Name
		}
		told = append(told, fmt.Sprintf("%s %d", name, t.Count))
	}
	shared := 0
	for i := range r.Commitments {
		if len(r.Commitments[i].Performers) > 1 {
			shared++
		}
	}
	line := "By performer: " + strings.Join(told, ", ")
	if shared > 0 {
		line += fmt.Sprintf("; %d shared", shared)
	}
	return line + ". Standing on " + prose(r.AsOf) + "."
}
