package web

import (
	"mime"
	"net/http"
	"path"
	"strings"

	"lockstep/internal/chart"
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
	c, err := pages.Chart(ask, name)
	if err != nil {
		http.Error(w, "There is nothing here: "+err.Error()+".", http.StatusNotFound)
		return
	}
	file, err := form.write(c)
	if err != nil {
		panic(err) // pixels in memory can always be encoded
	}
	kept := ask.Answers.Agreement.ID + "-" + strings.ReplaceAll(name, ".", "-") + "-" +
		ask.Answers.Cut.AsOf.String() + ending
	w.Header().Set("Content-Type", form.kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment",
		map[string]string{"filename": kept}))
	w.Header().Set("Cache-Control", "no-cache")
	w.Write(file)
}
