package main

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"syscall"

	"lockstep/bench/family"
	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/exposure"
	"lockstep/internal/lang"
	"lockstep/internal/possible"
)

// An analysis is how Lockstep answers a question about an agreement that is loaded. What it does
// before it can answer any such question is told apart as compiling; nil where there is nothing.
type analysis struct {
	compile func(*agreement.Agreement) *possible.Net
	solve   func(*agreement.Agreement, *possible.Net) answer
}

// reach is what can happen, and whether the goal can.
func reach(a *agreement.Agreement, net *possible.Net) answer {
	f, happen := net.Fixpoint(), 0
	for c := range a.Commitments {
		if f.Done(int32(c)) {
			happen++
		}
	}
	return answer{"happen": strconv.Itoa(happen),
		"goal": yesNo(f.Satisfied(&a.Goals[0].Reach, nil))}
}

// stuck is whether some order of acts leads to where nothing can be done although something is
// left. Order does not matter where nothing undoes anything, so that one fixpoint tells.
func stuck(_ *agreement.Agreement, net *possible.Net) answer {
	return answer{"stuck": yesNo(len(net.Fixpoint().Stuck()) > 0)}
}

// peak is how exposed party 0 can come to stand.
func peak(a *agreement.Agreement, _ *possible.Net) answer {
	e := exposure.Compute(a, exposure.Options{Parties: []int{0}, Plain: true})[0]
	if !e.Exact {
		return answer{"peak": fmt.Sprintf("%v to %v", e.Lower, e.Upper)}
	}
	return answer{"peak": strconv.FormatFloat(e.Peak, 'f', -1, 64)}
}

// stop lists the minimal groups of up to three that can stop the goal.
func stop(a *agreement.Agreement, net *possible.Net) answer {
	asked := blockers.Question{Goals: blockers.Goals(a), Size: 3}
	found := blockers.Ask(a, net, asked)[0]
	if !found.Complete {
		return answer{"blockers": "not all were found"}
	}
	sets := make([][]int, len(found.Blockers))
	for i, group := range found.Blockers {
		for _, member := range group {
			// Parties are sorted by name: p10 stands before p2.
			number, _ := strconv.Atoi(a.IDOf(member)[1:])
			sets[i] = append(sets[i], number)
		}
	}
	return blockersTold(sets)
}

// read reads the text of a plan.
func read(text []byte) (*agreement.Agreement, error) {
	project := lang.Parse(map[string][]byte{"plan.hcl": text})
	if len(project.Diagnostics) > 0 {
		return nil, fmt.Errorf("lockstep refuses its own text: %v", project.Diagnostics[0])
	}
	return project.Agreement, nil
}

// ask asks Lockstep about a plan. Loading is from the text to the agreement.
func (k *analysis) ask(plan *family.Plan) (f figure, err error) {
	var text bytes.Buffer
	if err := plan.Write(&text); err != nil {
		return f, err
	}
	var a *agreement.Agreement
	f.load = measured(func() { a, err = read(text.Bytes()) })
	if err != nil {
		return f, err
	}
	var net *possible.Net
	if k.compile != nil {
		f.compile = measured(func() { net = k.compile(a) })
	}
	f.solve = measured(func() { f.answer = k.solve(a, net) })
	return f, nil
}

// once is the answer without its times.
func (k *analysis) once(plan *family.Plan) (answer, error) {
	var text bytes.Buffer
	if err := plan.Write(&text); err != nil {
		return nil, err
	}
	a, err := read(text.Bytes())
	if err != nil {
		return nil, err
	}
	var net *possible.Net
	if k.compile != nil {
		net = k.compile(a)
	}
	return k.solve(a, net), nil
}

// enough is how much CPU time a measurement takes at least, in seconds.
const enough = 0.1

// measured is the CPU time of work in seconds, the mean of as many runs as are enough.
func measured(work func()) float64 {
	runtime.GC()
	start, runs := spent(), 0
	for {
		work()
		runs++
		if used := spent() - start; used >= enough {
			return used / float64(runs)
		}
	}
}

// spent is the CPU time of this process so far, of user and system together.
func spent() float64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(usage.Utime) + seconds(usage.Stime)
}
