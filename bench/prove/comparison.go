package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// A comparison is one test of a room that holds an analysis against its twin.
type comparison struct {
	name string // as the test reports it
	room string // folder of the package
	test string // name of the test
}

// comparisons are all of them, in the order of the table.
var comparisons = []comparison{
	{"what can happen: every state", "possible", "TestFixpointIsEveryReachableState"},
	{"what can happen: the end of a run", "possible", "TestFixpointIsTheEndOfARun"},
	{"what can happen: one party refuses", "possible", "TestRefusalIsWithholding"},
	{"what can happen: never too little", "possible", "TestNothingPossibleIsCalledImpossible"},
	{"blockers", "blockers", "TestBlockersAreThoseOfTheInterpreter"},
	{"blockers --needs", "blockers", "TestNeedsAreThoseOfTheInterpreter"},
	{"blockers --without", "blockers", "TestWithoutIsWhatTheOthersCanDo"},
	{"blockers: one alone", "blockers", "TestAloneIsOneRefusal"},
	{"sole-blocker", "check/sole-blocker", "TestSoleBlockersAreThoseOfTheInterpreter"},
	{"red lines: monotone", "redline", "TestRedLinesAreThoseOfTheInterpreter"},
	{"red lines: breaches, by fixpoint", "redline", "TestBreachesAreMirrored"},
	{"red lines: with powers, suspensions and breaches", "redline",
		"TestWhatIsNotMonotoneIsExplored"},
	{"red lines: settled parts taken for granted", "redline", "TestWhatIsSettledIsTakenForGranted"},
	{"unilateral-move", "check/unilateral-move", "TestMovesAreThoseOfTheInterpreter"},
	{"irreversible-first", "check/irreversible-first", "TestFirstStepsAreThoseOfTheInterpreter"},
	{"exposure", "exposure", "TestPeakIsThatOfAllReachableStates"},
	{"exposure: bounds where not all is monotone", "exposure",
		"TestBoundsHoldWhereNotAllIsMonotone"},
	{"exposure: bounds with powers and breaches", "exposure",
		"TestBoundsHoldWhateverGoesWrong"},
	{"exposed", "check/exposed", "TestExposedAreThoseOfTheInterpreter"},
	{"never-ends: searched backward", "lasting", "TestPlainAgreementsAreSearchedBackward"},
	{"never-ends: state by state", "lasting", "TestStayingOpenForEverIsThatOfTheInterpreter"},
	{"never-ends: settled parts taken for granted", "lasting",
		"TestTakingForGrantedMakesNoDifference"},
}

// chosen are the comparisons whose name begins so.
func chosen(only string) []comparison {
	var list []comparison
	for _, c := range comparisons {
		if strings.HasPrefix(c.name, only) {
			list = append(list, c)
		}
	}
	return list
}

// A result is what a comparison reports: the census of package agreementtest.
type result struct {
	Analysis           string
	Compared, TooLarge int
	Sizes              map[int]int
	Holding, Outcomes  map[string]int

	took time.Duration
}

var reported = regexp.MustCompile(`(?m)\bproof (\{.*\})$`)

// make runs the comparison as the test that it is. The error holds what the test said.
func (c comparison) make(o options, log io.Writer) (*result, error) {
	fmt.Fprintf(log, "%-50s", c.name)
	began := time.Now()
	test := exec.Command("go", "test", "-count=1", "-timeout=2h", "-v", "-run", "^"+c.test+"$",
		"./internal/"+c.room, "-args", fmt.Sprintf("-draws=%d", o.draws),
		fmt.Sprintf("-first-seed=%d", o.seed))
	test.Env = append(os.Environ(), "CGO_ENABLED=0")
	said, err := test.CombinedOutput()
	r := &result{took: time.Since(began)}
	if err != nil {
		fmt.Fprintln(log, " FAILED")
		return nil, fmt.Errorf("%s: %w\n%s", c.name, err, said)
	}
	found := reported.FindSubmatch(said)
	if found == nil {
		fmt.Fprintln(log, " no report")
		return nil, fmt.Errorf("%s: the test reports nothing:\n%s", c.name, said)
	}
	if err := json.Unmarshal(found[1], r); err != nil {
		return nil, fmt.Errorf("%s: reading its report: %w", c.name, err)
	}
	if r.Analysis != c.name || r.Compared < o.draws {
		return nil, fmt.Errorf("%s: it reports %d agreements of %q", c.name, r.Compared, r.Analysis)
	}
	fmt.Fprintf(log, " ok  %7d  %6.0fs\n", r.Compared, r.took.Seconds())
	return r, nil
}
