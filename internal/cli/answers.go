package cli

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/diag"
	"lockstep/internal/exposure"
	"lockstep/internal/status"
	"lockstep/internal/temporal"
	"lockstep/internal/web"
)

// readingsParam is that of every answer about the text.
var readingsParam = web.Param{Name: "readings",
	Doc: "the text with exactly these readings (a,b), or none for the text alone"}

// programAnswers are what a server answers to programs: what the commands of these names write
// with --json.
func programAnswers() []web.Answer {
	return []web.Answer{
		{Name: "status", Doc: "How every commitment stands on a day, as it was known on another",
			Params: []web.Param{{Name: "accept",
				Doc: "what makes an act done: " + strings.Join(status.AcceptNames, ", ")}},
			Shape: statusReport{}, Ask: answerStatus},
		{Name: "figures/{id}", Doc: "The figures of a level by source, and their conflicts",
			Shape: status.Figures{}, Ask: answerFigures},
		{Name: "check", Doc: "What is wrong with the agreement, most serious first",
			Params: []web.Param{readingsParam}, Shape: checkReport{}, Ask: answerCheck},
		{Name: "dates", Doc: "Earliest, due and latest day of every commitment",
			Params: []web.Param{readingsParam}, Shape: datesReport{}, Ask: answerDates},
		{Name: "exposure", Doc: "How much each party can have given for how little, at worst",
			Params: []web.Param{readingsParam}, Shape: exposureReport{}, Ask: answerExposure},
		{Name: "blockers", Doc: "Who can stop each goal, alone or together",
			Params: []web.Param{readingsParam}, Shape: blockersReport{}, Ask: answerBlockers},
	}
}

// asked turns a misuse of a command into a wrong question.
func asked(code int, err error) error {
	var exit *exitError
	if errors.As(err, &exit) && exit.err != nil {
		err = exit.err
	}
	return &web.AskedWrongly{Code: code, Err: err}
}

// readingsAsked are the positions of the readings that a question names.
func readingsAsked(q *web.Question) ([]int, error) {
	readings, err := positions(q.Answers.Agreement, q.Query.Get("readings"))
	if err != nil {
		return nil, asked(http.StatusBadRequest, err)
	}
	return readings, nil
}

// underReadings is the agreement with the readings that a question names.
func underReadings(q *web.Question) (*agreement.Agreement, error) {
	readings, err := readingsAsked(q)
	if err != nil {
		return nil, err
	}
	return q.Answers.Agreement.Under(readings), nil
}

func answerStatus(q *web.Question) (any, error) {
	word := q.Query.Get("accept")
	if word == "" {
		return statusReport{Report: q.Answers.Report()}, nil
	}
	accept, known := status.ParseAccept(word)
	if !known {
		return nil, asked(http.StatusBadRequest, fmt.Errorf("accept is one of %s, not %q",
			strings.Join(status.AcceptNames, ", "), word))
	}
	return statusReport{Report: q.Answers.ReportAccepting(accept)}, nil
}

func answerFigures(q *web.Question) (any, error) {
	a := q.Answers.Agreement
	ref, found := a.Lookup(q.ID)
	if !found || ref.Kind != agreement.KindLevel {
		return nil, asked(http.StatusNotFound, misuse("there is no level %q.%s", q.ID,
			diag.DidYouMean(q.ID, levelIDs(a))))
	}
	return q.Answers.Figures(ref.Index), nil
}

func answerCheck(q *web.Question) (any, error) {
	report := checkReport{Agreement: q.Answers.Agreement.ID,
		Diagnostics: q.Answers.Project.Diagnostics.Reports()}
	if !q.Query.Has("readings") {
		report.Findings = q.Answers.Findings()
		return report, nil
	}
	readings, err := readingsAsked(q)
	if err != nil {
		return nil, err
	}
	report.Findings = check.Run(q.Answers.Agreement, all.Checks(),
		check.Options{Exactly: true, Readings: readings})
	return report, nil
}

func answerDates(q *web.Question) (any, error) {
	a, err := underReadings(q)
	if err != nil {
		return nil, err
	}
	return datesOf(temporal.Compute(a, nil)), nil
}

func answerExposure(q *web.Question) (any, error) {
	a, err := underReadings(q)
	if err != nil {
		return nil, err
	}
	readings, _ := readingsAsked(q) // just read
	report := exposureOf(a, exposure.Options{})
	report.Readings = readingIDs(q.Answers.Agreement, readings)
	return report, nil
}

// answeredSize is the most actors in a group that programs get; the command can be asked for more.
const answeredSize = 3

func answerBlockers(q *web.Question) (any, error) {
	a, err := underReadings(q)
	if err != nil {
		return nil, err
	}
	return blockersOf(a, blockers.Question{Size: answeredSize, Goals: blockers.Goals(a)}), nil
}
