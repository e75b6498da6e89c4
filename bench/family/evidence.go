package family

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// A missionEvent is an event of a mission as the evidence format writes it.
type missionEvent struct {
	ID       string        `json:"id"`
	At       string        `json:"at"`
	Known    string        `json:"known"`
	Kind     string        `json:"kind"`
	Subject  string        `json:"subject"`
	Actor    string        `json:"actor,omitempty"`
	Value    *missionValue `json:"value,omitempty"`
	Unit     string        `json:"unit,omitempty"`
	Basis    string        `json:"basis,omitempty"`
	Source   string        `json:"source"`
	Locator  string        `json:"locator"`
	RestsOn  string        `json:"rests-on"`
	Note     string        `json:"note,omitempty"`
	Corrects string        `json:"corrects,omitempty"`
}

type missionValue struct {
	Low  int `json:"low"`
	Best int `json:"best"`
	High int `json:"high"`
}

// missionDays is how long a mission is watched, from its signature.
const missionDays = 730

// WriteEvidence writes n events about a mission as JSONL: acts, words about conduct, conditions,
// positions on decisions, figures, and some corrections. The only error is that of w.
func (m Mission) WriteEvidence(w io.Writer, n int, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<20)
	lines := json.NewEncoder(out)
	random := rand.New(rand.NewPCG(seed, 5))
	var recent [20]missionEvent // so that a correction can take up what it corrects
	for i := range n {
		e := m.event(random, i)
		if old := &recent[i%len(recent)]; i%50 == 49 {
			e.Kind, e.Subject, e.Actor, e.Value = old.Kind, old.Subject, old.Actor, old.Value
			e.Unit, e.Basis, e.At, e.Known = old.Unit, old.Basis, old.At, old.Known
			e.Corrects = old.ID
		}
		recent[i%len(recent)] = e
		if err := lines.Encode(&e); err != nil {
			return err
		}
	}
	return out.Flush()
}

// event is the i-th event, not yet a correction.
func (m Mission) event(random *rand.Rand, i int) missionEvent {
	day := random.IntN(missionDays)
	e := missionEvent{ID: fmt.Sprintf("mission-%07d", i+1), At: missionDay(day),
		Known: missionDay(day + random.IntN(60)), Source: report(random.IntN(missionSources)),
		Locator: fmt.Sprintf("page %d", 1+random.IntN(90)),
		RestsOn: []string{"claimed", "reported", "reported", "verified"}[random.IntN(4)],
		Note:    "as the teams in the district reported it to headquarters"}
	switch kind := random.IntN(16); {
	case kind < 2:
		m.act(random, &e)
	case kind < 6:
		m.conduct(random, &e)
	case kind < 8:
		e.Subject = quiet(random.IntN(missionConditions))
		e.Kind = []string{"lapses", "holds", "holds", "holds"}[random.IntN(4)]
	case kind < 9:
		e.Subject = consent(random.IntN(missionDecisions))
		e.Kind, e.Actor = "agreed-by", nation(random.IntN(missionNations))
	default:
		e.measure(random, day)
	}
	return e
}

// act is that a step was begun or done.
func (m Mission) act(random *rand.Rand, e *missionEvent) {
	i := random.IntN(m.Commitments)
	for isConduct(i) {
		i = random.IntN(m.Commitments)
	}
	e.Subject, e.Actor = step(i), sideOf(i)
	e.Kind = []string{"begun", "done"}[random.IntN(2)]
}

// conduct is a word about a continuing commitment.
func (m Mission) conduct(random *rand.Rand, e *missionEvent) {
	i := random.IntN(m.Commitments/4)*4 + 3
	e.Subject, e.Actor = step(i), sideOf(i)
	e.Kind = []string{"complied-with", "complied-with", "violation-alleged"}[random.IntN(3)]
}

// measure is a figure: fewer people with every day, and nobody counts quite alike.
func (e *missionEvent) measure(random *rand.Rand, day int) {
	i := random.IntN(missionLevels)
	best := 9000 - day*5 + random.IntN(400)
	e.Kind, e.Subject, e.Unit = "measured", troops(i), "people"
	e.Basis = fmt.Sprintf("in district %d", i+1)
	e.Value = &missionValue{best - 150, best, best + 150}
}

func missionDay(i int) string {
	return time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
