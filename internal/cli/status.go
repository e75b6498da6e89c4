package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/books"
	"lockstep/internal/calendar"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// A cutFlags holds what bounds the evidence, as it was typed.
type cutFlags struct{ asOf, knownAt, recordedBy string }

type statusFlags struct {
	cutFlags
	accept, readings, since, by, scale string
	json                               bool
}

// A statusReport is the JSON of the status command.
type statusReport struct {
	*status.Report
	Scale *status.Scaled `json:"scale,omitempty"`
	Since *status.Since  `json:"since,omitempty"`
}

func statusCommand(c *console) *cobra.Command {
	var flags statusFlags
	command := &cobra.Command{
		Use:   "status DIR",
		Short: "How every commitment stands on a day, as it was known on another",
		Long: "Status says how every commitment, condition, decision, clock and level stands, and\n" +
			"what that rests on. --as-of leaves out what happened later, --known-at what could\n" +
			"only be known later, --recorded-by what a ledger recorded later.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.status(args[0], flags) },
	}
	f := command.Flags()
	flags.cutFlags.add(command)
	f.StringVar(&flags.accept, "accept", status.AcceptReported.String(),
		"what makes an act done: "+strings.Join(status.AcceptNames, ", "))
	f.StringVar(&flags.readings, "readings", "", "the text with these readings (a,b)")
	f.StringVar(&flags.since, "since", "", "list what changed since that day, as it was known "+
		"then, or since a status that was written with --json to a file")
	f.StringVar(&flags.by, "by", "", "list by "+strings.Join(groupings, ", "))
	f.StringVar(&flags.scale, "scale", "",
		"tell it on a scale too: "+strings.Join(status.ScaleNames(), ", "))
	f.BoolVar(&flags.json, "json", false, "write the status as JSON")
	return command
}

// add declares the flags that bound the evidence.
func (flags *cutFlags) add(command *cobra.Command) {
	f := command.Flags()
	f.StringVar(&flags.asOf, "as-of", "",
		"the day asked about; without it, that of the last event")
	f.StringVar(&flags.knownAt, "known-at", "", "as it was known on that day; without it, as now")
	f.StringVar(&flags.recordedBy, "recorded-by", "",
		"as the ledger stood at that day or moment; without it, as now")
}

func (c *console) status(dir string, flags statusFlags) error {
	accept, err := flags.check()
	if err != nil {
		return err
	}
	desk, err := c.readProject(dir, flags.readings, flags.json)
	if err != nil {
		return err
	}
	defer desk.close()
	cut, err := desk.cut(flags.cutFlags)
	if err != nil {
		return err
	}
	question := status.Question{Cut: cut, Accept: accept}
	report := &statusReport{Report: desk.book.At(question)}
	if i := slices.Index(status.ScaleNames(), flags.scale); i >= 0 {
		report.Scale = status.Scales[i].Tell(report.Report)
	}
	if flags.since != "" {
		earlier, err := desk.earlier(question, flags.since)
		if err != nil {
			return err
		}
		if earlier.AsOf > report.AsOf {
			return misuse("--since is of %s, after the day asked about, %s: what changed is told from "+
				"the earlier day to the later one", earlier.AsOf, report.AsOf)
		}
		report.Since = status.Changes(earlier, report.Report)
	}
	if flags.json {
		return c.json(report)
	}
	view := statusView{console: c, a: desk.agreement, by: flags.by}
	view.show(report)
	return nil
}

// check reads the flags that need no project.
func (flags *statusFlags) check() (status.Accept, error) {
	accept, ok := status.ParseAccept(flags.accept)
	if !ok {
		return accept, misuse("--accept is one of %s, not %q",
			strings.Join(status.AcceptNames, ", "), flags.accept)
	}
	if flags.by != "" && !slices.Contains(groupings, flags.by) {
		return accept, misuse("--by is one of %s, not %q", strings.Join(groupings, ", "), flags.by)
	}
	if flags.scale != "" && !slices.Contains(status.ScaleNames(), flags.scale) {
		return accept, misuse("--scale is one of %s, not %q",
			strings.Join(status.ScaleNames(), ", "), flags.scale)
	}
	return accept, nil
}

// groupings are what commitments can be listed by.
var groupings = []string{"article", "chapter", "instrument", "party"}

// totalsBy are the totals of a grouping.
func (r *statusReport) totalsBy(grouping string) []status.Total {
	return map[string][]status.Total{
		"article": r.Totals.ByArticle, "chapter": r.Totals.ByChapter,
		"instrument": r.Totals.ByInstrument, "party": r.Totals.ByParty,
	}[grouping]
}

// namesBy are the names under which a commitment is listed in a grouping.
func (r *statusReport) namesBy(grouping string, c *status.Commitment) []string {
	switch grouping {
	case "article":
		return []string{c.Article}
	case "chapter":
		return []string{status.Chapter(c.Article)}
	case "instrument":
		return []string{c.Instrument}
	}
	if len(c.Performers) == 0 {
		return []string{""}
	}
	return c.Performers
}

// earlier is the report with which another one is compared: that of a day, as it was known then,
// or one that was kept in a file.
func (d *openProject) earlier(q status.Question, since string) (*status.Report, error) {
	if day, err := d.day("--since", since); err == nil {
		q.Cut.AsOf = day
		if q.Cut.KnownAt == calendar.None || day < q.Cut.KnownAt {
			q.Cut.KnownAt = day
		}
		return d.book.At(q), nil
	}
	file, err := os.ReadFile(since)
	if err != nil {
		return nil, misuse("--since takes a day such as 2020-07-13 or the file of an earlier "+
			"status: %w", err)
	}
	report := &status.Report{}
	if err := json.Unmarshal(file, report); err != nil {
		return nil, unreadable(fmt.Errorf("%s is not a status written with --json: %w", since, err))
	}
	if report.Agreement != d.agreement.ID {
		return nil, misuse("%s is a status of %q, not of %q", since, report.Agreement, d.agreement.ID)
	}
	return report, nil
}

// An openProject is a project with its evidence made ready to be asked.
type openProject struct {
	project   *lang.Project
	agreement *agreement.Agreement // under the readings that were asked for
	book      *status.Book
	events    []ledger.Event // where they were asked for
	spared    int            // what the garbage collector was told before
}

const (
	// large is how many events a ledger has in which memory is to be spared.
	large = 250_000
	// sparing lets the heap grow by no more than this share, in percent, of what is in use.
	sparing = 10
)

// spare spares memory, at the cost of time, where there are very many events. The close of the
// project ends it.
func (d *openProject) spare(events int) {
	if events > large {
		d.spared = debug.SetGCPercent(sparing)
	}
}

// close ends the work on a project.
func (d *openProject) close() {
	if d.spared != 0 {
		debug.SetGCPercent(d.spared)
	}
}

// readProject reads a project and its evidence.
func (c *console) readProject(dir, readings string, asJSON bool) (*openProject, error) {
	d, err := c.openText(dir, readings, asJSON)
	if err == nil {
		err = d.gather(evidence{console: c, dir: dir, asJSON: asJSON}, false)
	}
	return d, err
}

// readWhole reads a project and its evidence, and keeps every event, for who needs more than a
// book tells.
func (c *console) readWhole(dir string) (*openProject, error) {
	d, err := c.openText(dir, "", false)
	if err == nil {
		err = d.gather(evidence{console: c, dir: dir}, true)
	}
	return d, err
}

// openText reads a project without its evidence.
func (c *console) openText(dir, readings string, asJSON bool) (*openProject, error) {
	project, err := c.load(dir, asJSON)
	if err != nil {
		return nil, err
	}
	named, err := positions(project.Agreement, readings)
	if err != nil {
		return nil, err
	}
	return &openProject{project: project, agreement: project.Agreement.Under(named)}, nil
}

// gather makes a book of the evidence, and keeps every event too where that is asked for.
func (d *openProject) gather(in evidence, keep bool) error {
	var g *status.Gatherer
	in.project = d.project
	in.begin = func(n int) { d.spare(n); g = status.Gather(d.agreement, n) }
	in.event = func(e *ledger.Event) {
		g.Add(e)
		if keep {
			d.events = append(d.events, *e)
		}
	}
	if err := in.read(); err != nil {
		d.close()
		return err
	}
	d.book = g.Book()
	return nil
}

// cut reads the flags that bound the evidence.
func (d *openProject) cut(flags cutFlags) (ledger.Cut, error) {
	cut := ledger.Everything
	var err error
	if cut.AsOf, err = d.day("--as-of", flags.asOf); err != nil {
		return cut, err
	}
	if cut.KnownAt, err = d.day("--known-at", flags.knownAt); err != nil {
		return cut, err
	}
	if cut.RecordedBy, err = d.recordedBy(flags.recordedBy); err != nil {
		return cut, err
	}
	return d.dated(cut)
}

// dated gives a cut without a day that of the last event.
func (d *openProject) dated(cut ledger.Cut) (ledger.Cut, error) {
	if cut.AsOf == calendar.None {
		cut.AsOf = d.book.Latest(cut)
	}
	if cut.AsOf == calendar.None {
		return cut, misuse("there is no evidence from which a day could be taken: say --as-of")
	}
	return cut, nil
}

// day reads a day in the zone of the agreement; None where none is given.
func (d *openProject) day(flag, text string) (calendar.Day, error) {
	if text == "" {
		return calendar.None, nil
	}
	day, err := calendar.ParseDay(text, d.agreement.Location())
	if err != nil {
		return calendar.None, misuse("%s: %w", flag, err)
	}
	return day, nil
}

// recordedBy reads a moment of recording. Plain evidence has none: its history is kept elsewhere.
func (d *openProject) recordedBy(text string) (ledger.Instant, error) {
	if text == "" {
		return 0, nil
	}
	moment, err := ledger.ParseInstant(text)
	if err != nil {
		return 0, misuse("--recorded-by: %w", err)
	}
	if d.book.IsRecorded() {
		return moment, nil
	}
	return 0, misuse("--recorded-by asks when events were recorded, which only a ledger knows: %s "+
		"does not say", books.PlainFile)
}
