package chart

import (
	"bytes"
	"encoding/csv"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"lockstep/internal/calendar"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

var samples = []struct {
	name  string
	chart Chart
}{
	{"levels", troops()}, {"course", giving()}, {"timeline", days()}, {"strip", cutStrip()},
}

func TestGolden(t *testing.T) {
	for _, s := range samples {
		for name, got := range map[string][]byte{
			s.name + "-page.svg": []byte(SVG(s.chart, Page)),
			s.name + "-tel.svg":  []byte(SVG(s.chart, Telephone)),
			s.name + "-file.svg": File(s.chart),
			s.name + ".csv":      CSV(s.chart),
		} {
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; mend with: go test ./internal/chart -update", file)
			}
		}
	}
}

func TestChartsAreSound(t *testing.T) {
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) { sound(t, s.chart) })
	}
}

func TestInsideAPageOnlyClassesSayHowItLooks(t *testing.T) {
	for _, s := range samples {
		for _, w := range []Width{Page, Telephone} {
			svg := SVG(s.chart, w)
			if m := regexp.MustCompile(`(style|fill|stroke|font-size)="|<style`).FindString(svg); m != "" {
				t.Errorf("%s has %s", s.name, m)
			}
			sheet := Style()
			for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
				for _, class := range strings.Fields(m[1]) {
					if class != "wide" && class != "narrow" && !strings.Contains(sheet, "."+class) {
						t.Errorf("%s: class %s is not in the sheet", s.name, class)
					}
				}
			}
		}
	}
}

func TestEveryChartHasANameAndACitation(t *testing.T) {
	for _, s := range samples {
		if svg := SVG(s.chart, Page); !strings.Contains(svg, `role="img" aria-label="`) {
			t.Errorf("%s has no name", s.name)
		}
		file := string(File(s.chart))
		for _, want := range []string{"<title id=\"title\">", "<desc id=\"desc\">",
			"Withdrawal framework. As of 31 Aug 2021, known at 31 Aug 2021. Ledger checkpoint n3P0"} {
			if !strings.Contains(file, want) {
				t.Errorf("%s has no %q", s.name, want)
			}
		}
	}
}

func TestPNG(t *testing.T) {
	for _, s := range samples {
		data, err := PNG(s.chart)
		if err != nil {
			t.Fatal(err)
		}
		again, err := PNG(s.chart)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s differs from itself", s.name)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Dx() != 1760 {
			t.Errorf("%s is %v", s.name, img.Bounds())
		}
		colours := map[[3]uint32]bool{}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				r, g, b, _ := img.At(x, y).RGBA()
				colours[[3]uint32{r, g, b}] = true
			}
		}
		for _, token := range []token{paper, ink, ink3, rule} {
			c := colourOf(token)
			r, g, b, _ := c.RGBA()
			if !colours[[3]uint32{r, g, b}] {
				t.Errorf("%s has no %s", s.name, tokens[token].name)
			}
		}
	}
}

func TestLettersThatTheRasterLacksAreShownAsLacking(t *testing.T) {
	for in, want := range map[string]string{
		"Taliban (طالبان)": "Taliban (□□□□□□)", "Ελλάς, Київ, Łódź": "Ελλάς, Київ, Łódź",
		"می\u200cروم": "□□□□□", "−3–5 …": "−3–5 …", "北京": "□□",
	} {
		if got := spelled(in); got != want {
			t.Errorf("%q is spelled %q, want %q", in, got, want)
		}
	}
	if !framed(giving(), 880).lacks() || framed(troops(), 880).lacks() {
		t.Error("the note on lacking letters stands where it should not, or does not where it should")
	}
}

func TestCSVComputesNothing(t *testing.T) {
	c := giving()
	c.Project = "=HYPERLINK(0)"
	c.Sides[0].Name = "+cmd"
	c.Steps[0].Name = "@x"
	c.Steps[1].Name = "-1"
	c.Steps[2].Name = "\t=1"
	rows, err := csv.NewReader(strings.NewReader(
		strings.TrimPrefix(string(CSV(c)), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isNumber(cell) {
				t.Errorf("column %d: %q would be computed", i, cell)
			}
		}
	}
	if rows[1][1] != "'@x" || rows[2][1] != "'-1" || rows[1][3] != "-1" {
		t.Errorf("%q, %q", rows[1], rows[2])
	}
}

func TestNothingRecordedIsSaid(t *testing.T) {
	for _, c := range []struct {
		chart Chart
		want  string
	}{
		{&Levels{Cut: calendar.None}, "No figure and no bound is recorded."},
		{&Levels{Cut: 0, Bounds: []Bound{{Ceiling, 0, 5, ""}}},
			"measured, announced, authorised: none recorded"},
		{&Course{}, "None recorded: no act changes it."},
		{&Timeline{}, "No day is set and none recorded."},
	} {
		if svg := SVG(c.chart, Page); !strings.Contains(svg, c.want) {
			t.Errorf("%T does not say %q:\n%s", c.chart, c.want, svg)
		}
		sound(t, c.chart)
	}
}

func TestDaysOver(t *testing.T) {
	l := troops()
	if days, limit := l.DaysOver(); days != 123 || limit != 0 {
		t.Errorf("%d days above %v, want 123 above 0", days, limit)
	}
	l.Cut = day(2021, 4, 29)
	if days, _ := l.DaysOver(); days != 0 {
		t.Errorf("%d days before the ceiling falls", days)
	}
	l.Cut = day(2021, 5, 2)
	if days, _ := l.DaysOver(); days != 3 {
		t.Errorf("%d days on the third day", days)
	}
	l.Series[0].Figures = append(l.Series[0].Figures, figure(day(2021, 4, 29), 0, 0, 0))
	if days, _ := l.DaysOver(); days != 0 {
		t.Errorf("%d days above where one source says none are left", days)
	}
}

func TestConflictsStandSideBySide(t *testing.T) {
	l := &Levels{Cut: day(2020, 6, 1), Series: []Series{{Measured, "", []Figure{
		figure(day(2020, 1, 1), 100, 100, 100), figure(day(2020, 3, 1), 40, 40, 40),
		figure(day(2020, 3, 1), 60, 60, 60)}}}}
	svg := SVG(l, Page)
	if strings.Contains(svg, ">50<") {
		t.Error("an average was drawn")
	}
	if !strings.Contains(svg, ">40<") || !strings.Contains(svg, ">60<") {
		t.Errorf("both figures must be written:\n%s", svg)
	}
	if n := strings.Count(svg, `class="held"`); n != 2 {
		t.Errorf("%d values hold, want 2", n)
	}
}

func TestSidesDifferWithoutColour(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range sideKinds {
		seen[dashed(looks[k].dashes)] = true
	}
	if len(seen) != len(sideKinds) {
		t.Error("two sides have the same stroke")
	}
	kinds := map[string]bool{}
	for _, k := range []kind{ceiling, measured, announced, authorised, held} {
		kinds[dashed(looks[k].dashes)+" "+plainNumber(looks[k].width)] = true
	}
	if len(kinds) != 5 {
		t.Error("two kinds of line of a level have the same stroke")
	}
}

func TestTold(t *testing.T) {
	for got, want := range map[string]string{
		Told(day(2020, 7, 13)):                               "13 Jul 2020",
		Told(calendar.None):                                  "no date",
		ToldSpan(day(2020, 2, 1), day(2020, 2, 29)):          "Feb 2020",
		ToldSpan(day(2020, 1, 1), day(2020, 12, 31)):         "2020",
		ToldSpan(day(2020, 1, 1), day(2020, 1, 1)):           "1 Jan 2020",
		ToldSpan(day(2020, 1, 2), day(2020, 1, 31)):          "2 Jan 2020–31 Jan 2020",
		Number(1234567.5):                                    "1,234,567.5",
		Number(-12):                                          "−12",
		Number(0.0000001):                                    "0",
		Column{Kind: Figures}.Shown("8600"):                  "8,600",
		Column{Kind: Days}.Shown("2020-07-13"):               "13 Jul 2020",
		Column{Kind: Days}.Shown(""):                         "",
		(Citation{AsOf: 0, KnownAt: calendar.None}).String(): "As of 1 Jan 1970, with all that is known.",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
