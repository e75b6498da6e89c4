package ledger

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
)

// withdrawal is a small agreement: one of each kind of thing that events are about.
func withdrawal() *agreement.Agreement {
	return &agreement.Agreement{
		ID:          "withdrawal",
		Parties:     []agreement.Party{{ID: "taliban"}, {ID: "us"}},
		Clocks:      []agreement.Clock{{ID: "approval"}},
		Commitments: []agreement.Commitment{{ID: "five-bases"}, {ID: "no-safe-haven"}},
		Conditions:  []agreement.Condition{{ID: "calm"}},
		Decisions:   []agreement.Decision{{ID: "reduce"}},
		Levels:      []agreement.Level{{ID: "us-troops", Unit: "people"}},
		Issues:      []agreement.Issue{{ID: "ceasefire"}},
		Sources: []agreement.Source{
			{ID: "absent", File: "absent.txt"}, {ID: "outside", File: "../secret.txt"},
			{ID: "report", File: "texts/report.txt"}, {ID: "scan", File: "scan.pdf"}, {ID: "talk"},
		},
	}
}

const reportText = "They left five bases.\nFour bases were\nhanded over. aaa They left quietly."

func storedTexts(t testing.TB) SourceTexts {
	texts, err := ReadSourceTexts(fstest.MapFS{
		"texts/report.txt": {Data: []byte("\ufeff" + reportText)},
		"scan.pdf":         {Data: []byte("%PDF-1.7\x00\xff")},
	}, withdrawal())
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// refusals is what Check says of lines, which are read first.
func refusals(t *testing.T, lines string) string {
	t.Helper()
	events, refused, err := ReadJSONL(strings.NewReader(lines))
	if err != nil || len(refused) > 0 {
		t.Fatal(lines, refused, err)
	}
	var told []string
	for _, r := range Check(withdrawal(), events, storedTexts(t)) {
		told = append(told, r.String())
	}
	return strings.Join(told, "\n")
}

func TestCheckRefuses(t *testing.T) {
	for rest, want := range map[string]string{
		`"kind":"done","subject":"five-base"`:                                                                  `subject: no commitment is called "five-base". Did you mean "five-bases"?`,
		`"kind":"done"`:                                                                                        "subject: done is said of a commitment: it needs the id of one",
		`"kind":"done","subject":"us-troops"`:                                                                  "subject: us-troops is a level, and done is said of a commitment; of a level one says measured, announced or authorised",
		`"kind":"agreed","subject":"us"`:                                                                       "subject: us is a party, and agreed is said of an issue",
		`"kind":"starts","subject":"calm"`:                                                                     "of a condition one says holds or lapses",
		`"kind":"amended","subject":"five-bases"`:                                                              "what is amended is the agreement itself, withdrawal",
		`"kind":"done","subject":"five-bases","actor":"u"`:                                                     `actor: no party is called "u".`,
		`"kind":"done","subject":"five-bases","actor":"talban"`:                                                `actor: no party is called "talban". Did you mean "taliban"?`,
		`"kind":"done","subject":"five-bases","actor":"calm"`:                                                  "actor: calm is a condition, and only a party acts",
		`"kind":"done","subject":"five-bases","handling":"commission+talban"`:                                  `handling: no party is called "talban". Did you mean "taliban"?`,
		`"kind":"done","subject":"five-bases","handling":"commission+calm"`:                                    "handling: calm is a condition, and only a party has delegates",
		`"kind":"agreed-by","subject":"reduce"`:                                                                "actor: agreed-by needs the party by which it was done",
		`"kind":"done","subject":"five-bases","source":"repot"`:                                                `source: no source is called "repot". Did you mean "report"?`,
		`"kind":"measured","subject":"us-troops","unit":"tanks","value":{"best":1}`:                            `unit: us-troops is counted in "people", not in "tanks"`,
		`"kind":"done","subject":"five-bases","corrects":"e2"`:                                                 `corrects: there is no event "e2". Did you mean "e1"?`,
		`"kind":"retracted","retracts":"nobody"`:                                                               `retracts: there is no event "nobody".`,
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"six bases"}`:                 "quote.exact: source report does not say this, letter for letter",
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"They left"}`:                 "source report says this more than once: add the words",
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"aa"}`:                        "source report says this more than once",
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"They left","suffix":" ten"}`: "not between this prefix and suffix",
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"were handed over"}`:          "with other blanks or line breaks",
		`"kind":"done","subject":"five-bases","source":"talk","quote":{"exact":"x"}`:                           "the quote cannot be verified: source talk has no stored text",
		`"kind":"done","subject":"five-bases","source":"absent","quote":{"exact":"x"}`:                         "of source absent, there is no file absent.txt",
		`"kind":"done","subject":"five-bases","source":"scan","quote":{"exact":"x"}`:                           "of source scan, its file scan.pdf is not plain text",
		`"kind":"done","subject":"five-bases","source":"outside","quote":{"exact":"x"}`:                        "of source outside, its file ../secret.txt lies outside",
	} {
		got := refusals(t, `{"id":"e1","at":"2020-07-13",`+rest+"}")
		if !strings.Contains(got, want) || strings.Contains(got, "\n") ||
			!strings.HasPrefix(got, "line 1: e1: ") {
			t.Errorf("%s:\ngot  %s\nwant %s", rest, got, want)
		}
	}
}

func TestCheckTakes(t *testing.T) {
	for _, rest := range []string{
		`"kind":"done","subject":"five-bases","actor":"us","source":"talk","locator":"page 3"`,
		`"kind":"measured","subject":"us-troops","value":{"best":1}`,
		`"kind":"measured","subject":"us-troops","value":{"best":1},"unit":"people"`,
		`"kind":"holds","subject":"calm"`, `"kind":"starts","subject":"approval"`,
		`"kind":"agreed-by","subject":"reduce","actor":"us"`, `"kind":"opened","subject":"ceasefire"`,
		`"kind":"done","subject":"five-bases","handling":"commission+us+taliban"`,
		`"kind":"amended"`, `"kind":"amended","subject":"withdrawal"`,
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"five bases"}`,
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"They left","suffix":" five"}`,
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"left","prefix":"aaa They "}`,
		`"kind":"done","subject":"five-bases","source":"report","quote":{"exact":"were\nhanded"}`,
	} {
		if got := refusals(t, `{"id":"e1","at":"2020-07-13",`+rest+"}"); got != "" {
			t.Errorf("%s: %s", rest, got)
		}
	}
}

func TestCheckChanges(t *testing.T) {
	line := func(id, rest string) string {
		return `{"id":"` + id + `","at":"2020-07-13",` + rest + "}\n"
	}
	const done, retracted = `"kind":"done","subject":"five-bases"`, `"kind":"retracted","retracts":`
	for _, c := range []struct{ name, lines, want string }{
		{"correction", line("a", done) + line("b", done+`,"corrects":"a"`), ""},
		{"before it", line("b", done+`,"corrects":"a"`) + line("a", done), ""},
		{"retraction", line("a", done) + line("b", retracted+`"a"`), ""},
		{"with subject", line("a", done) + line("b", retracted+`"a","subject":"five-bases"`), ""},
		{"of a retraction", line("a", done) + line("b", retracted+`"a"`) + line("c", retracted+`"b"`), ""},
		{"another subject", line("a", done) + line("b", `"kind":"done","subject":"no-safe-haven","corrects":"a"`),
			"line 2: b: subject: a is about five-bases, so what corrects it is too; to change the " +
				"subject, retract it and record another event"},
		{"retraction of another subject", line("a", done) + line("b", retracted+`"a","subject":"calm"`),
			"line 2: b: subject: a is about five-bases, so what retracts it is too; to change the " +
				"subject, retract it and record another event"},
		{"correction of a retraction", line("a", done) + line("b", retracted+`"a"`) +
			line("c", done+`,"corrects":"b"`), "line 3: c: corrects: b is a retraction: retract it " +
			"instead, and what it took back stands again"},
		{"twice", line("a", done) + line("a", `"kind":"begun","subject":"five-bases"`),
			"line 2: a: id: the event of line 1 has this id already; every event needs its own"},
		{"circle", line("a", done+`,"corrects":"b"`) + line("b", done+`,"corrects":"a"`) +
			line("c", done+`,"corrects":"a"`),
			"line 1: a: corrects: it changes b, which in the end changes it: of two events only one " +
				"can be the later\nline 2: b: corrects: it changes a, which in the end changes it: of " +
				"two events only one can be the later"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, refusals(t, c.lines)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOrderChangesNoRefusal: however events are shuffled, the same are refused.
func TestOrderChangesNoRefusal(t *testing.T) {
	a, texts := withdrawal(), storedTexts(t)
	rapid.Check(t, func(t *rapid.T) {
		events := drawStory(t)
		for i := range events {
			events[i].Line = int32(i + 1)
			events[i].Subject = rapid.SampledFrom([]string{"five-bases", "x"}).Draw(t, "subject")
			events[i].ID = rapid.SampledFrom([]string{events[i].ID, "a"}).Draw(t, "id")
		}
		shuffled := rapid.Permutation(events).Draw(t, "shuffled")
		if diff := cmp.Diff(Check(a, events, texts), Check(a, shuffled, texts)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestReadChecked: what is wrong with a line and what is wrong with it beside the agreement is
// told together, and nothing twice.
func TestReadChecked(t *testing.T) {
	const lines = `{"id":"a","at":"2020-02-30","kind":"donne","subject":"five-base","actor":"you"}
{"id":"b","at":"2020-07","kind":"retracted","retracts":"a"}
not an event
{"id":"c","at":"2020-07","kind":"done","subject":"five-base","source":"report","quote":{}}
`
	_, refused, err := ReadChecked(strings.NewReader(lines), StreamJSONL, withdrawal(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, r := range refused {
		told = append(told, r.Event+" "+r.Field)
	}
	want := []string{"a actor", "a at", "a kind", " ", "c subject"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}
