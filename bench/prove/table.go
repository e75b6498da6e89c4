package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"
)

// tables are what the comparisons report, for a reader.
func tables(results []*result, o options, began time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Every analysis against the reference interpreter\n\n")
	fmt.Fprintf(&b, "Made by `./prove -draws %d -seed %d` on %s with %s on %d cores, in %.0f s. "+
		"Every comparison passed.\n\n", o.draws, o.seed, began.UTC().Format("2006-01-02"),
		runtime.Version(), runtime.NumCPU(), time.Since(began).Seconds())
	fmt.Fprintf(&b, "## Agreements\n\n")
	fmt.Fprintf(&b, "*Left out* were drawn as well, and have too many states to be visited one by "+
		"one. *Of 8* are those of eight commitments, the most that are drawn.\n\n")
	fmt.Fprintf(&b, "| comparison | agreements | left out | commitments on average | of 8 | time |\n"+
		"|---|--:|--:|--:|--:|--:|\n")
	for _, r := range results {
		fmt.Fprintf(&b, "| %s | %d | %d | %.1f | %d | %.0f s |\n", r.Analysis, r.Compared, r.TooLarge,
			r.mean(), r.Sizes[8], r.took.Seconds())
	}
	writeFeatures(&b, results)
	writeOutcomes(&b, results)
	return b.String()
}

// features are the columns of the second table, in their order.
var features = []string{"simultaneous", "step-for-step", "paced", "any", "at least", "decisions",
	"weights", "shares", "branches", "powers", "suspensions", "breaches"}

// writeFeatures: what the agreements held.
func writeFeatures(b *strings.Builder, results []*result) {
	fmt.Fprintf(b, "\n## What they hold\n\n")
	fmt.Fprintf(b, "The share of the agreements, in percent. Exchanges are told apart by their "+
		"mode. *Decisions* counts agreements in which a guard asks for one, *weights* and *shares* "+
		"those with one that is not 1, *suspensions* and *breaches* those in which something was "+
		"suspended or found to be breached in a state that was visited; with a dash it was not "+
		"looked for.\n\n")
	fmt.Fprintf(b, "| comparison | %s |\n|---|%s\n", strings.Join(features, " | "),
		strings.Repeat("--:|", len(features)))
	for _, r := range results {
		fmt.Fprintf(b, "| %s |", r.Analysis)
		for _, feature := range features {
			fmt.Fprintf(b, " %s |", r.share(feature))
		}
		fmt.Fprintln(b)
	}
}

// writeOutcomes: what was compared, and how it came out.
func writeOutcomes(b *strings.Builder, results []*result) {
	fmt.Fprintf(b, "\n## What was answered\n\n")
	for _, r := range results {
		var names []string
		for name, n := range r.Outcomes {
			if n > 0 {
				names = append(names, fmt.Sprintf("%s %d", name, n))
			}
		}
		slices.Sort(names)
		if len(names) == 0 {
			names = []string{"every commitment of each"}
		}
		fmt.Fprintf(b, "- **%s**: %s\n", r.Analysis, strings.Join(names, ", "))
	}
}

// mean is how many commitments an agreement had on average.
func (r *result) mean() float64 {
	sum := 0
	for size, n := range r.Sizes {
		sum += size * n
	}
	return float64(sum) / float64(max(r.Compared, 1))
}

// share is in how many of a hundred agreements the feature was found.
func (r *result) share(feature string) string {
	if r.Holding[feature] == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", 100*float64(r.Holding[feature])/float64(r.Compared))
}
