package lang

import (
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A message is the wording of a diagnostic. Where it is about an unknown name, misspelt is that
// name and among are the kinds whose names are looked through for a near one.
type message struct {
	summary, detail string
	misspelt        string
	among           kindSet
}

// A problem is a diagnostic whose nearest name has not been looked for yet.
type problem struct {
	diag.Diagnostic
	misspelt string
	among    kindSet
}

// notes collects the problems of one reader or decoder.
type notes struct {
	problems []problem
}

// say notes an error.
func (n *notes) say(where diag.Range, m message, related ...diag.Related) {
	n.problems = append(n.problems, problem{
		Diagnostic: diag.Diagnostic{Summary: m.summary, Detail: m.detail, Subject: where,
			Related: related},
		misspelt: m.misspelt, among: m.among,
	})
}

// warn notes what has a meaning, though hardly the one wanted.
func (n *notes) warn(where diag.Range, m message) {
	n.say(where, m)
	n.problems[len(n.problems)-1].Severity = diag.Warning
}

// A kindSet is a set of kinds of things.
type kindSet uint32

func kinds(ks ...agreement.Kind) kindSet {
	var set kindSet
	for _, k := range ks {
		set |= 1 << k
	}
	return set
}

func (s kindSet) has(k agreement.Kind) bool { return s&(1<<k) != 0 }

// members are the kinds of the set, in the order of their declaration.
func (s kindSet) members() []agreement.Kind {
	return slices.DeleteFunc(agreement.Kinds(), func(k agreement.Kind) bool { return !s.has(k) })
}

// String names the kinds: "commitment", "level or commitment".
func (s kindSet) String() string {
	var words []string
	for _, k := range s.members() {
		words = append(words, k.String())
	}
	return orList(words)
}

// orList is "a", "a or b", "a, b or c".
func orList(words []string) string { return joined(words, " or ") }

// andList is "a", "a and b", "a, b and c".
func andList(words []string) string { return joined(words, " and ") }

func joined(words []string, before string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + before + words[last]
}
