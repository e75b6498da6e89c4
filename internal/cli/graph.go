package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
	"lockstep/internal/draw"
	"lockstep/internal/picture"
)

type graphFlags struct {
	format, readings, around, output string
	steps                            int
	json                             bool
}

func graphCommand(c *console) *cobra.Command {
	var flags graphFlags
	command := &cobra.Command{
		Use:   "graph DIR",
		Short: "Draw what waits for what, loops highlighted",
		Long: "Graph draws the waits of the text and, dashed, those that the readings add. Without\n" +
			"--readings all of them are drawn; none draws the text alone.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.graph(args[0], flags, command.Flags().Changed("readings"))
		},
	}
	f := command.Flags()
	f.StringVar(&flags.format, "format", "svg", "svg, dot or mermaid")
	f.StringVar(&flags.readings, "readings", "", "draw exactly these readings (a,b), or none")
	f.StringVar(&flags.around, "around", "", "draw only what lies near this id")
	f.IntVar(&flags.steps, "steps", 2, "how many waits away from --around to go")
	f.StringVarP(&flags.output, "output", "o", "", "write to this file instead")
	f.BoolVar(&flags.json, "json", false, "write boxes and lines as JSON")
	command.MarkFlagsMutuallyExclusive("json", "format")
	return command
}

// mostBoxes bounds a picture: beyond it nobody reads it and laying it out takes long.
const mostBoxes = 400

func (c *console) graph(dir string, flags graphFlags, exactly bool) error {
	if flags.steps < 0 {
		return misuse("--steps takes a whole number from 0, not %d", flags.steps)
	}
	write, known := map[string]func(io.Writer, draw.Picture) error{
		"svg": draw.SVG, "dot": draw.DOT, "mermaid": draw.Mermaid,
	}[flags.format]
	if !known {
		return misuse("there is no format %q: svg, dot or mermaid", flags.format)
	}
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	p, err := pictured(project.Agreement, flags, exactly)
	if err != nil {
		return err
	}
	if flags.format == "svg" && !flags.json && len(p.Nodes) > mostBoxes {
		return tooMany(len(p.Nodes))
	}
	if flags.json {
		write = func(w io.Writer, p draw.Picture) error { return writeJSON(w, graphReport(p)) }
	}
	return c.deliver(flags.output, func(w io.Writer) error { return write(w, p) })
}

func tooMany(boxes int) error {
	return misuse("%d boxes are more than anyone can read in one picture: draw what lies near "+
		"one of them with --around ID, or write --format dot", boxes)
}

// pictured is the picture that the flags ask for.
func pictured(a *agreement.Agreement, flags graphFlags, exactly bool) (draw.Picture, error) {
	if n := len(a.Commitments); flags.around == "" && n > mostBoxes && flags.format == "svg" &&
		!flags.json {
		return draw.Picture{}, tooMany(n)
	}
	readings, err := positions(a, flags.readings)
	if err != nil {
		return draw.Picture{}, err
	}
	if !exactly {
		for i := range a.Readings {
			readings = append(readings, i)
		}
	}
	p := picture.Waits(a, readings)
	if flags.around == "" {
		return p, nil
	}
	var ids []string
	for _, n := range p.Nodes {
		ids = append(ids, n.ID)
	}
	if !slices.Contains(ids, flags.around) {
		return p, misuse("nothing in the picture is called %q.%s", flags.around,
			diag.DidYouMean(flags.around, ids))
	}
	return picture.Around(p, flags.around, flags.steps), nil
}

// deliver writes to the file, whole or not at all, or to standard output where none is named.
func (c *console) deliver(file string, write func(io.Writer) error) error {
	if file == "" {
		return write(c.out)
	}
	if err := writeFile(file, 0o666, write); err != nil {
		return err
	}
	fmt.Fprintln(c.err, "Wrote", file)
	return nil
}

// A waitsReport is the JSON of the graph command.
type waitsReport struct {
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Nodes       []waitsNode `json:"nodes"`
	Edges       []waitsEdge `json:"edges"`
	Exchanges   []waitsTie  `json:"exchanges"`
}

type waitsNode struct {
	ID    string `json:"id"`
	Shape string `json:"shape"`
	Note  string `json:"note"`
	Loop  bool   `json:"loop"`
	Stuck bool   `json:"stuck"`
}

type waitsEdge struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Style string `json:"style"`
	Label string `json:"label"`
	Loop  bool   `json:"loop"`
}

type waitsTie struct {
	Exchange string   `json:"exchange"`
	Members  []string `json:"members"`
}

func graphReport(p draw.Picture) waitsReport {
	shapes := []string{
		"commitment", "continuing", "clock", "decision", "condition", "exchange", "issue",
	}
	styles := []string{"after", "provided", "together", "reading"}
	r := waitsReport{p.Title, p.Description, []waitsNode{}, []waitsEdge{}, []waitsTie{}}
	for _, n := range p.Nodes {
		r.Nodes = append(r.Nodes, waitsNode{n.ID, shapes[n.Shape], n.Note, n.Loop, n.Stuck})
	}
	for _, e := range p.Edges {
		r.Edges = append(r.Edges, waitsEdge{e.From, e.To, styles[e.Style], e.Label, e.Loop})
	}
	for _, g := range p.Groups {
		r.Exchanges = append(r.Exchanges, waitsTie{g.Label, g.Members})
	}
	return r
}
