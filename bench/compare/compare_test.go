package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"lockstep/bench/family"
)

// tiny has one of everything: a plain wait, a choice, a joint step and a goal of two.
func tiny() *web {
	return newWeb(&family.Plan{Family: "tiny", Parties: 3, Acts: []family.Act{
		{By: 0, To: 1, Weight: 2},
		{By: 1, To: 0, Weight: 3, Waits: [][]int{{0}}},
		{By: 2, To: 1, Weight: 1, Waits: [][]int{{1}}},
		{By: 0, To: 2, Weight: 5, Waits: [][]int{{0}, {1, 2}}},
	}, Pairs: [][2]int{{1, 2}}, Goal: family.Goal{Least: 2, Of: []int{1, 2, 3}}})
}

// TestEncoders: what each program is given of the tiny agreement.
func TestEncoders(t *testing.T) {
	w := tiny()
	for _, test := range []struct{ name, got, want string }{
		{"clingo", facts(w, "worth( by("), `
node(0).worth(0,2).by(0,0).
node(1).wait(1,4).worth(1,-3).by(1,1).
node(2).wait(2,4).by(2,2).
node(3).wait(3,0).any(0,3).of(0,1).of(0,2).worth(3,5).by(3,0).
node(4).wait(4,0).wait(4,1).by(4,1).by(4,2).
last(1).last(2).last(3).`},
		{"clingo, what can happen", facts(w, ""), `
node(0).
node(1).wait(1,4).
node(2).wait(2,4).
node(3).wait(3,0).any(0,3).of(0,1).of(0,2).
node(4).wait(4,0).wait(4,1).
last(1).last(2).last(3).`},
		{"linear", linear(w), `
Minimize
 obj: -2 x0
 +3 x1
 -5 x3
Subject To
 c1_0: x1 - x4 <= 0
 c2_0: x2 - x4 <= 0
 c3_0: x3 - x0 <= 0
 c3_1: x3 - x1 - x2 <= 0
 c4_0: x4 - x0 <= 0
 c4_1: x4 - x1 <= 0
Bounds
 0 <= x0 <= 1
 0 <= x1 <= 1
 0 <= x2 <= 1
 0 <= x3 <= 1
 0 <= x4 <= 1
Generals
 x0
 x1
 x2
 x3
 x4
End`},
		{"spin", promela(w), `
bit d[5];

active proctype acts() {
  do
  :: atomic { !d[0] -> d[0] = 1 }
  :: atomic { !d[1] && (d[4]) -> d[1] = 1 }
  :: atomic { !d[2] && (d[4]) -> d[2] = 1 }
  :: atomic { !d[3] && (d[0]) && (d[1] || d[2]) -> d[3] = 1 }
  :: atomic { !d[4] && (d[0]) && (d[1]) -> d[4] = 1 }
  :: d[0] && d[1] && d[2] && d[3] && d[4] -> break
  od
}`},
		{"scram", between(faultTree(w), "<define-fault-tree name=\"tree\">", "</define-fault-tree>"), `
<define-gate name="goal"><atleast min="2"><gate name="g1"/><gate name="g2"/><gate name="g3"/></atleast></define-gate>
<define-gate name="g0"><basic-event name="p0"/></define-gate>
<define-gate name="g1"><or><basic-event name="p1"/><gate name="g4"/></or></define-gate>
<define-gate name="g2"><or><basic-event name="p2"/><gate name="g4"/></or></define-gate>
<define-gate name="g3"><or><basic-event name="p0"/><gate name="g0"/><and><gate name="g1"/><gate name="g2"/></and></or></define-gate>
<define-gate name="g4"><or><basic-event name="p1"/><basic-event name="p2"/><gate name="g0"/><gate name="g1"/></or></define-gate>`},
		{"z3", rulesOnly(hornRules(w)), `
(rule (=> (and true) d0))
(rule (=> (and true d4) d1))
(rule (=> (and true d4) d2))
(rule (=> (and true d0 d1) d3))
(rule (=> (and true d0 d2) d3))
(rule (=> (and true d0 d1) d4))`},
	} {
		if strings.TrimSpace(test.got) != strings.TrimSpace(test.want) {
			t.Errorf("%s is given:\n%s\nwant:%s", test.name, test.got, test.want)
		}
	}
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// rulesOnly are the rules that make acts.
func rulesOnly(s string) string {
	var rules []string
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "(rule (=> (and true") {
			rules = append(rules, line)
		}
	}
	return strings.Join(rules, "")
}

// TestFaultTreesAreXML: what SCRAM reads is well-formed.
func TestFaultTreesAreXML(t *testing.T) {
	decoder := xml.NewDecoder(strings.NewReader(faultTree(newWeb(family.Crowd(40, 6, 3)))))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestPeersAgree: every program that is installed answers every question about small agreements
// as Lockstep does. Those that are missing are named.
func TestPeersAgree(t *testing.T) {
	for _, q := range append(questions(), trap()) {
		for _, p := range q.peers {
			t.Run(q.name+"/"+p.name, func(t *testing.T) {
				for _, program := range p.programs {
					if _, err := exec.LookPath(program); err != nil {
						t.Skipf("%s is not installed", program)
					}
				}
				seeds := uint64(4)
				if p.apart {
					seeds = 1 // a compiler runs for each
				}
				for seed := range seeds {
					agrees(t, q, p, q.plan(12+int(seed)*8, seed))
				}
			})
		}
	}
}

// agrees holds one peer's answer against Lockstep's. In the trap those that take acts for
// possible which hold each other up must be wrong.
func agrees(t *testing.T, q *question, p *peer, plan *family.Plan) {
	t.Helper()
	ours, err := q.ours.once(plan)
	if err != nil {
		t.Fatal(err)
	}
	f, err := p.ask(plan, caps{60, 4000})
	if err != nil || f.trouble != "" {
		t.Fatalf("%d acts: %s %v", len(plan.Acts), f.trouble, err)
	}
	differs := ours.differs(f.answer)
	if wrong := q.name == "trap" && p.unfounded; wrong != (differs != "") {
		t.Errorf("%d acts: %q (Lockstep %v, %s %v)", len(plan.Acts), differs, ours, p.name,
			f.answer)
	}
}

// TestFamiliesAreRead: Lockstep reads every family as it is written.
func TestFamiliesAreRead(t *testing.T) {
	for _, q := range append(questions(), trap()) {
		ours, err := q.ours.once(q.plan(40, 1))
		if err != nil || len(ours) == 0 {
			t.Errorf("%s: %v %v", q.name, ours, err)
		}
	}
}

// TestTheTrap: a closed set that is not founded weighs 6; the truth is 1.
func TestTheTrap(t *testing.T) {
	q := trap()
	ours, err := q.ours.once(q.plan(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if ours["peak"] != "1" {
		t.Errorf("the peak is %s", ours["peak"])
	}
}

// TestDisagreementFailsTheRun: one wrong answer, and nothing is written.
func TestDisagreementFailsTheRun(t *testing.T) {
	s := &session{log: io.Discard}
	p := &peer{name: "other"}
	r := row{size: 3, ours: figure{answer: answer{"peak": "4"}}}
	for _, theirs := range []answer{{"peak": "5"}, {"sets": "1"}} {
		s.wrong = nil
		s.compare(&question{name: "exposure"}, p, r, figure{answer: theirs})
		if len(s.wrong) != 1 {
			t.Errorf("%v passes for an answer", theirs)
		}
	}
	s.wrong = nil
	s.compare(&question{name: "exposure"}, p, r, figure{answer: answer{"peak": "4"}})
	s.compare(&question{name: "exposure"}, p, r, figure{trouble: "over 1 s: stopped"})
	if len(s.wrong) > 0 {
		t.Errorf("wrongly called wrong: %q", s.wrong)
	}
}

// TestCaps: a program that takes too long or too much is stopped, one that is not there missing.
func TestCaps(t *testing.T) {
	place := &workplace{t.TempDir(), caps{1, 4000}}
	for _, test := range []struct {
		command []string
		want    error
		says    string
	}{
		{[]string{"sh", "-c", "while :; do :; done"}, errCapped, "over 1 s"},
		{[]string{"sh", "-c", "echo out of memory"}, errCapped, "over 4000 MB"},
		{[]string{"sh", "-c", "kill -SEGV $$"}, errCapped, "over 4000 MB"},
		{[]string{"no-such-program-anywhere"}, errMissing, "no-such-program-anywhere"},
		{[]string{"sh", "-c", "echo yes; exit 30"}, nil, ""},
	} {
		_, _, err := place.run(test.command)
		if !errors.Is(err, test.want) || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v", test.command, err)
		}
	}
}

// TestReportAndPicture: a run without peers still writes both, with what is missing in words.
func TestReportAndPicture(t *testing.T) {
	q := questions()[0]
	ours := figure{load: 0.5, compile: 0.03, solve: 0.02,
		answer: answer{"happen": "8", "goal": "yes"}}
	r := &report{about: []string{"Date: then", "Machine: this one"}, questions: []*question{q},
		rows: [][]row{{{1000, ours, []figure{{load: 1, solve: 5, answer: ours.answer},
			{trouble: "z3: missing"}}},
			{10_000, ours, []figure{{trouble: "over 120 s: stopped"}, {trouble: "not asked"}}}}},
		trap:    trap(),
		trapRow: row{4, ours, []figure{{trouble: "missing"}, {trouble: "missing"}, {trouble: "missing"}}},
	}
	var table, picture strings.Builder
	if err := errors.Join(r.markdown(&table), r.svg(&picture)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| 1,000 | goal yes, 8 can happen | 0.50 | 0.030 | 0.020 | 1.0 | 5.0 | 250 (100) | " +
			"z3: missing | | |",
		"| over 120 s: stopped | | | not asked | | |", "- Machine: this one",
	} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
	for _, want := range []string{">Lockstep<", ">clingo, stopped<", "commitments", "10 s",
		"Source: bench/run. Date: then. Machine: this one"} {
		if !strings.Contains(picture.String(), want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
	if err := xml.Unmarshal([]byte(picture.String()), new(struct{})); err != nil {
		t.Errorf("the picture is not XML: %v", err)
	}
}

func TestFigures(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.00123: "0.0012", 0.0623: "0.062", 0.5: "0.50",
		5.04: "5.0", 35.2: "35", 99.4: "99", 120: "120", 0.0000001: "0.00000"} {
		if got := seconds(x); got != want {
			t.Errorf("%v s is written %s, want %s", x, got, want)
		}
	}
	if got := []string{grouped(7), grouped(1000), grouped(1234567)}; !slices.Equal(got,
		[]string{"7", "1,000", "1,234,567"}) {
		t.Error(got)
	}
}

func TestFlags(t *testing.T) {
	for _, args := range [][]string{{"-only", "nothing"}, {"more"}, {"-most", "x"}} {
		if err := run(args, io.Discard); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
	if asked, err := chosen("choice,reach"); err != nil || fmt.Sprint(asked[0].name, asked[1].name) !=
		"choicereach" {
		t.Errorf("%v %v", asked, err)
	}
}
