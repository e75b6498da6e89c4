package semantics

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// electors are those whose voice counts in a decision: its stated blockers or, without any, the
// members of the deciding bodies down to their leaves; under the rule single the bodies
// themselves.
func electors(a *agreement.Agreement, d *agreement.Decision) []agreement.Ref {
	switch {
	case d.BlockersStated:
		return a.Actors(d.Blockers)
	case d.Rule == agreement.Single:
		return slices.Clone(d.By)
	}
	return a.Actors(d.By)
}

// Electors are those whose voice counts in the decision at that position, in order.
func (w *World) Electors(decision int32) []agreement.Ref { return w.electors[decision] }

// needed is how many electors must agree. Where blockers are stated, each of them must; nobody
// else can block. A decision that nobody takes needs no one.
func (w *World) needed(decision int32) int {
	d, n := &w.Agreement.Decisions[decision], len(w.electors[decision])
	switch {
	case d.BlockersStated || n == 0:
		return n
	case d.Rule == agreement.Majority:
		return n/2 + 1
	case d.Rule == agreement.AtLeastOf:
		return int(d.K)
	}
	return n
}

// carried reports whether enough electors have agreed.
func (w *World) carried(decision int32, voices []Voice) bool {
	agreed := 0
	for _, voice := range voices {
		if voice == Agreed {
			agreed++
		}
	}
	return agreed >= w.needed(decision)
}

// speak notes what by has said; a decision is taken as soon as enough agree.
func (w *World) speak(s *State, m Move, voice Voice) {
	d := &s.Decisions[m.Of.Index]
	i := slices.Index(w.electors[m.Of.Index], m.By)
	if i < 0 {
		return
	}
	d.Voices = slices.Clone(d.Voices)
	d.Voices[i] = voice
	if d.Stage == Undecided && !w.bySilence(m.Of.Index) && w.carried(m.Of.Index, d.Voices) {
		w.take(s, m.Of.Index)
	}
}

// drop ends a decision whose silence was broken. One that is taken is not undone by a break; only
// that it lapsed ends it too.
func (w *World) drop(s *State, decision int32) {
	if s.Decisions[decision].Stage != Taken {
		s.Decisions[decision].Stage = Broken
	}
}

func (w *World) take(s *State, decision int32) {
	s.Decisions[decision].Stage = Taken
	s.Decisions[decision].Taken = s.Today
}

func (w *World) bySilence(decision int32) bool {
	return w.Agreement.Decisions[decision].Rule == agreement.Silence
}

// decides says why a move about a decision is not allowed.
func (w *World) decides(s State, m Move, c Cooperation) error {
	d := &s.Decisions[m.Of.Index]
	stage := Undecided
	if m.Kind == Break || m.Kind == RunOut {
		stage = UnderSilence
	}
	silent := stage == UnderSilence || m.Kind == Put
	if d.Stage != stage || silent != w.bySilence(m.Of.Index) {
		return errStage
	}
	switch m.Kind {
	case Put:
		return nil
	case Take:
		return require(w.carried(m.Of.Index, d.Voices), errVoices)
	case RunOut:
		return w.runsOut(s, m.Of.Index, c)
	}
	return w.speaks(d, m, c)
}

// speaks says why By may not say what it says: those who refuse do, the others agree.
func (w *World) speaks(d *Deciding, m Move, c Cooperation) error {
	i := slices.Index(w.electors[m.Of.Index], m.By)
	switch {
	case i < 0:
		return errNoVoice
	case m.Kind == Agree && c.refuses(m.By):
		return errRefused
	case m.Kind != Agree && !c.refuses(m.By):
		return errWilling
	}
	return require(d.Voices[i] == NoVoice, errAlready)
}

// runsOut says why silence does not run out: a refusal breaks it, and it has a length.
func (w *World) runsOut(s State, decision int32, c Cooperation) error {
	d, stated := &s.Decisions[decision], &w.Agreement.Decisions[decision]
	if slices.ContainsFunc(w.electors[decision], c.refuses) {
		return errRefused
	}
	if s.Today != calendar.None && stated.Silence != nil {
		return require(s.Today >= w.Agreement.Count.Add(d.Put, *stated.Silence), errEarly)
	}
	return nil
}
