package family

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Write writes the plan as one HCL file. Each commitment has six attributes. The only error is
// that of w.
func (p *Plan) Write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	fmt.Fprintf(out, "agreement %q {\n}\n\n", p.Family)
	for i := range p.Parties {
		fmt.Fprintf(out, "party \"p%d\" {\n  kind = \"state\"\n}\n\n", i)
	}
	for i := range p.Acts {
		p.Acts[i].write(out, i)
	}
	for _, pair := range p.Pairs {
		fmt.Fprintf(out, "exchange \"x%07d\" {\n  sides = [[%s], [%s]]\n}\n\n", pair[1],
			Name(pair[0]), Name(pair[1]))
	}
	fmt.Fprintf(out, "goal \"end\" {\n  reach = at-least(%d, %s)\n}\n", p.Goal.Least,
		names(p.Goal.Of))
	return out.Flush()
}

func (a *Act) write(w io.Writer, i int) {
	waits := make([]string, len(a.Waits))
	for k, clause := range a.Waits {
		if waits[k] = names(clause); len(clause) > 1 {
			waits[k] = "any(" + waits[k] + ")"
		}
	}
	fmt.Fprintf(w, "commitment %q {\n  by     = p%d\n  to     = p%d\n"+
		"  text   = \"Act %d, owed by party %d and verified by all\"\n  weight = %d\n"+
		"  after  = [%s]\n}\n\n", Name(i), a.By, a.To, i, a.By, a.Weight, strings.Join(waits, ", "))
}

func names(acts []int) string {
	list := make([]string, len(acts))
	for i, act := range acts {
		list[i] = Name(act)
	}
	return strings.Join(list, ", ")
}
