package desk

import (
	"slices"
	"sync"

	"lockstep/internal/agreement"
	"lockstep/internal/draw"
	"lockstep/internal/picture"
	"lockstep/internal/waitfor"
)

// Waits are what waits for what in a text under some readings.
type Waits struct {
	Agreement *agreement.Agreement // under the readings
	Picture   draw.Picture
	Circles   []waitfor.Circle
	Stuck     []int32 // the commitments that can never start, those in circles included
}

// memo keeps what was worked out for a set of readings.
type memo struct {
	mu    sync.Mutex
	given map[string]func() *Waits
}

// Waits are those under the readings at these positions, which must be in order.
func (e *Edition) Waits(readings []int) *Waits {
	key := make([]byte, 0, 4*len(readings))
	for _, i := range readings {
		key = append(key, byte(i), byte(i>>8), byte(i>>16), ',')
	}
	e.waits.mu.Lock()
	if e.waits.given == nil {
		e.waits.given = map[string]func() *Waits{}
	}
	given := e.waits.given[string(key)]
	if given == nil {
		readings = slices.Clone(readings)
		given = sync.OnceValue(func() *Waits { return waitsOf(e.Agreement, readings) })
		if len(e.waits.given) < mostCuts {
			e.waits.given[string(key)] = given
		}
	}
	e.waits.mu.Unlock()
	return given()
}

func waitsOf(a *agreement.Agreement, readings []int) *Waits {
	under := a.Under(readings)
	graph := waitfor.Of(under)
	return &Waits{Agreement: under, Picture: picture.Waits(a, readings), Circles: graph.Circles(),
		Stuck: graph.Stuck()}
}
