package check

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"lockstep/internal/agreement"
)

// Options say which checks run and which readings they look at.
type Options struct {
	// Exactly, when true, checks the text with exactly Readings and nothing else; otherwise
	// the text alone, the text with each reading and the text with all of them are checked.
	Exactly  bool
	Readings []int // positions in Agreement.Readings
}

// Run runs the checks on an agreement and returns the findings: most serious first, then by
// check, subjects and summary. The same agreement gives the same findings in the same order,
// whatever the order in which it was written and however many cores look at it.
func Run(a *agreement.Agreement, checks []*Check, opt Options) []Finding {
	runners := newRunners(a)
	looks := looks(a, checks, opt)
	share(runners, len(looks), func(r *runner, i int) { r.run(looks[i].check, looks[i].readings) })
	found := make([][]Finding, len(checks))
	share(runners, len(checks), func(r *runner, i int) { found[i] = r.findings(checks[i], opt) })
	findings := slices.Concat(found...)
	if findings == nil {
		findings = []Finding{}
	}
	slices.SortStableFunc(findings, compare)
	return findings
}

// A look is one check under one set of readings.
type look struct {
	check    *Check
	readings []int
}

// looks are those that are needed in any case, whatever is found.
func looks(a *agreement.Agreement, checks []*Check, opt Options) []look {
	few, full := opt.sets(len(a.Readings))
	sets := slices.Concat(few, full)
	var list []look
	for _, c := range checks {
		if !c.Waits {
			list = append(list, look{c, nil})
			continue
		}
		for _, set := range sets {
			list = append(list, look{c, set})
		}
	}
	return list
}

// sets are the sets of readings, of so many, that are looked at in any case: first no reading and
// each alone, then, if it is another, the one with all that are asked for.
func (opt Options) sets(readings int) (few, full [][]int) {
	if opt.Exactly {
		return nil, [][]int{opt.Readings}
	}
	few = append(few, nil)
	for i := range readings {
		few = append(few, []int{i})
	}
	if readings > 1 {
		full = append(full, all(readings))
	}
	return few, full
}

// share lets the runners do n things, each taking the next when it is free.
func share(runners []*runner, n int, do func(r *runner, i int)) {
	var next atomic.Int32
	var all sync.WaitGroup
	for _, r := range runners {
		all.Go(func() {
			for i := int(next.Add(1) - 1); i < n; i = int(next.Add(1) - 1) {
				do(r, i)
			}
		})
	}
	all.Wait()
}

// mostRunners bounds how many looks are taken at a time; each runner has passes of its own.
const mostRunners = 2

func newRunners(a *agreement.Agreement) []*runner {
	found := new(sync.Map)
	runners := make([]*runner, min(mostRunners, runtime.GOMAXPROCS(0)))
	for i := range runners {
		runners[i] = &runner{agreement: a, passes: map[string]*Pass{}, found: found}
	}
	return runners
}

// findings are those of one check.
func (r *runner) findings(c *Check, opt Options) []Finding {
	if c.Waits {
		return r.underReadings(c, opt)
	}
	return r.run(c, nil)
}

func compare(f, g Finding) int {
	return cmp.Or(cmp.Compare(f.Severity, g.Severity), strings.Compare(f.Check, g.Check),
		slices.Compare(f.Subjects, g.Subjects), slices.Compare(f.Readings, g.Readings),
		strings.Compare(f.Summary, g.Summary), strings.Compare(f.Detail, g.Detail))
}

// A runner keeps the passes, so that every check shares them; what each check found under which
// readings is kept for all runners.
type runner struct {
	agreement *agreement.Agreement
	passes    map[string]*Pass
	order     []string  // keys of passes, oldest first
	found     *sync.Map // lists of findings
}

// mostPasses bounds how many passes are kept in memory at a time.
const mostPasses = 64

func (r *runner) pass(readings []int) *Pass {
	key := keyOf(readings)
	if p, known := r.passes[key]; known {
		return p
	}
	if len(r.order) == mostPasses {
		delete(r.passes, r.order[0])
		r.order = r.order[1:]
	}
	r.passes[key] = NewPass(r.agreement, readings)
	r.order = append(r.order, key)
	return r.passes[key]
}

func keyOf(readings []int) string {
	var key strings.Builder
	for _, i := range readings {
		key.WriteRune(rune(i + 1))
	}
	return key.String()
}

// run runs one check under one set of readings and completes its findings.
func (r *runner) run(c *Check, readings []int) []Finding {
	key := c.Name + "\x00" + keyOf(readings)
	if found, known := r.found.Load(key); known {
		return found.([]Finding)
	}
	found := r.look(c, readings)
	r.found.Store(key, found)
	return found
}

func (r *runner) look(c *Check, readings []int) []Finding {
	pass := r.pass(readings)
	findings := c.Run(pass)
	for i := range findings {
		complete(&findings[i], c.Name)
		findings[i].Readings = r.names(readings)
	}
	return findings
}

// complete fills what a check left empty, so that the JSON has no null lists.
func complete(f *Finding, name string) {
	f.Check = name
	slices.Sort(f.Subjects)
	f.Subjects = filled(slices.Compact(f.Subjects))
	f.Loop, f.Remedies = filled(f.Loop), filled(f.Remedies)
	f.Joins, f.Where = filled(f.Joins), filled(f.Where)
	slices.Sort(f.Assuming)
	f.Assuming = filled(slices.Compact(f.Assuming))
}

func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (r *runner) names(readings []int) []string {
	names := []string{}
	for _, i := range readings {
		names = append(names, r.agreement.Readings[i].ID)
	}
	slices.Sort(names)
	return names
}

// underReadings finds what the check has to say under the readings that opt asks for, each
// finding with the smallest set of readings that produces it.
func (r *runner) underReadings(c *Check, opt Options) []Finding {
	found := map[string]Finding{}
	few, full := opt.sets(len(r.agreement.Readings))
	for _, set := range few {
		r.gather(c, set, found)
	}
	least := 0
	if !opt.Exactly {
		least = 2 // what fewer readings produce is found before
	}
	for _, set := range full {
		r.gatherFull(c, set, least, found)
	}
	if c.Gathers {
		return withNews(sorted(found))
	}
	return sorted(found)
}

// withNews leaves out the findings whose subjects all stand in one with fewer readings.
func withNews(findings []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool {
		return slices.ContainsFunc(findings, func(g Finding) bool {
			return len(g.Readings) < len(f.Readings) && within(g.Readings, f.Readings) &&
				within(f.Subjects, g.Subjects)
		})
	})
}

// within reports whether every one of some is among all; both are sorted.
func within(some, all []string) bool {
	for _, s := range some {
		i, found := slices.BinarySearch(all, s)
		if !found {
			return false
		}
		all = all[i+1:]
	}
	return true
}

func (r *runner) gather(c *Check, set []int, found map[string]Finding) {
	for _, f := range r.run(c, set) {
		if _, known := found[identity(&f)]; !known {
			found[identity(&f)] = f
		}
	}
}

// gatherFull adds what only the full set of readings produces, under the smallest part of it that
// has at least so many.
func (r *runner) gatherFull(c *Check, full []int, least int, found map[string]Finding) {
	var news []Finding
	for _, f := range r.run(c, full) {
		if _, known := found[identity(&f)]; !known {
			news = append(news, f)
		}
	}
	for _, f := range r.shrink(c, news, full, least) {
		found[identity(&f)] = f
	}
}

// identity is what makes two findings of one check the same under different readings.
func identity(f *Finding) string { return strings.Join(f.Subjects, "\x00") }

func sorted(found map[string]Finding) []Finding {
	findings := make([]Finding, 0, len(found))
	for _, f := range found {
		findings = append(findings, f)
	}
	slices.SortFunc(findings, compare)
	return findings
}

func all(n int) []int {
	set := make([]int, n)
	for i := range set {
		set[i] = i
	}
	return set
}
