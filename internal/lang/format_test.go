package lang

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"pgregory.net/rapid"
)

// whole lays a file out as HCL does, all of it at once, until nothing changes any more.
func whole(source []byte) []byte {
	return append(bytes.Trim(settled(source), " \t\r\n"), '\n')
}

// TestFormatIsThatOfHCL: laid out block by block, the examples are what HCL makes of them as
// whole files, as they are and with their layout lost.
func TestFormatIsThatOfHCL(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.hcl")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	indented := regexp.MustCompile(`(?m)^ +([a-z-]+) += `)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range [][]byte{source, indented.ReplaceAll(source, []byte("$1= "))} {
			laidOut, problems := Format(file, text)
			if len(problems) > 0 {
				t.Fatal(problems[0])
			}
			if diff := cmp.Diff(string(whole(text)), string(laidOut)); diff != "" {
				t.Errorf("%s (- HCL, whole; + ours, block by block):\n%s", file, diff)
			}
		}
	}
}

// drawFile is a file of several batches at most, with comments anywhere, laid out at random.
func drawFile(t *rapid.T) string {
	var b strings.Builder
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	comments := 0
	comment := func() string {
		comments++
		number := fmt.Sprint("c", comments)
		return strings.ReplaceAll(pick("comment", "", "", "# N\n", "// N\n", "/* N\n */\n"), "N", number)
	}
	value := func() string {
		return pick("value", "1", `"é  x"`, "[a,b ]", "[\n a,\n  b, # in\n]", "<<EOT\n  as is\n EOT",
			"{ a=1,\n b = 2 }", "a&&(b||!c)", "-5", `approval+"4mo"`)
	}
	for i := range rapid.SampledFrom([]int{0, 1, 2, 3, 5, batch, batch + 1}).Draw(t, "blocks") {
		b.WriteString(comment())
		fmt.Fprintf(&b, "%scommitment %q%s{ %s\n", pick("indent", "", "  ", "\t"),
			fmt.Sprint("c", i), pick("space", "", " ", "  "), pick("tail", "", "# tail"))
		for _, name := range []string{"by", "text", "provided"}[:rapid.IntRange(0, 3).Draw(t, "n")] {
			fmt.Fprintf(&b, "%s%s%s=%s%s\n%s", pick("indent", "", "  ", "\t\t"), name,
				pick("space", "", " ", "   "), pick("space", "", " "), value(), comment())
		}
		b.WriteString("}\n" + pick("between", "", "\n", "\n\n\n"))
	}
	return b.String() + comment()
}

var drawnComment = regexp.MustCompile(`(#|//|/\*) c\d+|# tail|# in`)

// TestFormatBlockByBlock: whatever is written, it is laid out as HCL does with whole files; doing
// it twice is doing it once; and no comment is lost or moved past another.
func TestFormatBlockByBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := drawFile(t)
		once, problems := Format("a.hcl", []byte(source))
		if len(problems) > 0 {
			t.Fatalf("%v\n%s", problems[0], source)
		}
		if want := whole([]byte(source)); len(once) > 0 && !bytes.Equal(want, once) {
			t.Fatalf("%s\n(- HCL, whole; + ours):\n%s", source, cmp.Diff(string(want), string(once)))
		}
		if twice, _ := Format("a.hcl", once); !bytes.Equal(once, twice) {
			t.Fatalf("twice is not once:\n%s", cmp.Diff(string(once), string(twice)))
		}
		before := drawnComment.FindAllString(source, -1)
		if after := drawnComment.FindAllString(string(once), -1); !slices.Equal(before, after) {
			t.Fatalf("comments:\n%s", cmp.Diff(before, after))
		}
	})
}

// TestFormatOfLargeFiles: a file of many batches comes out as one of a single one would, with
// what is wrong in any of them told.
func TestFormatOfLargeFiles(t *testing.T) {
	source := bytes.ReplaceAll(largeSource(5*batch), []byte("  "), []byte("      "))
	got, problems := Format("a.hcl", source)
	if want := hclwrite.Format(source); len(problems) > 0 || !bytes.Equal(got, want) {
		t.Errorf("not as a whole file: %v\n%s", problems, cmp.Diff(string(want), string(got)))
	}
	broken := append(bytes.Clone(source), "party \"x\" {\n  name = = 1\n}\n"...)
	broken = append([]byte("party \"y\" {\n  name = [\n}\n"), broken...)
	got, problems = Format("a.hcl", broken)
	if len(problems) != 2 || !bytes.Equal(got, broken) {
		t.Errorf("%d problems told, want 2 and the file as it was: %v", len(problems), problems)
	}
}

// BenchmarkFormat: the time of one commitment does not depend on how many there are.
func BenchmarkFormat(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			source := largeSource(n)
			b.SetBytes(int64(len(source)))
			for b.Loop() {
				if _, problems := Format("a.hcl", source); len(problems) > 0 {
					b.Fatal(problems[0])
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "commitments/s")
		})
	}
}
