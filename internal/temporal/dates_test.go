package temporal

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func TestDueFromClock(t *testing.T) {
	cases := []struct {
		name, anchor, duration, due string
		count                       calendar.Count
	}{
		{"135 days", "2020-02-29", "135d", "2020-07-13", calendar.CountAfter},
		{"14 months", "2020-02-29", "14mo", "2021-04-29", calendar.CountAfter},
		{"120 days", "2022-07-22", "120d", "2022-11-19", calendar.CountAfter},
		{"120 days inclusive", "2022-07-22", "120d", "2022-11-18", calendar.CountInclusive},
		{"4 months inclusive", "2022-07-22", "4mo", "2022-11-22", calendar.CountInclusive},
		{"D+90", "2016-12-01", "90d", "2017-03-01", calendar.CountAfter},
		{"D+120", "2016-12-01", "120d", "2017-03-31", calendar.CountAfter},
		{"D+150", "2016-12-01", "150d", "2017-04-30", calendar.CountAfter},
		{"D+180", "2016-12-01", "180d", "2017-05-30", calendar.CountAfter},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := draftOf([]string{"signature"}, nil, nil, []string{"leave"})
			d.Count = c.count
			d.clock("signature").At = date(c.anchor)
			d.commitment("leave").Due = plus(d.when("signature"), c.duration)
			check(t, d, nil, map[string]want{"leave": {due: c.due, latest: c.due}})
		})
	}
}

func TestClockCountedFromClock(t *testing.T) {
	d := draftOf([]string{"adoption", "endorsement"}, nil, nil,
		[]string{"adopt", "terminate", "transition"})
	d.clock("endorsement").At = date("2015-07-20")
	d.clock("adoption").At = plus(d.when("endorsement"), "90d")
	adopt := d.when("adoption")
	d.commitment("adopt").Due = &adopt
	d.commitment("transition").NotBefore = plus(d.when("adoption"), "8y")
	d.commitment("terminate").NotBefore = plus(d.when("adoption"), "10y")
	check(t, d, nil, map[string]want{
		"adopt":      {due: "2015-10-18", latest: "2015-10-18"},
		"transition": {earliest: "2023-10-18"},
		"terminate":  {earliest: "2025-10-18"},
	})
}

func TestNoticeBeforeTermination(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"notify", "restore"})
	d.commitment("restore").NotBefore = plus(d.when("notify"), "30d")
	d.commitment("restore").Due = before(*date("2025-10-18"))
	check(t, d, nil, map[string]want{
		"notify":  {latest: "2025-09-17"},
		"restore": {due: "2025-10-17", latest: "2025-10-17"},
	})
	notified := Supposed{d.of("notify"): day("2025-08-28")}
	check(t, d, notified, map[string]want{
		"notify":  {earliest: "2025-08-28", latest: "2025-09-17", slack: 20},
		"restore": {earliest: "2025-09-27", due: "2025-10-17", latest: "2025-10-17", slack: 20},
	})
}

func TestDueFromAnotherDue(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"disengage", "orientation"})
	d.commitment("orientation").Due = date("2022-11-22")
	d.commitment("disengage").Due = plus(d.when("orientation"), "4d")
	check(t, d, nil, map[string]want{
		"orientation": {due: "2022-11-22", latest: "2022-11-22"},
		"disengage":   {due: "2022-11-26", latest: "2022-11-26"},
	})
}

// tranches is the schedule of 2016: three tranches of arms and their removal, 30 days apart,
// after the camps are built.
func tranches() draft {
	steps := []string{"arms-100", "arms-30", "arms-60", "camps-built", "extract-all"}
	d := draftOf([]string{"d"}, nil, nil, steps)
	d.clock("d").At = date("2016-12-01")
	d.commitment("camps-built").NotBefore = date("2017-03-01")
	d.commitment("camps-built").Due = plus(d.when("d"), "90d")
	d.commitment("arms-30").After = d.happened("camps-built")
	order := []string{"arms-30", "arms-60", "arms-100", "extract-all"}
	for i, due := range []string{"90d", "120d", "150d", "180d"} {
		d.commitment(order[i]).Due = plus(d.when("d"), due)
		if i > 0 {
			d.commitment(order[i]).NotBefore = plus(d.when(order[i-1]), "30d")
		}
	}
	return d
}

func TestTranchesHaveNoSlack(t *testing.T) {
	check(t, tranches(), nil, map[string]want{
		"camps-built": {"2017-03-01", "2017-03-01", "2017-03-01", 0, nil, false},
		"arms-30":     {"2017-03-01", "2017-03-01", "2017-03-01", 0, nil, false},
		"arms-60":     {"2017-03-31", "2017-03-31", "2017-03-31", 0, nil, false},
		"arms-100":    {"2017-04-30", "2017-04-30", "2017-04-30", 0, nil, false},
		"extract-all": {"2017-05-30", "2017-05-30", "2017-05-30", 0, nil, false},
	})
}

func TestTranchesWhenCampsAreLate(t *testing.T) {
	d := tranches()
	late := Supposed{d.of("camps-built"): day("2017-03-31")}
	check(t, d, late, map[string]want{
		"camps-built": {"2017-03-31", "2017-03-01", "2017-03-01", -30, nil, false},
		"arms-30":     {"2017-03-31", "2017-03-01", "2017-03-01", -30, nil, false},
		"arms-60":     {"2017-04-30", "2017-03-31", "2017-03-31", -30, nil, false},
		"arms-100":    {"2017-05-30", "2017-04-30", "2017-04-30", -30, nil, false},
		"extract-all": {"2017-06-29", "2017-05-30", "2017-05-30", -30, nil, false},
	})
}

func TestHowLate(t *testing.T) {
	d := draftOf([]string{"referendum"}, nil, nil, []string{"ira-arms"})
	d.clock("referendum").At = date("1998-05-22")
	d.commitment("ira-arms").Due = plus(d.when("referendum"), "2y")
	check(t, d, Supposed{d.of("ira-arms"): day("2005-09-26")}, map[string]want{
		"ira-arms": {"2005-09-26", "2000-05-22", "2000-05-22", -1953, nil, false},
	})
}

func TestUnknownMoments(t *testing.T) {
	d := draftOf([]string{"approval"}, []string{"decide"}, []string{"safe"},
		[]string{"firm", "leave", "plan", "talk", "wait"})
	decided := agreement.When(agreement.VerbTaken, d.of("decide"))
	d.clock("approval").At = &decided
	d.commitment("leave").Due = plus(d.when("approval"), "4mo")
	d.commitment("leave").NotBefore = date("2019-09-01")
	d.commitment("plan").Due = earliest(*plus(d.when("approval"), "4mo"), *date("2020-03-01"))
	d.commitment("talk").Due = latest(*plus(d.when("approval"), "4mo"), *date("2020-03-01"))
	d.commitment("wait").After = d.happened("leave")
	d.commitment("wait").Provided = agreement.Holds(d.of("safe"))
	d.commitment("firm").Due = date("2020-01-01")
	check(t, d, nil, map[string]want{
		"leave": {earliest: "2019-09-01", assuming: []string{"approval", "decide"}},
		"plan":  {latest: "2020-03-01", assuming: []string{"approval", "decide"}},
		"talk":  {assuming: []string{"approval", "decide"}},
		"wait":  {earliest: "2019-09-01", assuming: []string{"safe"}},
		"firm":  {due: "2020-01-01", latest: "2020-01-01"},
	})
	supposed := Supposed{d.of("approval"): day("2019-09-08"), d.of("safe"): day("2019-10-01")}
	check(t, d, supposed, map[string]want{
		"leave": {earliest: "2019-09-01", due: "2020-01-08", latest: "2020-01-08", slack: 129},
		"plan":  {due: "2020-01-08", latest: "2020-01-08"},
		"talk":  {due: "2020-03-01", latest: "2020-03-01"},
		"wait":  {earliest: "2019-10-01"},
	})
}

func TestRanges(t *testing.T) {
	d := draftOf([]string{"d"}, nil, nil, []string{"build", "check", "open"})
	d.clock("d").At = date("2020-01-31")
	d.commitment("build").Starts = plus(d.when("d"), "1mo..2mo")
	d.commitment("build").Takes = &calendar.Span{
		Low: calendar.Duration{Days: 10}, High: calendar.Duration{Days: 90},
	}
	d.commitment("build").Due = plus(d.when("d"), "3mo..5mo")
	d.commitment("check").Due = plus(d.when("build"), "1w..2w")
	d.commitment("open").After = d.happened("check")
	check(t, d, nil, map[string]want{
		"build": {"2020-03-10", "2020-06-30", "2020-06-30", 112, nil, false},
		"check": {due: "2020-07-14", latest: "2020-07-14"},
	})
}

// What is due within a range that ends after it can begin can be met, whatever its low end.
func TestARangeOfClocksIsShortForWaitsAndLongForDeadlines(t *testing.T) {
	d := draftOf([]string{"d", "late", "hung"}, nil, nil, []string{"act", "then", "last"})
	late, hung := d.when("late"), d.when("hung")
	d.clock("d").At = date("2020-01-01")
	d.clock("late").At = plus(d.when("d"), "3mo..9mo")
	d.clock("hung").At = plus(d.when("then"), "1mo..2mo")
	d.commitment("act").Starts = plus(d.when("d"), "5mo")
	d.commitment("act").Due = &late
	d.commitment("then").Starts = &late
	d.commitment("then").Due = plus(d.when("late"), "1mo")
	d.commitment("last").Starts = &hung
	d.commitment("last").Due = &hung
	check(t, d, nil, map[string]want{
		"act":  {"2020-06-01", "2020-10-01", "2020-10-01", 122, nil, false},
		"then": {"2020-04-01", "2020-11-01", "2020-11-01", 214, nil, false},
		"last": {"2020-05-01", "2021-01-01", "2021-01-01", 245, nil, false},
	})
}

func TestDueInCircle(t *testing.T) {
	d := draftOf(nil, nil, []string{"safe"}, []string{"a", "b", "self"})
	d.commitment("a").Due = plus(d.when("b"), "5d")
	d.commitment("b").Due = plus(d.when("a"), "5d")
	d.commitment("self").Due = plus(d.when("self"), "5d")
	check(t, d, nil, map[string]want{"a": {}, "b": {}, "self": {}})
}

func TestCircularWaitHasNoEarliest(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"after", "free", "x", "y"})
	d.commitment("x").After = d.happened("y")
	d.commitment("x").Takes = &calendar.Span{Low: calendar.Duration{Days: 3}}
	d.commitment("x").NotBefore = date("2020-01-01")
	d.commitment("y").After = d.happened("x")
	d.commitment("y").Due = date("2020-02-01")
	d.commitment("after").After = d.happened("x")
	d.commitment("after").Due = date("2020-03-01")
	d.commitment("free").After = agreement.Any(d.happened("x"), d.happened("free"))
	check(t, d, nil, map[string]want{
		"x":     {latest: "2020-03-01"},
		"y":     {due: "2020-02-01", latest: "2020-02-01"},
		"after": {due: "2020-03-01", latest: "2020-03-01"},
		"free":  {},
	})
	check(t, d, Supposed{d.of("y"): day("2020-01-10")}, map[string]want{
		"x":     {"2020-01-13", "", "2020-03-01", 48, nil, false},
		"y":     {"2020-01-10", "2020-02-01", "2020-02-01", 22, nil, false},
		"after": {"2020-01-13", "2020-03-01", "2020-03-01", 48, nil, false},
	})
}

func TestContradiction(t *testing.T) {
	d := draftOf([]string{"d"}, nil, nil, []string{"x", "y", "z"})
	d.commitment("y").After = d.happened("x")
	d.commitment("y").Takes = &calendar.Span{Low: calendar.Duration{Days: 10}}
	d.commitment("y").Due = plus(d.when("x"), "5d")
	d.commitment("z").After = d.happened("y")
	d.commitment("z").NotBefore = date("2020-05-01")
	d.commitment("z").Due = date("2020-06-01")
	wanted := map[string]want{
		"x": {contradiction: true},
		"y": {contradiction: true},
		"z": {"2020-05-01", "2020-06-01", "2020-06-01", 31, nil, false},
	}
	check(t, d, nil, wanted)
	d.clock("d").At = date("2020-01-01")
	starts := d.when("d")
	d.commitment("x").Starts = &starts
	check(t, d, nil, wanted)
}

func TestMonthEndsComeToRest(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"x", "y"})
	d.commitment("x").NotBefore = date("2021-01-01")
	d.commitment("y").NotBefore = plus(d.when("x"), "1mo")
	d.commitment("y").Due = plus(d.when("x"), "30d")
	// From 29 January to 28 February are 30 days, and a month clipped to its end.
	check(t, d, nil, map[string]want{
		"x": {earliest: "2021-01-29"},
		"y": {earliest: "2021-02-28"},
	})
	d.commitment("y").Due = plus(d.when("x"), "27d")
	check(t, d, nil, map[string]want{
		"x": {contradiction: true},
		"y": {contradiction: true},
	})
}

func TestChoices(t *testing.T) {
	d := draftOf(nil, []string{"decide"}, nil, []string{"a", "any", "b", "c", "most", "none"})
	for id, from := range map[string]string{"a": "2020-01-01", "b": "2020-02-01", "c": "2020-03-01"} {
		d.commitment(id).NotBefore = date(from)
	}
	decided := d.happened("decide")
	abc := []agreement.Guard{d.happened("a"), d.happened("b"), d.happened("c")}
	d.commitment("any").After = agreement.Any(d.happened("c"), d.happened("b"), decided)
	d.commitment("any").Due = date("2020-06-01")
	d.commitment("most").After = agreement.AtLeast(2, append(abc, decided)...)
	d.commitment("none").After = agreement.Any(agreement.Not(decided), d.happened("c"))
	check(t, d, nil, map[string]want{
		"any":  {due: "2020-06-01", latest: "2020-06-01", assuming: []string{"decide"}},
		"b":    {earliest: "2020-02-01"},
		"most": {earliest: "2020-01-01", assuming: []string{"decide"}},
		"none": {},
	})
	check(t, d, Supposed{d.of("decide"): day("2020-02-15")}, map[string]want{
		"any":  {"2020-02-01", "2020-06-01", "2020-06-01", 121, nil, false},
		"most": {earliest: "2020-02-01"},
	})
}

func TestCertainChoiceAssumesNothing(t *testing.T) {
	d := draftOf(nil, []string{"decide"}, nil, []string{"a", "late", "x"})
	d.commitment("a").NotBefore = date("2020-01-01")
	d.commitment("late").NotBefore = date("2020-02-01")
	d.commitment("late").After = d.happened("decide")
	d.commitment("x").After = agreement.Any(d.happened("a"), d.happened("late"))
	check(t, d, nil, map[string]want{
		"late": {earliest: "2020-02-01", assuming: []string{"decide"}},
		"x":    {earliest: "2020-01-01"},
	})
}

func TestSimultaneousStartIsShared(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"give", "prepare", "take", "tidy"})
	d.Exchanges = []agreement.Exchange{{
		ID:    "swap",
		Mode:  agreement.Simultaneous,
		Sides: [][]agreement.Ref{{d.of("give")}, {d.of("take")}},
	}}
	d.commitment("prepare").NotBefore = date("2020-01-10")
	d.commitment("give").After = agreement.All(d.happened("prepare"), agreement.Started(d.of("take")))
	d.commitment("give").Takes = &calendar.Span{Low: calendar.Duration{Days: 5}}
	d.commitment("take").After = agreement.Any(agreement.Started(d.of("give")), d.happened("tidy"))
	d.commitment("take").StartBy = date("2020-02-01")
	d.commitment("tidy").After = agreement.Happened(agreement.ExchangeRef(0))
	d.commitment("tidy").Due = date("2020-02-03")
	check(t, d, nil, map[string]want{
		"prepare": {earliest: "2020-01-10", latest: "2020-01-29", slack: 19},
		"give":    {earliest: "2020-01-15", latest: "2020-02-03", slack: 19},
		"take":    {earliest: "2020-01-10", latest: "2020-02-03", slack: 24},
		"tidy":    {"2020-01-15", "2020-02-03", "2020-02-03", 19, nil, false},
	})
	d.commitment("take").NotBefore = plus(d.started("give"), "2d")
	check(t, d, nil, map[string]want{
		"give": {contradiction: true},
		"take": {contradiction: true},
	})
}

func TestStepForStepTurns(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"a1", "a2", "b1", "b2"})
	d.Exchanges = []agreement.Exchange{{
		ID:   "pace",
		Mode: agreement.StepForStep,
		Sides: [][]agreement.Ref{
			{d.of("a1"), d.of("a2")},
			{d.of("b1"), d.of("b2")},
		},
	}}
	d.commitment("b1").NotBefore = date("2020-01-01")
	d.commitment("a2").Due = date("2020-03-01")
	check(t, d, nil, map[string]want{
		"a1": {latest: "2020-03-01"},
		"a2": {"2020-01-01", "2020-03-01", "2020-03-01", 60, nil, false},
		"b1": {earliest: "2020-01-01", latest: "2020-03-01", slack: 60},
		"b2": {earliest: "2020-01-01"},
	})
}

func TestContinuing(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"ceasefire", "hold", "leave"})
	d.commitment("ceasefire").Kind = agreement.Continuing
	d.commitment("ceasefire").NotBefore = date("2020-01-05")
	d.commitment("ceasefire").Takes = &calendar.Span{Low: calendar.Duration{Days: 9}}
	d.commitment("hold").Kind = agreement.Prohibition
	d.commitment("hold").StartBy = date("2020-02-01")
	d.commitment("leave").After = agreement.All(d.happened("ceasefire"), d.happened("hold"))
	d.commitment("leave").Due = plus(d.started("hold"), "10d")
	check(t, d, nil, map[string]want{
		"ceasefire": {earliest: "2020-01-05", latest: "2020-02-11", slack: 37},
		"hold":      {earliest: "2019-12-26", latest: "2020-02-01", slack: 37},
		"leave":     {"2020-01-05", "2020-02-11", "2020-02-11", 37, nil, false},
	})
}

func TestDeadlineBoundsItsAnchorFromBelow(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"sign", "vote", "work"})
	d.commitment("vote").NotBefore = date("2020-06-01")
	d.commitment("vote").Due = plus(d.when("sign"), "5d")
	d.commitment("work").After = agreement.Any(d.happened("sign"), d.happened("vote"))
	check(t, d, nil, map[string]want{
		"sign": {earliest: "2020-05-27"},
		"work": {earliest: "2020-05-27"},
	})
	check(t, d, Supposed{d.of("sign"): day("2020-01-01")}, map[string]want{
		"sign": {earliest: "2020-01-01"},
		"vote": {"2020-06-01", "2020-01-06", "2020-01-06", -147, nil, false},
		"work": {earliest: "2020-01-01"},
	})
}

func TestClockOfAJointStartHoldsUpNobodyInIt(t *testing.T) {
	d := draftOf([]string{"begin"}, nil, nil, []string{"give", "take"})
	d.Exchanges = []agreement.Exchange{{
		ID:    "swap",
		Sides: [][]agreement.Ref{{d.of("give")}, {d.of("take")}},
	}}
	begin := d.started("give")
	d.clock("begin").At = &begin
	d.commitment("give").NotBefore = date("2020-01-10")
	starts := d.when("begin")
	d.commitment("take").Starts = &starts
	d.commitment("take").Due = plus(d.when("begin"), "10d")
	d.commitment("give").StartBy = date("2020-02-01")
	check(t, d, nil, map[string]want{
		"give": {earliest: "2020-01-10"},
		"take": {earliest: "2020-01-10", due: "2020-02-11", latest: "2020-02-11", slack: 32},
	})
}

func TestContinuingExchangeOfItsOwn(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"halt", "pause"})
	d.Exchanges = []agreement.Exchange{{
		ID:    "swap",
		Sides: [][]agreement.Ref{{d.of("halt")}, {d.of("pause")}},
	}}
	d.commitment("halt").Kind = agreement.Continuing
	d.commitment("halt").NotBefore = date("2020-01-10")
	d.commitment("halt").After = agreement.Happened(agreement.ExchangeRef(0))
	d.commitment("pause").Kind = agreement.Continuing
	check(t, d, nil, map[string]want{
		"halt":  {earliest: "2020-01-10"},
		"pause": {earliest: "2020-01-10"},
	})
}

func TestSupposedThroughAClock(t *testing.T) {
	d := draftOf([]string{"begin"}, nil, nil, []string{"leave", "report", "sign"})
	begin := plus(d.when("sign"), "5d")
	d.clock("begin").At = begin
	d.commitment("leave").NotBefore = plus(d.when("begin"), "10d")
	d.commitment("leave").Due = date("2020-03-01")
	d.commitment("report").Due = plus(d.when("begin"), "1mo")
	check(t, d, nil, map[string]want{
		"sign":   {latest: "2020-02-15"},
		"report": {latest: "2020-03-20"},
	})
	check(t, d, Supposed{d.of("sign"): day("2020-02-25")}, map[string]want{
		"sign":   {earliest: "2020-02-25", latest: "2020-02-15", slack: -10},
		"leave":  {"2020-03-11", "2020-03-01", "2020-03-01", -10, nil, false},
		"report": {due: "2020-04-01", latest: "2020-04-01"},
	})
}

func TestSupposedStartIsSharedByAJointStep(t *testing.T) {
	d := draftOf(nil, nil, nil, []string{"give", "take", "verify"})
	d.Exchanges = []agreement.Exchange{{
		ID:    "swap",
		Sides: [][]agreement.Ref{{d.of("give")}, {d.of("take")}},
	}}
	takes := duration("5d")
	d.commitment("take").Takes = &takes
	d.commitment("take").NotBefore = date("2021-01-01")
	d.commitment("verify").Due = plus(d.started("take"), "30d")
	check(t, d, Supposed{d.of("give"): day("2020-03-01")}, map[string]want{
		"give":   {earliest: "2020-03-01"},
		"take":   {earliest: "2020-03-06"},
		"verify": {due: "2020-03-31", latest: "2020-03-31"},
	})
}

func TestBranchesBothCount(t *testing.T) {
	d := draftOf(nil, nil, []string{"safe"}, []string{"stay", "vote", "withdraw"})
	d.commitment("vote").NotBefore = date("2020-05-01")
	d.commitment("withdraw").Due = date("2020-09-01")
	d.Branches = []agreement.Branch{{
		ID:   "after-vote",
		If:   agreement.All(d.happened("vote"), agreement.Holds(d.of("safe"))),
		Then: []agreement.Ref{d.of("withdraw")},
		Else: []agreement.Ref{d.of("stay")},
	}}
	check(t, d, nil, map[string]want{
		"stay":     {},
		"vote":     {earliest: "2020-05-01", latest: "2020-09-01", slack: 123},
		"withdraw": {"2020-05-01", "2020-09-01", "2020-09-01", 123, []string{"safe"}, false},
	})
}
