package redline

import (
	"math/rand/v2"
	"testing"

	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// TestTracedStoriesCanBeTold: the way that long stories are made gives short ones that the
// interpreter replays, and that no search shortens where they are called the shortest.
func TestTracedStoriesCanBeTold(t *testing.T) {
	told, shortest := 0, 0
	for seed := range uint64(1500) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		line := drawnLine(rand.New(rand.NewPCG(seed, 8)), a)
		q := Question{Agreement: a, Net: possible.Compile(a), Choices: DefaultChoices}
		s := &search{Question: q, never: &line, may: q.cooperation(&line)}
		list, _ := alternatives(a, &line)
		w := semantics.NewWorld(a)
		for i := range list {
			f, ok := s.conceivable(&list[i])
			if !ok || s.revocable(&list[i]) || len(list[i].happened) == 0 {
				continue
			}
			answer, traced := s.traced(&list[i], f, 1)
			if !traced {
				continue
			}
			told++
			end, err := w.Replay(s.may, answer.Story)
			if err != nil || !Crossed(w, end, &line) {
				t.Fatalf("seed %d: %v does not cross %v: %v", seed, answer.Story, line, err)
			}
			best, _ := s.climber(&list[i], f).story(nil)
			if answer.Shortest {
				shortest++
			}
			if answer.Shortest && len(best) < len(answer.Story) {
				t.Fatalf("seed %d: %v is shorter than %v", seed, best, answer.Story)
			}
		}
	}
	if told < 500 || shortest < 200 {
		t.Errorf("%d stories told, %d of them the shortest", told, shortest)
	}
}
