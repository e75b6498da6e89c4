package temporal

import (
	"encoding/binary"
	"slices"
	"strings"

	"lockstep/internal/agreement"
)

// An idSet is a set of unknown moments, as a position in idSets. The zero idSet is empty.
type idSet int32

// idSets keeps each different set of unknown moments once, so that many commitments that hang
// on the same clock share one list.
type idSets struct {
	ids     []string // of what may be unknown, sorted
	numbers map[agreement.Ref]int32
	members [][]int32 // by idSet: sorted positions in ids
	cut     []bool    // by idSet: members were left out
	made    map[string]idSet
	unions  map[[2]idSet]idSet
	names   map[idSet][]string
	most    int // members that a set may have
}

// A list of assumptions is cut beyond a length at which a very large agreement would have more
// assumptions than fit into memory: assumptionsInAll for all commitments together, but never
// fewer than assumptionsEach for one.
const (
	assumptionsInAll = 5_000_000
	assumptionsEach  = 256
)

// newIDSets numbers what a may leave unknown: clocks, decisions, conditions and
// issues, none of them supposed.
func newIDSets(a *agreement.Agreement, supposed Supposed) *idSets {
	s := &idSets{
		numbers: map[agreement.Ref]int32{},
		members: [][]int32{nil},
		cut:     []bool{false},
		made:    map[string]idSet{},
		unions:  map[[2]idSet]idSet{},
		names:   map[idSet][]string{},
		most:    max(assumptionsEach, assumptionsInAll/max(1, len(a.Commitments))),
	}
	unknown := unknownMoments(a, supposed)
	for i := range a.Clocks {
		if a.Clocks[i].At != nil {
			unknown = append(unknown, agreement.ClockRef(i)) // where its time hangs on another
		}
	}
	slices.SortFunc(unknown, func(x, y agreement.Ref) int {
		return strings.Compare(a.IDOf(x), a.IDOf(y))
	})
	for i, ref := range unknown {
		s.ids = append(s.ids, a.IDOf(ref))
		s.numbers[ref] = int32(i)
	}
	return s
}

func unknownMoments(a *agreement.Agreement, supposed Supposed) []agreement.Ref {
	var unknown []agreement.Ref
	note := func(ref agreement.Ref) {
		if _, ok := supposed.day(ref); !ok {
			unknown = append(unknown, ref)
		}
	}
	for i := range a.Clocks {
		if a.Clocks[i].At == nil {
			note(agreement.ClockRef(i))
		}
	}
	for i := range a.Decisions {
		note(agreement.DecisionRef(i))
	}
	for i := range a.Conditions {
		note(agreement.ConditionRef(i))
	}
	for i := range a.Issues {
		note(agreement.IssueRef(i))
	}
	return unknown
}

// of is the set of that one unknown moment; empty where ref is not unknown.
func (s *idSets) of(ref agreement.Ref) idSet {
	number, unknown := s.numbers[ref]
	if !unknown {
		return 0
	}
	return s.keep([]int32{number}, false)
}

// keep is the set of these sorted members.
func (s *idSets) keep(members []int32, cut bool) idSet {
	key := make([]byte, 0, 4*len(members)+1)
	for _, m := range members {
		key = binary.LittleEndian.AppendUint32(key, uint32(m))
	}
	if cut {
		key = append(key, 1)
	}
	if set, ok := s.made[string(key)]; ok {
		return set
	}
	set := idSet(len(s.members))
	s.members = append(s.members, members)
	s.cut = append(s.cut, cut)
	s.made[string(key)] = set
	return set
}

// union is everything in x or y.
func (s *idSets) union(x, y idSet) idSet {
	if x > y {
		x, y = y, x
	}
	if x == 0 || x == y {
		return y
	}
	pair := [2]idSet{x, y}
	if set, ok := s.unions[pair]; ok {
		return set
	}
	merged := merge(s.members[x], s.members[y])
	cut := s.cut[x] || s.cut[y] || len(merged) > s.most
	set := s.keep(merged[:min(len(merged), s.most)], cut)
	s.unions[pair] = set
	return set
}

// merge joins two sorted lists without repeats.
func merge(x, y []int32) []int32 {
	merged := make([]int32, 0, len(x)+len(y))
	for len(x) > 0 && len(y) > 0 {
		least := min(x[0], y[0])
		merged = append(merged, least)
		if x[0] == least {
			x = x[1:]
		}
		if y[0] == least {
			y = y[1:]
		}
	}
	return append(append(merged, x...), y...)
}

// list is the ids of a set, sorted; commitments with equal sets share it.
func (s *idSets) list(set idSet) []string {
	if set == 0 {
		return nil
	}
	if names, ok := s.names[set]; ok {
		return names
	}
	names := make([]string, len(s.members[set]))
	for i, m := range s.members[set] {
		names[i] = s.ids[m]
	}
	s.names[set] = names
	return names
}
