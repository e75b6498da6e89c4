// Package all lists every check there is.
package all

import (
	"slices"
	"strings"

	"lockstep/internal/check"
	beyondmandate "lockstep/internal/check/beyond-mandate"
	"lockstep/internal/check/bracketed"
	circularwait "lockstep/internal/check/circular-wait"
	deadlinerace "lockstep/internal/check/deadline-race"
	"lockstep/internal/check/exposed"
	irreversiblefirst "lockstep/internal/check/irreversible-first"
	neverends "lockstep/internal/check/never-ends"
	neverstarts "lockstep/internal/check/never-starts"
	nobaseline "lockstep/internal/check/no-baseline"
	nodate "lockstep/internal/check/no-date"
	nojudge "lockstep/internal/check/no-judge"
	noperformer "lockstep/internal/check/no-performer"
	noverifier "lockstep/internal/check/no-verifier"
	notattable "lockstep/internal/check/not-at-table"
	redline "lockstep/internal/check/red-line"
	soleblocker "lockstep/internal/check/sole-blocker"
	unconditionalstep "lockstep/internal/check/unconditional-step"
	unilateralmove "lockstep/internal/check/unilateral-move"
)

// Checks lists every check, by name.
func Checks() []*check.Check {
	checks := []*check.Check{
		beyondmandate.Check,
		bracketed.Check,
		circularwait.Check,
		deadlinerace.Check,
		exposed.Check,
		irreversiblefirst.Check,
		neverends.Check,
		neverstarts.Check,
		nobaseline.Check,
		nodate.Check,
		nojudge.Check,
		noperformer.Check,
		noverifier.Check,
		notattable.Check,
		redline.Check,
		soleblocker.Check,
		unconditionalstep.Check,
		unilateralmove.Check,
	}
	slices.SortFunc(checks, func(c, d *check.Check) int { return strings.Compare(c.Name, d.Name) })
	return checks
}

// Named is the check of that name, or nil.
func Named(name string) *check.Check {
	for _, c := range Checks() {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Names are the names of every check, sorted.
func Names() []string {
	checks := Checks()
	names := make([]string, len(checks))
	for i, c := range checks {
		names[i] = c.Name
	}
	return names
}
