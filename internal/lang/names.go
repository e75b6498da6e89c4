package lang

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// names leads from every id to what it stands for.
type names struct {
	named map[string]agreement.Ref    // the ids that may stand in expressions
	own   map[agreement.Kind][]string // the names of the other kinds, sorted
	twice map[string]bool             // the ids that stand for two things
}

// find is what an id stands for among the given kinds; among all kinds, what else it could be.
func (x *names) find(id string, want kindSet) (r agreement.Ref, ok bool) {
	if r, known := x.named[id]; known {
		return r, want.has(r.Kind)
	}
	for _, k := range agreement.Kinds() {
		if i, known := slices.BinarySearch(x.own[k], id); known {
			r = agreement.Ref{Kind: k, Index: int32(i)}
			if want.has(k) {
				return r, true
			}
		}
	}
	return r, false
}

// idOf is the id that leads to r.
func (x *names) idOf(r agreement.Ref) string {
	for id, known := range x.named {
		if known == r {
			return id
		}
	}
	return ""
}

// of lists the known ids of the given kinds, unsorted.
func (x *names) of(want kindSet) []string {
	var ids []string
	for id, r := range x.named {
		if want.has(r.Kind) {
			ids = append(ids, id)
		}
	}
	for _, k := range want.members() {
		ids = append(ids, x.own[k]...)
	}
	return ids
}

// patience is how many comparisons of names are spent on finding near ones in one run; it is
// far more than a project of ordinary size needs.
const patience = 2_000_000

// settle turns problems into diagnostics in their final order, each with the nearest name.
func (x *names) settle(problems []problem) diag.List {
	slices.SortStableFunc(problems, compareProblems)
	known := map[kindSet][]string{}
	spent := 0
	all := make(diag.List, 0, len(problems))
	for _, p := range problems {
		if p.misspelt != "" && spent < patience {
			if _, listed := known[p.among]; !listed {
				known[p.among] = x.of(p.among)
			}
			spent += len(known[p.among])
			p.Detail += diag.DidYouMean(p.misspelt, known[p.among])
		}
		all = append(all, p.Diagnostic)
	}
	return all.Sort()
}

func compareProblems(p, q problem) int {
	a, b := p.Subject, q.Subject
	if a.File != b.File {
		if a.File < b.File {
			return -1
		}
		return 1
	}
	return a.Start.Byte - b.Start.Byte
}

// validID reports whether s can be the id of something that stands in expressions.
func validID(s string) bool {
	if s == "" || !isLetter(s[0]) {
		return false
	}
	for i := range len(s) {
		if !inName(s[i]) || s[i] == '.' {
			return false
		}
	}
	return !slices.Contains(reserved, s)
}

// reserved are the words that HCL or the language of guards reads as something else.
var reserved = []string{"true", "false", "null", "for", "if", "in", "all", "any"}

// validName reports whether s can be the name of something that has names of its own.
func validName(s string) bool {
	if s == "" || !isLetter(s[0]) && !isDigit(s[0]) {
		return false
	}
	for i := range len(s) {
		if !inName(s[i]) {
			return false
		}
	}
	return true
}

func inName(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
