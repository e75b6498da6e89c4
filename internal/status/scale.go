package status

import (
	"slices"

	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// A Scale is a way in which commissions and researchers report: a few words, and which standings
// each of them covers. A standing that no word covers is told as [Unplaced].
type Scale struct {
	Name  string
	Note  string // where it is used
	Words []ScaleWord
}

// A ScaleWord is one word of a scale with the standings that it covers. Of overdue commitments
// Overdue says which it covers. Evidence is true where the word asserts something that somebody
// must have reported: without any evidence the commitment is told as [Unplaced].
type ScaleWord struct {
	Word      string
	Standings []course.Standing
	Overdue   OverdueOn
	Evidence  bool
}

// OverdueOn says which overdue commitments a word covers.
type OverdueOn uint8

// The ways to cover overdue commitments.
const (
	NoOverdue OverdueOn = iota
	OverdueBegun
	OverdueNotBegun
)

// Unplaced is told of what a scale has no word for, above all of what nobody has said.
const Unplaced = "unknown"

// Scales are the scales that a status can be told on. They differ in what they hide, so the
// standing is always told beside them.
var Scales = []Scale{
	{
		Name: "three-column",
		Note: "complete, ongoing, pending: the implementation matrix of monitoring bodies",
		Words: []ScaleWord{
			{Word: "complete", Standings: []course.Standing{course.StandsDone}},
			{Word: "ongoing", Overdue: OverdueBegun, Standings: []course.Standing{
				course.StandsUnderway, course.StandsKept, course.StandsInDoubt}},
			{Word: "pending", Overdue: OverdueNotBegun, Standings: []course.Standing{
				course.StandsWaiting, course.StandsOpen, course.StandsSuspended,
				course.StandsBreached}},
		},
	},
	{
		Name: "0-3",
		Note: "0 not initiated to 3 full: the Peace Accords Matrix of the Kroc Institute, where " +
			"telling 1 from 2 is for the coder",
		Words: []ScaleWord{
			{Word: "0", Evidence: true, Overdue: OverdueNotBegun, Standings: []course.Standing{
				course.StandsWaiting, course.StandsOpen}},
			{Word: "1-2", Overdue: OverdueBegun, Standings: []course.Standing{
				course.StandsUnderway, course.StandsSuspended, course.StandsInDoubt,
				course.StandsBreached}},
			{Word: "3", Standings: []course.Standing{course.StandsDone, course.StandsKept}},
		},
	},
	{
		Name: "met",
		Note: "met, partly met, not met, not yet: benchmarks and conditionality",
		Words: []ScaleWord{
			{Word: "met", Standings: []course.Standing{course.StandsDone, course.StandsKept}},
			{Word: "partly met", Overdue: OverdueBegun, Standings: []course.Standing{
				course.StandsUnderway, course.StandsInDoubt}},
			{Word: "not met", Evidence: true, Overdue: OverdueNotBegun,
				Standings: []course.Standing{course.StandsBreached}},
			{Word: "not yet", Standings: []course.Standing{
				course.StandsWaiting, course.StandsOpen, course.StandsSuspended}},
		},
	},
}

// ScaleNames are the names of the scales, in their order.
func ScaleNames() []string {
	names := make([]string, len(Scales))
	for i := range Scales {
		names[i] = Scales[i].Name
	}
	return names
}

// Of is the word of the scale for a commitment of a report.
func (s *Scale) Of(c *Commitment) string {
	for _, w := range s.Words {
		if w.covers(c) && !(w.Evidence && c.RestsOn == ledger.RestsOnNothing.String()) {
			return w.Word
		}
	}
	return Unplaced
}

func (w *ScaleWord) covers(c *Commitment) bool {
	if c.Standing != course.StandsOverdue.String() {
		return slices.ContainsFunc(w.Standings, func(s course.Standing) bool {
			return s.String() == c.Standing
		})
	}
	if c.Begun {
		return w.Overdue == OverdueBegun
	}
	return w.Overdue == OverdueNotBegun
}

// Tell tells the commitments of a report on the scale.
func (s *Scale) Tell(r *Report) *Scaled {
	scaled := &Scaled{Name: s.Name, Words: []string{}, Counts: map[string]int{},
		Commitments: map[string]string{}}
	for _, w := range s.Words {
		scaled.Words = append(scaled.Words, w.Word)
	}
	scaled.Words = append(scaled.Words, Unplaced)
	for i := range r.Commitments {
		word := s.Of(&r.Commitments[i])
		scaled.Commitments[r.Commitments[i].ID] = word
		scaled.Counts[word]++
	}
	return scaled
}

// Scaled is a report told on a scale: the words in their order, how many commitments each covers,
// and the word for every commitment.
type Scaled struct {
	Name        string            `json:"name"`
	Words       []string          `json:"words"`
	Counts      map[string]int    `json:"counts"`
	Commitments map[string]string `json:"commitments"`
}
