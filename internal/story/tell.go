package story

import (
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// Tell tells a story sentence by sentence, without numbers or full stops: who does what, by the
// ids and the texts of the agreement. What belongs together is told as one: a commitment that is
// done as soon as it has started, those who agree to a decision.
func Tell(a *agreement.Agreement, story []semantics.Move) []string {
	t := teller{a, map[int32][]string{}}
	for _, group := range a.JointGroups() {
		var ids []string
		for _, c := range group {
			ids = append(ids, a.Commitments[c].ID)
		}
		for _, c := range group {
			t.together[c] = ids
		}
	}
	var told []string
	for len(story) > 0 {
		n := t.asOne(story)
		told = append(told, t.sentence(story[:n]))
		story = story[n:]
	}
	return told
}

// A teller also knows, by commitment, the ids of those that start in one step.
type teller struct {
	*agreement.Agreement
	together map[int32][]string
}

// asOne is how many moves at the front are told together.
func (t teller) asOne(story []semantics.Move) int {
	n := 1
	first := story[0]
	switch first.Kind {
	case semantics.Agree:
		for n < len(story) && story[n].Kind == semantics.Agree && story[n].Of == first.Of {
			n++
		}
	case semantics.Start, semantics.Put, semantics.Allege:
		next := map[semantics.MoveKind]semantics.MoveKind{
			semantics.Start: semantics.Finish, semantics.Put: semantics.RunOut,
			semantics.Allege: semantics.Find,
		}[first.Kind]
		if len(story) > 1 && story[1].Kind == next && story[1].Of == first.Of &&
			!t.startsWithOthers(first) {
			n++
		}
	}
	return n
}

func (t teller) startsWithOthers(m semantics.Move) bool {
	return m.Kind == semantics.Start && len(t.together[m.Of.Index]) > 1
}

// sentence tells moves that belong together.
func (t teller) sentence(moves []semantics.Move) string {
	first := moves[0]
	switch first.Kind {
	case semantics.Start:
		return t.start(first.Of, len(moves) > 1)
	case semantics.Hold:
		return t.IDOf(first.Of) + " is found to hold" + t.by(t.Conditions[first.Of.Index].Judges)
	case semantics.Conclude:
		return t.IDOf(first.Of) + " is agreed" + t.by(t.Issues[first.Of.Index].Between)
	case semantics.Agree:
		var who []agreement.Ref
		for _, m := range moves {
			who = append(who, m.By)
		}
		return t.names(who) + one(len(who), " agrees to ", " agree to ") + t.IDOf(first.Of)
	case semantics.Put:
		if len(moves) > 1 {
			return t.IDOf(first.Of) + " is put under silence, and nobody breaks it"
		}
	case semantics.Allege:
		if len(moves) > 1 {
			return "a violation of " + t.IDOf(first.Of) + " is alleged and found"
		}
	case semantics.Use:
		return t.use(&t.Powers[first.Of.Index])
	}
	return t.plain(first)
}

// plain tells a move of which only its thing need be named.
func (t teller) plain(m semantics.Move) string {
	words := map[semantics.MoveKind][2]string{
		semantics.Finish:     {"", " is done"},
		semantics.Comply:     {"", " is reported to be kept"},
		semantics.Allege:     {"a violation of ", " is alleged"},
		semantics.Find:       {"a violation of ", " is found"},
		semantics.FindNot:    {"no violation of ", " is found"},
		semantics.StartClock: {"the clock ", " starts"},
		semantics.Lapse:      {"", " is found not to hold"},
		semantics.Take:       {"", " is taken"},
		semantics.Put:        {"", " is put under silence"},
		semantics.RunOut:     {"nobody breaks the silence on ", ""},
	}[m.Kind]
	return words[0] + t.IDOf(m.Of) + words[1]
}

// start tells a start; done says that it is told together with the end.
func (t teller) start(of agreement.Ref, done bool) string {
	if ids := t.together[of.Index]; len(ids) > 1 {
		return list(ids) + " start together"
	}
	c := &t.Commitments[of.Index]
	told := c.ID
	if c.Text != "" {
		told += " (" + c.Text + ")"
	}
	switch {
	case c.IsContinuing():
		return told + " comes into force" + t.by(c.By)
	case done:
		return told + " is done" + t.by(c.By)
	}
	return told + " starts" + t.by(c.By)
}

// use tells the use of a power, with what it does and to what.
func (t teller) use(power *agreement.Power) string {
	does := agreement.EffectNames[power.Does] + "s "
	return "the power " + power.ID + " is used" + t.by(power.By) + ": it " + does +
		list(t.IDs(power.On))
}

func (t teller) by(parties []agreement.Ref) string {
	if len(parties) == 0 {
		return ""
	}
	return ", by " + t.names(parties)
}

func (t teller) names(parties []agreement.Ref) string {
	names := make([]string, len(parties))
	for i, p := range parties {
		names[i] = t.NameOf(p)
	}
	return list(names)
}

// list joins names as a sentence does.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func one(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}
