package lang

import (
	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// mostEvents is how many events a clock may hang on through the clocks it is counted from, each as
// often as it is asked about. Whoever looks through a clock at what starts it meets them all.
const mostEvents = 1000

// A hang is what a clock hangs on: how many clocks one after the other, itself included, and how
// many events.
type hang struct{ clocks, events int }

// A hanger finds what every clock hangs on. None may hang on itself any more.
type hanger struct {
	clocks []agreement.Clock
	known  []hang
	beyond func(clock int32, h hang) // called for a clock that hangs on too much
}

// hangsOfClocks reports clocks that hang on more than can be looked through, and takes their times
// out.
func (l *loader) hangsOfClocks(where func(int32) diag.Range) {
	h := hanger{l.agreement.Clocks, make([]hang, len(l.agreement.Clocks)),
		func(clock int32, on hang) { l.say(where(clock), clockTooDeep(on.clocks > deepest)) }}
	for i := range h.clocks {
		h.of(int32(i))
	}
}

func (h *hanger) of(clock int32) hang {
	at := h.clocks[clock].At
	if at == nil || h.known[clock].clocks > 0 {
		return h.known[clock]
	}
	sum := hang{}
	at.EachEvent(func(e *agreement.Time) {
		through := hang{events: 1}
		if e.Of.Kind == agreement.KindClock {
			through = h.of(e.Of.Index)
		}
		sum.clocks = max(sum.clocks, through.clocks)
		sum.events += max(through.events, 1)
	})
	sum.clocks++
	if sum.clocks > deepest || sum.events > mostEvents {
		h.beyond(clock, sum)
		h.clocks[clock].At, sum = nil, hang{}
	}
	h.known[clock] = sum
	return sum
}
