package web

import (
	"mime"
	"net/http"
	"path"
	"strings"

	"lockstep/internal/chart"
	"lockstep/internal/desk"
	"lockstep/internal/pages"
)

// A format is a form in which a chart can be had as a file.
type format struct {
	kind  string
	write func(chart.Chart) ([]byte, error)
}

// formats are the forms by the ending of the file.
var formats = map[string]format{
	".svg": {"image/svg+xml", func(c chart.Chart) ([]byte, error) { return chart.File(c), nil }},
	".png": {"image/png", chart.PNG},
	".csv": {"text/csv; charset=utf-8", func(c chart.Chart) ([]byte, error) {
		return chart.CSV(c), nil
	}},
}

// chart serves a chart under the cut of its address as a file to keep.
func (s *Server) chart(w http.ResponseWriter, r *http.Request) {
	ending := path.Ext(r.PathValue("file"))
	form, known := formats[ending]
	if !known {
		s.nothingHere(w, r)
		return
	}
	ask, name := s.ask(r), strings.TrimSuffix(r.PathValue("file"), ending)
	if ask.Form.Wrong() {
		http.Error(w, "A day in the address cannot be read.", http.StatusBadRequest)
		return
	}
	key := chartKey{ask.Answers, r.PathValue("file"), ask.Query.Encode()}
	drawn := s.kept.get(ask.Answers.Edition, key, func() *made { return form.of(ask, name) })
	if drawn.missing != nil {
		http.Error(w, "There is nothing here: "+drawn.missing.Error()+".", http.StatusNotFound)
		return
	}
	kept := ask.Answers.Agreement.ID + "-" + strings.ReplaceAll(name, ".", "-") + "-" +
		ask.Answers.Cut.AsOf.String() + ending
	declare(w, ask.Answers.Edition)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment",
		map[string]string{"filename": kept}))
	drawn.send(w, r)
}

// A chartKey is all that a chart as a file hangs on.
type chartKey struct {
	answers     *desk.Answers // of one edition, one cut, and who may see what
	file, query string
}

// of is a chart in that form.
func (f format) of(ask *pages.Ask, name string) *made {
	c, err := pages.Chart(ask, name)
	if err != nil {
		return &made{missing: err}
	}
	file, err := f.write(c)
	if err != nil {
		panic(err) // pixels in memory can always be encoded
	}
	return madeOf(http.StatusOK, f.kind, file)
}
