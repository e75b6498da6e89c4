package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// facts are the nodes and their waits for clingo: wait(X,Y) for one act, any(C,X) and of(C,Y)
// for a choice. Weights and performers are among them where the rules ask for them.
func facts(w *web, rules string) string {
	weighed, refused := strings.Contains(rules, "worth("), strings.Contains(rules, "by(")
	var b strings.Builder
	choices := 0
	for x, clauses := range w.clauses {
		fmt.Fprintf(&b, "node(%d).", x)
		for _, clause := range clauses {
			if len(clause) == 1 {
				fmt.Fprintf(&b, "wait(%d,%d).", x, clause[0])
				continue
			}
			fmt.Fprintf(&b, "any(%d,%d).", choices, x)
			for _, y := range clause {
				fmt.Fprintf(&b, "of(%d,%d).", choices, y)
			}
			choices++
		}
		if worth := w.worth(x); weighed && worth != 0 {
			fmt.Fprintf(&b, "worth(%d,%d).", x, worth)
		}
		for _, party := range w.performers(x) {
			if refused {
				fmt.Fprintf(&b, "by(%d,%d).", x, party)
			}
		}
		b.WriteByte('\n')
	}
	for _, x := range w.Goal.Of {
		fmt.Fprintf(&b, "last(%d).", x)
	}
	return b.String()
}

// derive is what can happen, refusals or not; goals are in it as they are in the plan.
const derive = "some(C) :- of(C,Y), done(Y).\n" +
	"free(X) :- node(X), done(Y) : wait(X,Y); some(C) : any(C,X).\n"

func clingoRules(rules string) func(*web) map[string]string {
	return func(w *web) map[string]string {
		counts := strings.NewReplacer("ACTS", strconv.Itoa(len(w.Acts)),
			"LEAST", strconv.Itoa(w.Goal.Least))
		return map[string]string{"facts.lp": facts(w, rules), "nothing.lp": "#show.\n",
			"rules.lp": counts.Replace(rules)}
	}
}

func clingo(rules, solving string, options ...string) *peer {
	solve := append([]string{"clingo", "facts.lp", "rules.lp"}, options...)
	return &peer{
		name: "clingo", programs: []string{"clingo"}, version: []string{"clingo", "--version"},
		encode:  clingoRules(rules),
		load:    [][]string{{"clingo", "facts.lp", "nothing.lp"}},
		solve:   [][]string{solve},
		loading: "reading the facts (a run without the rules)",
		solving: solving,
	}
}

// clingoReach derives what can happen; clingo does that while it grounds the rules.
func clingoReach() *peer {
	p := clingo(derive+"done(X) :- free(X).\n"+
		"happen(N) :- N = #count { X : done(X), X < ACTS }.\n"+
		"goal(1) :- LEAST #count { X : done(X), last(X) }.\n"+
		"#show.\n#show happen/1.\n#show goal/1.\n",
		"everything after that: clingo derives while it grounds")
	p.read = func(out string) (answer, error) {
		happen := regexp.MustCompile(`happen\((\d+)\)`).FindStringSubmatch(out)
		if happen == nil {
			return nil, fmt.Errorf("clingo said: %s", tail(out))
		}
		return answer{"happen": happen[1], "goal": yesNo(strings.Contains(out, "goal(1)"))}, nil
	}
	return p
}

// clingoExposure chooses which free acts are taken; an answer set is founded by definition.
func clingoExposure() *peer {
	p := clingo(derive+"{ done(X) } :- free(X).\n#maximize { W,X : done(X), worth(X,W) }.\n#show.\n",
		"everything after that: grounding and the search, by unsatisfiable cores",
		"--opt-strategy=usc", "--quiet=1")
	p.read = func(out string) (answer, error) {
		last := regexp.MustCompile(`Optimization\s*: (-?\d+)`).FindStringSubmatch(out)
		if last == nil || !strings.Contains(out, "OPTIMUM FOUND") {
			return nil, fmt.Errorf("clingo said: %s", tail(out))
		}
		return answer{"peak": negated(last[1])}, nil
	}
	return p
}

// clingoBlockers lists the sets of at most three refusing parties that are minimal, by preferring
// that nobody refuses and keeping only answers that hold no other.
func clingoBlockers() *peer {
	p := clingo("party(P) :- by(_,P).\n{ no(P) : party(P) } 3.\nheld(X) :- by(X,P), no(P).\n"+derive+
		"done(X) :- free(X), not held(X).\n:- LEAST #count { X : done(X), last(X) }.\n"+
		"#heuristic no(P) : party(P). [1,false]\n#show no/1.\n",
		"everything after that: grounding and the search for all minimal sets",
		"--heuristic=Domain", "--enum-mode=domRec", "-n0")
	p.read = func(out string) (answer, error) {
		if !strings.Contains(out, "Models") {
			return nil, fmt.Errorf("clingo said: %s", tail(out))
		}
		var sets [][]int
		party := regexp.MustCompile(`no\((\d+)\)`)
		for line := range strings.Lines(out) {
			var set []int
			for _, found := range party.FindAllStringSubmatch(line, -1) {
				number, _ := strconv.Atoi(found[1]) // digits
				set = append(set, number)
			}
			if set != nil {
				sets = append(sets, set)
			}
		}
		return blockersTold(sets), nil
	}
	return p
}

// blockersTold is the list of sets in one way of writing.
func blockersTold(sets [][]int) answer {
	for _, set := range sets {
		slices.Sort(set)
	}
	slices.SortFunc(sets, slices.Compare)
	return answer{"sets": strconv.Itoa(len(sets)), "blockers": fmt.Sprint(sets)}
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func negated(number string) string {
	if number == "0" {
		return number
	}
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		return rest
	}
	return "-" + number
}

// tail is the end of what a program wrote, for messages.
func tail(out string) string {
	if len(out) > 600 {
		out = "…" + out[len(out)-600:]
	}
	return strings.TrimSpace(out)
}
