package status

import (
	"cmp"
	"slices"
	"strings"
)

// totals counts the commitments of a report by standing.
func (s *sitting) totals(commitments []Commitment) Totals {
	t := Totals{All: map[string]int{}}
	articles, chapters := count{}, count{}
	instruments, parties := count{}, count{}
	for i := range commitments {
		c := &commitments[i]
		t.All[c.Standing]++
		articles.add(c.Article, c.Standing)
		chapters.add(Chapter(c.Article), c.Standing)
		instruments.add(c.Instrument, c.Standing)
		for _, party := range c.Performers {
			parties.add(party, c.Standing)
		}
		if len(c.Performers) == 0 {
			parties.add("", c.Standing)
		}
	}
	t.ByArticle, t.ByChapter = articles.sorted(), chapters.sorted()
	t.ByInstrument, t.ByParty = instruments.sorted(), parties.sorted()
	return t
}

// Chapter is the first part of an article's number: "I" of "I.A.1", "12" of "12(3)".
func Chapter(article string) string {
	if end := strings.IndexAny(article, ".( -"); end > 0 {
		return article[:end]
	}
	return article
}

// A count counts by name and standing.
type count map[string]map[string]int

func (t count) add(name, standing string) {
	if t[name] == nil {
		t[name] = map[string]int{}
	}
	t[name][standing]++
}

// sorted are the totals by name, what has none last.
func (t count) sorted() []Total {
	totals := make([]Total, 0, len(t))
	for name, counts := range t {
		total := Total{Name: name, Counts: counts}
		for _, n := range counts {
			total.Count += n
		}
		totals = append(totals, total)
	}
	slices.SortFunc(totals, func(x, y Total) int {
		if (x.Name == "") != (y.Name == "") {
			return strings.Compare(y.Name, x.Name)
		}
		return CompareNumbered(x.Name, y.Name)
	})
	return totals
}

// CompareNumbered orders names as words in a dictionary, but numbers in them by their size, so
// that article I.A.10 comes after I.A.2.
func CompareNumbered(x, y string) int {
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		m, n := digits(x[i:]), digits(y[j:])
		if m == 0 || n == 0 {
			if x[i] != y[j] {
				return cmp.Compare(x[i], y[j])
			}
			i, j = i+1, j+1
			continue
		}
		a, b := strings.TrimLeft(x[i:i+m], "0"), strings.TrimLeft(y[j:j+n], "0")
		if c := cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)); c != 0 {
			return c
		}
		i, j = i+m, j+n
	}
	return cmp.Or(cmp.Compare(len(x)-i, len(y)-j), cmp.Compare(x, y))
}

// digits counts the digits at the start of s.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
