package cli

import (
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// positions finds the readings that a comma-separated list names; "none" names none of them.
func positions(a *agreement.Agreement, list string) ([]int, error) {
	if list == "" || list == "none" {
		return nil, nil
	}
	names := a.ReadingNames()
	var found []int
	for name := range strings.SplitSeq(list, ",") {
		i := slices.Index(names, strings.TrimSpace(name))
		if i < 0 {
			return nil, misuse("there is no reading %q.%s Readings here: %s", name,
				diag.DidYouMean(name, names), orNone(names))
		}
		found = append(found, i)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// withReadings says beside which readings the text was looked at.
func withReadings(a *agreement.Agreement, readings []int) string {
	names := make([]string, len(readings))
	for i, r := range readings {
		names[i] = a.Readings[r].ID
	}
	switch len(names) {
	case 0:
		return "The text alone, without readings"
	case 1:
		return "With the reading " + names[0]
	}
	return "With the readings " + strings.Join(names, ", ")
}
