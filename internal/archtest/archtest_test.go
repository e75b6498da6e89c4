package archtest

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const plan = `# A small house

## Layers

| layer | what it does |
|---|---|
| Upper | looks |
| Lower | holds |

## Rooms

| room | layer | what it holds | ours | third party |
|---|---|---|---|---|
| ` + "`cmd/look`" + ` | Upper | the program | everything | |
| ` + "`window`" + ` | Upper | a view | ` + "`stone`" + ` | ` + "`example.org/glass`" + ` |
| ` + "`window/*`" + ` | Upper | a shutter each | ` + "`window`" + ` | |
| ` + "`stone`" + ` | Lower | a wall | std only | |

## What tests may import besides

| room | ours | third party |
|---|---|---|
| ` + "`stone`" + ` | ` + "`window`" + ` | ` + "`example.org/chisel/v2`" + ` |

## Third-party modules

| module | why |
|---|---|
| ` + "`example.org/glass`" + ` | one can see through it |
| ` + "`example.org/chisel/v2`" + ` | it finds cracks |

## Long functions

| function | why |
|---|---|

## Which room

| change | room |
|---|---|
| a bigger view | ` + "`window`" + ` |
`

const goMod = `module house // ours

go 1.26

require example.org/glass v1.0.0

require (
	example.org/chisel/v2 v2.1.0
	example.org/deep v0.1.0 // indirect
)
`

// house is a small module without a complaint.
func house() fstest.MapFS {
	m := fstest.MapFS{}
	put(m, "ARCHITECTURE.md", plan)
	put(m, "go.mod", goMod)
	put(m, "cmd/look/main.go", "// Command look looks.\npackage main\n\nimport _ \"house/internal/window\"\n")
	put(m, "internal/window/window.go", "// Package window looks out.\npackage window\n\n"+
		"import (\n\t_ \"example.org/glass/pane\"\n\t_ \"fmt\"\n\t_ \"house/internal/stone\"\n)\n")
	put(m, glossary, "# Words\n")
	put(m, "internal/window/oak/oak.go",
		"// Package oak shuts.\npackage oak\n\nimport _ \"house/internal/window\"\n")
	put(m, "internal/stone/stone.go", "// Package stone holds.\npackage stone\n\n// A Wall stands.\ntype Wall int\n")
	put(m, "internal/stone/stone_test.go", "package stone_test\n\n"+
		"import (\n\t_ \"example.org/chisel/v2\"\n\t_ \"house/internal/stone\"\n\t_ \"house/internal/window\"\n)\n")
	put(m, "tools/go.mod", "module house/tools\n")
	put(m, "tools/tools.go", "package nobody\n\nimport _ \"example.org/any\"\n")
	put(m, "internal/stone/testdata/x.go", "not Go at all")
	return m
}

func put(m fstest.MapFS, name, text string) { m[name] = &fstest.MapFile{Data: []byte(text)} }

// swap replaces old, which must be there, in a file.
func swap(t *testing.T, m fstest.MapFS, name, old, with string) {
	t.Helper()
	text := string(m[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	put(m, name, strings.Replace(text, old, with, 1))
}

func told(t *testing.T, m fs.FS) string {
	t.Helper()
	complaints, err := House(m)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, c := range complaints {
		fmt.Fprintln(&all, c)
	}
	return all.String()
}

func TestSoundHouse(t *testing.T) {
	if got := told(t, house()); got != "" {
		t.Errorf("a sound house was complained of:\n%s", got)
	}
}

// A damage is something wrong with the house, and what must be said of it.
type damage struct {
	name, file, old, with string
	want                  string
}

func TestImportDamages(t *testing.T) {
	stone, window, upper := "internal/stone/stone.go", "internal/window/window.go",
		"| `window` | Upper | a view | `stone` | `example.org/glass` |"
	for _, d := range []damage{
		{"upwards", stone, "package stone\n", "package stone\n\nimport _ \"house/internal/window\"\n",
			"internal/stone/stone.go: stone may not import window"},
		{"third party outside its room", stone, "package stone\n",
			"package stone\n\nimport _ \"example.org/glass\"\n", "stone may not import example.org/glass"},
		{"test module in code", stone, "package stone\n",
			"package stone\n\nimport _ \"example.org/chisel/v2\"\n", "stone may not import example.org/chisel"},
		{"module of a like name", window, "glass/pane", "glasses",
			"example.org/glasses is of no module"},
		{"package without a row", document, "| `stone` | Lower | a wall | std only | |\n", "",
			"internal/stone: the package has no row"},
		{"row without a package", document, upper, upper + "\n| `door` | Upper | a way | | |",
			"door has a row and no package"},
		{"row above allowed", document, "| a wall | std only | |", "| a wall | `window` | |",
			"it may import window, which lies in a layer above"},
		{"room left over", document, "| a shutter each | `window` | |",
			"| a shutter each | `window`, `stone` | |", "window/* may import stone and does not"},
		{"module left over", document, "| a wall | std only | |",
			"| a wall | std only | `example.org/glass` |", "stone may import example.org/glass and does not"},
		{"test room left over", document, "| `stone` | `window` | `example.org/chisel/v2` |",
			"| `stone` | `window`, `window/*` | `example.org/chisel/v2` |",
			"tests of stone may import window/* and do not"},
		{"module without a reason", document, "one can see through it", "", "example.org/glass has no reason"},
		{"module without a row", document, "| `example.org/glass` | one can see through it |\n", "",
			"example.org/glass is required and"},
		{"module not required", "go.mod", "require example.org/glass v1.0.0\n", "",
			"go.mod does not require it directly"},
		{"unknown layer", document, "| `window` | Upper", "| `window` | Attic",
			"its layer Attic is none of the layers"},
		{"change sent astray", document, "| a bigger view | `window` |", "| a bigger view | `door` |",
			"sends people to door"},
		{"tests of nobody", document, "| `stone` | `window` | `example", "| `door` | `window` | `example",
			"tests of door have a row"},
	} {
		t.Run(d.name, d.run)
	}
}

func (d damage) run(t *testing.T) {
	m := house()
	swap(t, m, d.file, d.old, d.with)
	got := told(t, m)
	if !strings.Contains(got, d.want) {
		t.Errorf("wanted %q, got:\n%s", d.want, got)
	}
	if strings.Count(got, "\n\tto do: ") != strings.Count(got, "\n")/2 {
		t.Errorf("a complaint does not say what to do:\n%s", got)
	}
}

func TestReadingDamages(t *testing.T) {
	stone := "internal/stone/stone.go"
	long := "\n\nfunc dig(n int) {\n" + strings.Repeat("\tn++\n\tn--\n", 30) + "}\n"
	for _, d := range []damage{
		{"no package doc", stone, "// Package stone holds.\n", "", "internal/stone: it has no package doc"},
		{"no doc comment", stone, "// A Wall stands.\n", "", "Wall has no doc comment"},
		{"comment on another name", stone, "// A Wall stands.", "// A wall stands.",
			"Wall has no doc comment"},
		{"long line", stone, "holds.", "holds" + strings.Repeat("-", 90), "more than 100"},
		{"long file", stone, "type Wall int", "type Wall int" + strings.Repeat("\n", 500), "lines, more than 500"},
		{"long function", stone, "type Wall int", "type Wall int" + long,
			"stone.dig has 62 lines, more than 60"},
		{"long method", stone, "type Wall int", "type Wall int" +
			strings.Replace(long, "func dig", "func (w *Wall) dig", 1), "stone.Wall.dig has 62 lines"},
		{"excuse left over", document, "| function | why |\n|---|---|\n",
			"| function | why |\n|---|---|\n| `stone.dig` | it is deep |\n", "stone.dig is listed as long and is not"},
	} {
		t.Run(d.name, d.run)
	}
}

func TestFindingNotExplained(t *testing.T) {
	m := house()
	put(m, "internal/check/crack/check.go", "// Package crack warns.\npackage crack\n")
	swap(t, m, document, "| `stone` | Lower",
		"| `check/crack` | Lower | a danger | | |\n| `stone` | Lower")
	if got := told(t, m); !strings.Contains(got, "it does not explain crack") {
		t.Errorf("got:\n%s", got)
	}
	put(m, glossary, "- **crack**: a danger\n")
	if got := told(t, m); got != "" {
		t.Errorf("got:\n%s", got)
	}
}

func TestNamesThatSayNothing(t *testing.T) {
	m := house()
	put(m, "internal/stone/util/util.go", "// Package util helps.\npackage util\n")
	if got := told(t, m); !strings.Contains(got, "the name util says nothing") {
		t.Errorf("got:\n%s", got)
	}
}

// TestFlatFunctions: a table and a switch may be long, a loop in one may not.
func TestFlatFunctions(t *testing.T) {
	cases := strings.Repeat("\tcase 1:\n\t\treturn 2\n", 40)
	for name, flat := range map[string]bool{
		"switch n {\n" + cases + "\t}\n\treturn 0\n":                               true,
		"return len([]int{\n" + strings.Repeat("\t1,\n", 70) + "})\n":              false,
		"xs := []int{\n" + strings.Repeat("\t1,\n", 70) + "}\n\treturn len(xs)\n":  true,
		"switch n {\n" + cases + "\tdefault:\n\t\tfor {\n\t\t}\n\t}\n\treturn 0\n": false,
		"n++\n\tswitch n {\n" + cases + "\t}\n\treturn 0\n":                        false,
	} {
		m := house()
		swap(t, m, "internal/stone/stone.go", "type Wall int",
			"type Wall int\n\nfunc dig(n int) int {\n\t"+name+"}")
		if got := told(t, m); strings.Contains(got, "stone.dig has") == flat {
			t.Errorf("flat should be %v:\n%s\n%s", flat, name[:20], got)
		}
	}
}

func TestExcusedFunction(t *testing.T) {
	m := house()
	swap(t, m, "internal/stone/stone.go", "type Wall int",
		"type Wall int\n\nfunc dig(n int) {\n"+strings.Repeat("\tn++\n", 70)+"}\n")
	swap(t, m, document, "| function | why |\n|---|---|\n",
		"| function | why |\n|---|---|\n| `stone.dig` | it is deep |\n")
	if got := told(t, m); got != "" {
		t.Errorf("got:\n%s", got)
	}
}

func TestBrokenHouse(t *testing.T) {
	for _, name := range []string{document, "go.mod", glossary} {
		m := house()
		delete(m, name)
		if _, err := House(m); err == nil {
			t.Errorf("no error without %s", name)
		}
	}
	m := house()
	put(m, "internal/stone/more.go", "package stone\nfunc {")
	if _, err := House(m); err == nil {
		t.Error("no error for a file that does not parse")
	}
}
