package cli

import (
	"fmt"

	"lockstep/internal/agreement"
	"lockstep/internal/status"
)

// A statusView writes a status for people.
type statusView struct {
	*console
	a *agreement.Agreement
}

func (v *statusView) show(r *status.Report) {
	for i := range r.Commitments {
		c := &r.Commitments[i]
		fmt.Fprintf(v.out, "%-24s %-10s %-12s %s\n", c.ID, c.Standing, c.RestsOn, c.Due)
	}
}
