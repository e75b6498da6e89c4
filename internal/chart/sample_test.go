package chart

import (
	"lockstep/internal/calendar"
)

func day(y, m, d int) calendar.Day { return calendar.MakeDay(y, m, d) }

func cited() Citation {
	return Citation{Project: "Withdrawal framework", AsOf: day(2021, 8, 31),
		KnownAt: day(2021, 8, 31), Checkpoint: "n3P0yGqvZ1kXv0"}
}

// figure is a figure of one day.
func figure(at calendar.Day, low, best, high float64) Figure {
	return Figure{From: at, Until: at, Known: at + 12, By: calendar.None, Low: low, Best: best,
		High: high, Source: "count", Event: "e" + at.String()}
}

// troops is the chart of the golden files: every kind of mark, two bases and a conflict.
func troops() *Levels {
	plan := figure(day(2020, 11, 17), 2500, 2500, 2500)
	plan.By = day(2021, 1, 15)
	full := figure(day(2021, 4, 14), 0, 0, 0)
	full.By = day(2021, 9, 11)
	return &Levels{
		Head: Head{Title: "Troops in the country", Citation: cited(),
			Finding: "Met the ceiling of 8,600 on its day and stood above the ceiling of zero."},
		Unit: "people", Basis: "in the country", Cut: day(2021, 8, 31),
		Bounds: []Bound{{Ceiling, day(2020, 7, 13), 8600, "I.A.1"},
			{Ceiling, day(2021, 4, 29), 0, "I.B"}},
		Series: []Series{
			{Measured, "", []Figure{
				figure(day(2015, 5, 1), 10000, 10000, 10000),
				figure(day(2020, 2, 29), 12000, 13000, 13000),
				figure(day(2020, 7, 13), 8600, 8600, 8600),
				figure(day(2020, 9, 25), 8600, 8600, 9000),
				figure(day(2020, 11, 30), 4000, 4500, 5000),
				figure(day(2020, 12, 22), 4000, 4000, 4000),
				figure(day(2021, 1, 15), 2500, 2500, 2500),
				figure(day(2021, 4, 14), 2500, 2500, 2500),
				figure(day(2021, 4, 14), 3500, 3500, 3500),
				figure(day(2021, 6, 30), 650, 650, 1000),
				figure(day(2021, 8, 30), 0, 0, 0)}},
			{Measured, "inside the mission only", []Figure{
				figure(day(2020, 3, 1), 8000, 8000, 8000),
				figure(day(2021, 2, 1), 2500, 2500, 2500)}},
			{Announced, "", []Figure{plan, full}},
		},
	}
}

// giving is a course of two sides.
func giving() *Course {
	return &Course{
		Head: Head{Title: "Exposure along the declared order", Citation: cited(),
			Finding: "The United States stands at +8 at the end, the Taliban at −6."},
		Unit: "weight given less weight received",
		Steps: []Step{{"release-1000", day(2020, 3, 10)}, {"release-5000", day(2020, 3, 10)},
			{"us-8600", day(2020, 7, 13)}, {"five-bases", day(2020, 7, 13)},
			{"sanctions-review", day(2020, 8, 27)}, {"full-withdrawal", day(2021, 4, 29)}},
		Sides: []Side{
			{"United States", "if others stop: 8", []float64{-1, 0, 3, 5, 7, 8}},
			{"Taliban (طالبان)", "if others stop: 1", []float64{1, 0, -2, -4, -5, -6}}},
	}
}

// days is a timeline of a clock, a commitment that is late, one that was met and one that is
// silent.
func days() *Timeline {
	none := calendar.None
	told := func(at, known calendar.Day) Entry {
		return Entry{at, at, known, "done", "e" + at.String()}
	}
	return &Timeline{
		Head:    Head{Title: "What was due and what happened", Citation: cited()},
		AsOf:    day(2021, 8, 31),
		KnownAt: day(2021, 10, 30),
		Rows: []Row{
			{"Signature", "started", none, none, day(2020, 2, 29), none, Ahead, false,
				[]Entry{told(day(2020, 2, 29), day(2020, 2, 29))}},
			{"Reduce forces to 8,600", "done", day(2020, 2, 29), day(2020, 7, 13), none,
				day(2020, 7, 13), Met, false, []Entry{told(day(2020, 7, 13), day(2020, 7, 31))}},
			{"Free up to 5,000 prisoners of the other side, as listed", "overdue",
				day(2020, 2, 29), day(2020, 3, 10), none, none, Missed, false,
				[]Entry{{day(2020, 5, 1), day(2020, 5, 31), none, "partly", "p"}}},
			{"Keep others from using the soil", "unknown", none, none, day(2020, 2, 29), none,
				Ahead, true, nil},
		},
	}
}

// cutStrip is a strip with every kind of mark.
func cutStrip() *Strip {
	none := calendar.None
	return &Strip{
		Head: Head{Title: "Days", Citation: cited()}, AsOf: day(2020, 7, 20),
		KnownAt: day(2020, 7, 31),
		Due: []DueDay{{day(2020, 3, 10), "a", Missed}, {day(2020, 3, 10), "b", Waits},
			{day(2020, 7, 13), "c", Met}, {day(2020, 8, 27), "d", Ahead}},
		Entries: []Entry{{day(2020, 2, 29), day(2020, 2, 29), day(2020, 2, 29), "signed", "1"},
			{day(2020, 5, 1), day(2020, 5, 31), day(2020, 6, 12), "partly", "2"},
			{day(2020, 7, 13), day(2020, 7, 13), day(2020, 7, 30), "done", "3"},
			{day(2020, 6, 30), day(2020, 6, 30), none, "told", "4"}},
	}
}
