package ledger

import (
	"errors"
	"time"
)

// The years whose moments an Instant can hold.
const firstYear, lastYear = 1678, 2261

// Time is the moment as Go's own type, in UTC.
func (i Instant) Time() time.Time { return time.Unix(0, int64(i)).UTC() }

// InstantOf is a moment of Go's own type.
func InstantOf(t time.Time) Instant { return Instant(t.UnixNano()) }

func parseMoment(text string) (Instant, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, err
	}
	if y := t.UTC().Year(); y < firstYear || y > lastYear {
		return 0, errors.New("the year is out of range")
	}
	return InstantOf(t), nil
}
