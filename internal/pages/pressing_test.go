package pages

import (
	"fmt"
	"testing"

	"lockstep/internal/status"
)

// TestWhatPressesIsListed: of very many commitments those that are done give way to those that are
// not, and the order by day stays.
func TestWhatPressesIsListed(t *testing.T) {
	var all []*status.Commitment
	for i := range 200 {
		standing := "done"
		if i%10 == 9 {
			standing = "overdue"
		}
		all = append(all, &status.Commitment{ID: fmt.Sprint(i), Standing: standing})
	}
	listed := mostPressing(all, 30)
	overdue, last := 0, -1
	for _, c := range listed {
		if c.Standing == "overdue" {
			overdue++
		}
		var at int
		fmt.Sscan(c.ID, &at)
		if at <= last {
			t.Errorf("%d stands behind %d", at, last)
		}
		last = at
	}
	if len(listed) != 30 || overdue != 20 {
		t.Errorf("%d are listed, %d of the 20 that are overdue among them", len(listed), overdue)
	}
	if same := mostPressing(all, 200); len(same) != 200 {
		t.Errorf("%d of 200 are listed where there is room for all", len(same))
	}
}
