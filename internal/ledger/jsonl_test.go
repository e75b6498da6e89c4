package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/calendar"
)

func day(text string) calendar.Day {
	d, err := calendar.ParseDay(text, nil)
	if err != nil {
		panic(err)
	}
	return d
}

// one reads a single line that must be taken.
func one(t *testing.T, line string) Event {
	t.Helper()
	events, refused, err := ReadJSONL(strings.NewReader(line))
	if err != nil || len(refused) > 0 || len(events) != 1 {
		t.Fatalf("%s: %d events, refused %v, error %v", line, len(events), refused, err)
	}
	return events[0]
}

func TestReadExamples(t *testing.T) {
	got := one(t, `{"id":"doha-0042","at":"2020-07-13","known":"2020-07-14","kind":"measured",`+
		`"subject":"us-troops","value":{"best":8600},"unit":"people","basis":"in country",`+
		`"source":"oversight-2020-q3"}`)
	want := Event{ID: "doha-0042", At: day("2020-07-13"), Known: day("2020-07-14"), Kind: Measured,
		Subject: "us-troops", Value: &Value{8600, 8600, 8600}, Unit: "people", Basis: "in country",
		Source: "oversight-2020-q3", Credibility: 6, Line: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = one(t, `{"id":"q","at":"2020-07","kind":"done","subject":"five-bases","actor":"us",`+
		`"source":"s","quote":{"exact":"left \"five\" bases\n","prefix":"They ","suffix":"."},`+
		`"speaker":"A spokesman","mode":"told","credibility":2,"rests-on":"claimed",`+
		`"value":{"low":4,"best":5,"high":6.5},"assessor":"jc","note":"Übergabe","corrects":"p"}`)
	want = Event{ID: "q", At: day("2020-07-01"), Known: day("2020-07-01"), Precision: ByMonth,
		Kind: Done, Subject: "five-bases", Actor: "us", Source: "s",
		Quote: &Quote{"left \"five\" bases\n", "They ", "."}, Speaker: "A spokesman", Mode: Told,
		Credibility: 2, RestsOn: Claimed, Value: &Value{4, 5, 6.5}, Assessor: "jc",
		Note: "Übergabe", Corrects: "p", Line: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPrecision(t *testing.T) {
	for written, want := range map[string]Event{
		`"at":"2020-07-13"`:                       {At: day("2020-07-13")},
		`"at":"2020-07-13","precision":"day"`:     {At: day("2020-07-13")},
		`"at":"2020-07-13","precision":"month"`:   {At: day("2020-07-01"), Precision: ByMonth},
		`"at":"2020-07","precision":"month"`:      {At: day("2020-07-01"), Precision: ByMonth},
		`"at":"2020-07"`:                          {At: day("2020-07-01"), Precision: ByMonth},
		`"at":"2020","known":"2020-02-01"`:        {At: day("2020-01-01"), Precision: ByYear},
		`"at":"2020-07-13","precision":"year"`:    {At: day("2020-01-01"), Precision: ByYear},
		`"precision" : "year" ,  "at": "2020-07"`: {At: day("2020-01-01"), Precision: ByYear},
	} {
		got := one(t, `{"id":"a","kind":"done","subject":"s",`+written+"}")
		if got.At != want.At || got.Precision != want.Precision {
			t.Errorf("%s: %v %v", written, got.At, got.Precision)
		}
	}
}

// TestRefusals: what is wrong with a line, and the refusal that it gets.
func TestRefusals(t *testing.T) {
	const good = `"id":"a","at":"2020-07-13","kind":"done","subject":"s"`
	for line, want := range map[string]string{
		`not json`:                                                  "line 1: it is not JSON: ",
		"\xff\xfe{\x00}\x00":                                        "line 1: the text is in UTF-16",
		"PK\x03\x04xxxx":                                            "line 1: this is a workbook",
		`[1]`:                                                       "line 1: an event is an object",
		"{\"id\":\"\xff\"}":                                         "line 1: it is not UTF-8",
		`{` + good + `} {}`:                                         "it is not JSON",
		`{` + good + `,"subjct":"s"}`:                               `line 1: a: subjct: the format has no such field. Did you mean "subject"?`,
		`{` + good + `,"zzzzzz":1}`:                                 "the format has no such field. It has id, at,",
		`{` + good + `,"Note":"s"}`:                                 `Did you mean "note"?`,
		`{` + good + `,"note":"s","note":"s"}`:                      "line 1: a: note: it stands there twice",
		`{` + good + `,"note":7}`:                                   "note: it is a text in quotation marks",
		`{` + good + `,"note":null}`:                                "note: it is a text in quotation marks",
		`{` + good + `,"value":8600}`:                               `value: it is an object, such as {"best": 8600}`,
		`{` + good + `,"value":{"best":"8600"}}`:                    "value.best: it is a number",
		`{` + good + `,"value":{"bests":1}}`:                        `value.bests: the format has no such field. Did you mean "best"?`,
		`{` + good + `,"value":{"low":1,"high":2}}`:                 "value.best: a range needs its best estimate",
		`{` + good + `,"value":{"low":3,"best":2}}`:                 "value.best: low, best and high are not in this order: 3, 2, 2",
		`{` + good + `,"value":{"best":1e999}}`:                     `value.best: "1e999" is not a number`,
		`{` + good + `,"value":{"best":1},"value":{}}`:              "value: it stands there twice",
		`{` + good + `,"quote":"x"}`:                                `quote: it is an object, such as {"exact": "…"}`,
		`{` + good + `,"quote":{"exact":"x"}}`:                      "source: a quote needs the source",
		`{` + good + `,"quote":{"prefix":"x"}}`:                     "quote.exact: a quote needs its exact words",
		`{` + good + `,"credibility":0}`:                            `credibility: "0" is not one of 1 to 6`,
		`{` + good + `,"credibility":7}`:                            "credibility: it runs from 1",
		`{` + good + `,"credibility":2.5}`:                          "credibility: \"2.5\" is not one of 1 to 6",
		`{` + good + `,"mode":"red"}`:                               `mode: there is no "red" here. Did you mean "read"?`,
		`{` + good + `,"rests-on":"disputed"}`:                      "rests-on: there is no \"disputed\" here. It is one of claimed, reported, verified or accepted.",
		`{` + good + `,"recorded":"2020-07-14"}`:                    "recorded: only a ledger says",
		`{` + good + `,"corrects":"b","retracts":"c"}`:              "retracts: an event corrects or retracts another one, not both",
		`{` + good + `,"corrects":"a"}`:                             "corrects: an event cannot correct itself",
		`{` + good + `,"retracts":"b"}`:                             "kind: the kind of a retraction is retracted, not done",
		`{` + good + `,"known":"2020-07-13T10:00Z"}`:                `known: "2020-07-13T10:00Z" is not a day`,
		`{` + good + `,"known":"2020-02-30"}`:                       "known: 2020-02-30 is not a day: February 2020 has 29 days",
		`{` + good + `,"note":"\u0007"}`:                            "note: it is not plain text",
		`{"at":"2020-07-13","kind":"done"}`:                         "id: an event needs an id",
		`{"id":"a b","at":"2020-07-13","kind":"done"}`:              "id: an id has no blanks",
		`{"id":"a","kind":"done"}`:                                  "at: an event needs the day",
		`{"id":"a","at":"20201","kind":"done"}`:                     `at: "20201" is not a`,
		`{"id":"a","at":"abcd","kind":"done"}`:                      `at: "abcd" is not a month such as 2020-07 nor a year`,
		`{"id":"a","at":"2020-07","precision":"day","kind":"done"}`: "at: 2020-07 is a month, and precision says day",
		`{"id":"a","at":"2020-07-13"}`:                              "kind: an event needs a kind",
		`{"id":"a","at":"2020-07-13","kind":"donne"}`:               `kind: there is no "donne" here. Did you mean "done"?`,
		`{"id":"a","at":"2020-07-13","kind":"retracted"}`:           "retracts: a retraction needs the id",
		`{"id":"a","at":"2020-07-13","kind":"measured"}`:            "value.best: what is measured is a figure",
		strings.Repeat(" ", longestLine+1) + `{}`:                   "line 1: the line is longer than 1048576 bytes",
	} {
		events, refused, err := ReadJSONL(strings.NewReader(line))
		if err != nil || len(events) != 0 || len(refused) != 1 {
			t.Errorf("%.200s: %d events, refused %v, error %v", line, len(events), refused, err)
			continue
		}
		if got := refused[0].String(); !strings.Contains(got, want) {
			t.Errorf("%.200s:\ngot  %s\nwant %s", line, got, want)
		}
	}
}

// TestGoesOn: a line that is refused does not stop the rest, and every fault of it is told.
func TestGoesOn(t *testing.T) {
	const good = `{"id":"%s","at":"2020-07-13","kind":"done","subject":"s"}`
	text := "\ufeff" + fmt.Sprintf(good, "a") + "\r\n\n" + `{"id":"x","kind":"doen","mode":"sawn"}` +
		"\n" + strings.Repeat("x", longestLine+10) + "\nnull\n" + fmt.Sprintf(good, "b")
	events, refused, err := ReadJSONL(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(events); got != "a b" || events[1].Line != 6 {
		t.Errorf("took %q, the last from line %d", got, events[1].Line)
	}
	var told []string
	for _, r := range refused {
		told = append(told, fmt.Sprint(r.Line, " ", r.Event, " ", r.Field))
	}
	want := []string{"3 x kind", "3 x mode", "3 x at", "4  ", "5  "}
	if !slices.Equal(told, want) {
		t.Errorf("refused %q, want %q", told, want)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	_, refused, err := ReadJSONL(strings.NewReader(strings.Repeat("x\n", 3*mostRefused)))
	if n := len(refused); err != nil || n > mostRefused+2 || refused[n-1].Reason != tooMuch {
		t.Errorf("%d refusals, error %v", n, err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestReadingFails(t *testing.T) {
	_, _, err := ReadJSONL(io.MultiReader(strings.NewReader("\n"), brokenReader{}))
	if err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("error %v", err)
	}
}

func TestWriteJSONL(t *testing.T) {
	const text = `{"id":"a","at":"2020-07","precision":"month","kind":"measured","subject":"s",` +
		`"value":{"low":7.5,"best":8600}}` + "\n" + `{"id":"b","at":"2020-07-13","kind":"done","subject":"<s>"}` + "\n"
	events, refused, err := ReadJSONL(strings.NewReader(text))
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	var out strings.Builder
	if err := WriteJSONL(&out, slices.Values(events)); err != nil {
		t.Fatal(err)
	}
	if out.String() != text {
		t.Errorf("got %s", out.String())
	}
}

// FuzzReadJSONL: no input makes reading panic, and what is taken is written and read back.
func FuzzReadJSONL(f *testing.F) {
	f.Add([]byte(`{"id":"a","at":"2020-07-13","kind":"done","value":{"best":1}}`))
	f.Add([]byte("{\"quote\" : {} , \"x\":[{\"a\\\"]\":1}, true]}\n\xef\xbb\xbf"))
	f.Fuzz(func(t *testing.T, text []byte) {
		events, _, err := ReadJSONL(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		for i := range events {
			events[i].Line = 1
			again, refused, _ := ReadJSONL(bytes.NewReader(AppendJSON(nil, &events[i])))
			if len(refused) > 0 || cmp.Diff(events[i:i+1], again) != "" {
				t.Fatalf("%+v read back as %+v, %v", events[i], again, refused)
			}
		}
	})
}

// TestHalfCharacters: what UTF-16 writes as two units is taken as two escapes and not as one.
func TestHalfCharacters(t *testing.T) {
	for note, good := range map[string]bool{
		`\ud83d\ude00`: true, `\uD83D\uDE00!`: true, `é\u00e9\\ud83d`: true, `\ufffd`: true,
		`\ud83d`: false, `\ude00`: false, `\ud83d \ude00`: false, `\ud83d\ud83d\ude00`: false,
		`\ude00\ud83d`: false, `\ud83d\n`: false,
	} {
		line := `{"id":"a","at":"2020","kind":"done","note":"` + note + `"}`
		_, refused, err := ReadJSONL(strings.NewReader(line))
		if err != nil || (len(refused) == 0) != good {
			t.Errorf("%s: %v, %v", note, refused, err)
		}
	}
}
