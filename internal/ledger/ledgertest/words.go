package ledgertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
)

// said are words of several scripts and habits, of which the exam makes notes.
var said = []string{"Türkiye", "turkiye", "TÜRK", "14,000", "14000", "140", "القوات", "کابل",
	"كابل", "الف", "阿富汗", "阿", "ไทย", "troops", "troop", "tr", "Straße", "five-bases", "don’t",
	"Ёлка", "को", "О'Нил", "x*", "NOT", "OR", "near(", "'; drop table word; --", `a\b`, "a:b",
	"\"quoted\"", "K", "ﬁnal", "U+0000"}

// looked is what is typed to find them, besides themselves.
var looked = append([]string{"", "*", "\"", `"five bases"`, `"five base"`, "five-b", `"don t"`,
	"türk", "1400", "nobody-says-this", "-troops", "troops -tr", "a & b | !c", "'a':*", "words:x",
	"^a", strings.Repeat("a", 500), strings.Repeat("a ", 500)}, said...)

// worded are n events with notes and quotes of these words.
func worded(from, n int) []ledger.Event {
	events := Made(from + n)[from:]
	for i := range events {
		k := from + i
		e := &events[i]
		e.Note = said[k%len(said)] + " " + said[k*7%len(said)] + "\n" + said[k*k%len(said)]
		if k%3 == 0 {
			e.Quote = &ledger.Quote{Exact: said[k*5%len(said)]}
		}
		if k%50 == 49 {
			e.Note = strings.Repeat(fmt.Sprintf("word%d ", k), 3000) + strings.Repeat("ж", 5000)
		}
	}
	return events
}

// concordances: what a store finds of words is what an index in memory finds, whatever is typed,
// as entries are added and after the kept words were damaged.
func concordances(t *testing.T, newPlace func(testing.TB) Place) {
	place := newPlace(t)
	s := opened(t, place)
	c, ok := s.(ledger.Concordance)
	if !ok {
		t.Fatal("the store keeps no words")
	}
	sameWords(t, s, c)
	put(t, s, worded(0, 120))
	sameWords(t, s, c)
	put(t, s, worded(120, 80))
	sameWords(t, s, opened(t, place).(ledger.Concordance))
	sameWords(t, s, c)
	for _, damage := range []string{"update word_reach set version = 0", "delete from word_reach",
		"update word_reach set seq = 150", "update word_reach set seq = 100000"} {
		place.Tamper(t, damage)
		sameWords(t, s, c)
	}
}

// sameWords compares what is found with what an index in memory finds.
func sameWords(t *testing.T, s ledger.Store, c ledger.Concordance) {
	t.Helper()
	events := all(t, s)
	index := concordance.NewIndex(len(events), func(i int) []string {
		return concordance.Lexemes(events[i].Texts()...)
	})
	for _, typed := range slices.Concat(looked, []string{"event", "made"}) {
		for _, term := range concordance.Read(typed) {
			for _, term := range []concordance.Term{term, term.Exactly()} {
				var want []int64
				for _, i := range index.Find(term) {
					want = append(want, int64(i)+1)
				}
				got := must(c.FindWords(t.Context(), term))(t)
				if !slices.Equal(want, got) {
					t.Fatalf("%q, as %v: found in %v, want %v", typed, term, got, want)
				}
			}
		}
	}
}
