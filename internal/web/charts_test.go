package web_test

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestChartsAsFiles(t *testing.T) {
	for _, dir := range examples(t) {
		d, handler := served(t, dir)
		names := []string{"strip", "timeline", "declared", "happened"}
		for i := range d.Now().Agreement.Levels {
			names = append(names, "level."+d.Now().Agreement.Levels[i].ID)
		}
		for _, name := range names {
			for _, cut := range []string{"", "?asof=1990-01-01&known=1990-01-01"} {
				svg := get(handler, "/charts/"+name+".svg"+cut)
				if svg.Code != http.StatusOK || !strings.Contains(svg.Body.String(), "As of") {
					t.Errorf("%s: %s.svg: %d, or without its citation", dir, name, svg.Code)
				}
				for _, wrong := range faults(strings.ReplaceAll(svg.Body.String(), "xmlns=", "data-x=")) {
					t.Errorf("%s: %s.svg: %s", dir, name, wrong)
				}
				table := get(handler, "/charts/"+name+".csv"+cut).Body.String()
				if _, err := csv.NewReader(strings.NewReader(table)).ReadAll(); err != nil {
					t.Errorf("%s: %s.csv: %v", dir, name, err)
				}
			}
		}
	}
}

func TestChartsAreKeptUnderTheirName(t *testing.T) {
	_, handler := served(t, doha)
	answer := get(handler, "/charts/level.us-troops.png?asof=2020-07-20&known=2020-07-31")
	if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != "image/png" {
		t.Fatalf("%d %s", answer.Code, answer.Header().Get("Content-Type"))
	}
	if _, err := png.Decode(bytes.NewReader(answer.Body.Bytes())); err != nil {
		t.Error(err)
	}
	how, with, err := mime.ParseMediaType(answer.Header().Get("Content-Disposition"))
	if err != nil || how != "attachment" ||
		with["filename"] != "doha-2020-level-us-troops-2020-07-20.png" {
		t.Errorf("kept as %s %v, %v", how, with, err)
	}
	for address, want := range map[string]int{
		"/charts/level.nothing.svg": http.StatusNotFound, "/charts/strip.exe": http.StatusNotFound,
		"/charts/strip": http.StatusNotFound, "/charts/strip.svg?asof=soon": http.StatusBadRequest,
	} {
		if got := get(handler, address).Code; got != want {
			t.Errorf("%s gives %d, want %d", address, got, want)
		}
	}
}

func TestEveryEventOfEveryExample(t *testing.T) {
	for _, dir := range examples(t) {
		d, handler := served(t, dir)
		for i := range d.Now().Events {
			if i%7 != 0 {
				continue
			}
			id := d.Now().Events[i].ID
			for _, cut := range []string{"", "&asof=1990-01-01&known=1990-01-01"} {
				answer := get(handler, "/evidence?event="+url.QueryEscape(id)+cut)
				if answer.Code != http.StatusOK {
					t.Fatalf("%s: %d", id, answer.Code)
				}
				for _, wrong := range faults(answer.Body.String()) {
					t.Errorf("%s: %s", id, wrong)
				}
				hidden := !strings.Contains(answer.Body.String(), "Not known by these days")
				if (cut == "") != hidden {
					t.Errorf("%s under %q: what was not known is told, or the reverse", id, cut)
				}
			}
		}
	}
	_, handler := served(t, doha)
	if got := get(handler, "/evidence?event=none").Code; got != http.StatusNotFound {
		t.Errorf("an unknown event gives %d", got)
	}
}

func TestEvidenceIsSearched(t *testing.T) {
	_, handler := served(t, doha)
	for query, want := range map[string]string{
		"q=prisoners+decree":               "4 of 125 events found",
		"q=PRISONERS+Decree":               "4 of 125 events found",
		"q=nobody+ever+wrote+so":           "0 of 125 events found",
		"kind=starts":                      "1 of 125 events found",
		"from=2021-08-30":                  "4 of 125 events found",
		"until=2015-12-31":                 "10 of 125 events found",
		"subject=us-troops&from=yesterday": "Write a day such as",
	} {
		page := get(handler, "/evidence?asof=2021-08-31&"+query).Body.String()
		if !strings.Contains(page, want) {
			_, title, _ := strings.Cut(page, "<h1>")
			title, _, _ = strings.Cut(title, "</h1>")
			t.Errorf("%s: %q, want %q", query, title, want)
		}
	}
}

func TestAQuoteIsShownInItsSource(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.hcl": `agreement "a" {
}
party "us" {
}
commitment "x" {
  by = us
}
source "s" {
  publisher = "The Paper"
  file      = "s.txt"
}
source "copy" {
  publisher = "The Copy"
  repeats   = "s"
}
`,
		"s.txt": "They said <much> before. The last aircraft left at midnight. Then it was quiet.\n",
		"evidence.jsonl": `{"id":"e1","at":"2020-01-02","kind":"begun","subject":"x","source":"s",` +
			`"quote":{"exact":"The last aircraft left at midnight."}}
{"id":"e2","at":"2020-01-03","known":"2020-01-09","kind":"done","subject":"x","source":"copy",` +
			`"corrects":"e1","note":"It was over"}
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, handler := served(t, dir)
	for address, parts := range map[string][]string{
		"/evidence?event=e1&asof=2020-01-05&known=2020-01-05": {
			"said &lt;much&gt; before. <mark>The last aircraft left at midnight.</mark> Then",
			"It stands as it was told", "The Paper"},
		"/evidence?event=e1&asof=2020-01-05&known=2020-01-10": {"does not count any more", "e2"},
		"/evidence?event=e2&asof=2020-01-05":                  {"It repeats", "The Paper", "e1"},
		"/sources?asof=2020-01-05":                            {">The Paper</a>", "2 days"},
	} {
		page := get(handler, address).Body.String()
		for _, part := range parts {
			if !strings.Contains(page, part) {
				t.Errorf("%s does not say %q", address, part)
			}
		}
	}
}
