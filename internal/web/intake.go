package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"lockstep/internal/desk"
	"lockstep/internal/intake"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/pages"
)

// mostFile bounds a file that is sent, mostSent the request that it comes in.
const (
	mostFile = sheet.MaxBytes
	mostSent = mostFile + 64<<10
)

// sendTime is how long somebody on a slow line may take to send a file.
const sendTime = 5 * time.Minute

// importPage shows where a file is sent, a file's review, or what was recorded of one.
func (s *Server) importPage(w http.ResponseWriter, r *http.Request) {
	in, query := s.newIntake(), r.URL.Query()
	if moment, err := ledger.ParseInstant(query.Get("taken")); err == nil {
		in.Taken = moment
	}
	if token := query.Get("token"); token != "" {
		s.look(r, in, token)
	}
	code := http.StatusOK
	if len(in.Wrong) > 0 {
		code = http.StatusNotFound
	}
	s.showIntake(w, r, in, code)
}

func (s *Server) newIntake() *pages.Intake { return &pages.Intake{MostSize: mostFile} }

// look says what would become of the file under a token, or that there is none.
func (s *Server) look(r *http.Request, in *pages.Intake, token string) {
	sent := s.files.get(token, personOf(r).Name, s.now())
	if sent == nil {
		in.Wrong = []string{"the file is not kept any more, or not here: send it again"}
		return
	}
	look, err := s.desk.Look(r.Context(), sent)
	switch {
	case errors.Is(err, desk.ErrReadOnly):
	case err != nil:
		panic(err)
	default:
		in.Look, in.Token = look, token
	}
}

func (s *Server) showIntake(w http.ResponseWriter, r *http.Request, in *pages.Intake, code int) {
	ask := s.ask(r)
	ask.Intake, ask.Path = in, pages.Import.Path
	w.Header().Set("Cache-Control", "no-store")
	s.write(w, r, code, pages.Import, ask)
}

// sendFile takes a file and keeps it until it has been decided on.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request) {
	if !s.desk.Now().Sealed {
		http.Error(w, "This project has no ledger to record in.", http.StatusConflict)
		return
	}
	// Where the connection knows no deadlines, that of the server stays.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(sendTime))
	sent, err := fileOf(r)
	if err != nil {
		in := s.newIntake()
		in.Wrong = []string{err.Error()}
		code := http.StatusUnprocessableEntity
		if errors.Is(err, errTooLarge) {
			code = http.StatusRequestEntityTooLarge
		}
		s.showIntake(w, r, in, code)
		return
	}
	if s.sharing != nil {
		sent.Recorder = personOf(r).Name
	}
	sent.By = clearanceOf(personOf(r))
	token := s.files.keep(sent, personOf(r).Name, s.now())
	http.Redirect(w, r, pages.Import.Path+"?"+url.Values{"token": {token}}.Encode(),
		http.StatusSeeOther)
}

var errTooLarge = fmt.Errorf("the file is larger than %d megabytes: split it, or use "+
	"lockstep import", mostFile>>20)

// fileOf reads the file of a form. The errors are for whoever sent it.
func fileOf(r *http.Request) (*desk.Sent, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errors.New("this is not the form of a file")
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errors.New("no file was sent: choose one")
		case err != nil:
			return nil, sendingFault(err)
		case part.FormName() != "file":
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, mostFile+1))
		name := path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
		switch {
		case err != nil:
			return nil, sendingFault(err)
		case len(content) > mostFile:
			return nil, errTooLarge
		case len(content) == 0:
			return nil, errors.New("no file was sent, or an empty one: choose one")
		}
		return &desk.Sent{Name: strings.ToValidUTF8(name, "?"), Content: content}, nil
	}
}

func sendingFault(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return errTooLarge
	}
	return errors.New("the file did not arrive whole: send it again")
}

// take records what was ticked of a file, all of it or nothing.
func (s *Server) take(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This is more than the form can be.", http.StatusRequestEntityTooLarge)
		return
	}
	in, token := s.newIntake(), r.PostForm.Get("token")
	s.look(r, in, token)
	if in.Look == nil {
		s.showIntake(w, r, in, http.StatusNotFound)
		return
	}
	in.Chosen = chosenOf(r.PostForm)
	receipt, err := s.takeOf(r.Context(), in)
	switch {
	case errors.Is(err, ledger.ErrFull):
		http.Error(w, err.Error(), http.StatusInsufficientStorage)
	case err != nil:
		panic(err)
	case len(in.Wrong)+len(in.Refused) > 0:
		s.showIntake(w, r, in, http.StatusUnprocessableEntity)
	default:
		s.files.forget(token)
		http.Redirect(w, r, pages.Import.Path+"?"+
			url.Values{"taken": {receipt.Recorded.String()}}.Encode(), http.StatusSeeOther)
	}
}

// chosenOf is what a form says is to be taken.
func chosenOf(form url.Values) *pages.Chosen {
	text := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	chosen := &pages.Chosen{Ticked: map[string]bool{}, Rest: form.Get("rest") != "",
		Saying: intake.Saying{Source: text("source"), Assessor: text("assessor"), At: text("at"),
			Known: text("known"), RestsOn: text("rests-on")}}
	for _, name := range form["take"] {
		chosen.Ticked[name] = true
	}
	return chosen
}

// takeOf records what was chosen. Where it is refused, the intake says why.
func (s *Server) takeOf(ctx context.Context, in *pages.Intake) (ledger.Receipt, error) {
	events, err := s.chosenEvents(ctx, in)
	if err != nil || len(in.Wrong)+len(in.Refused) > 0 {
		return ledger.Receipt{}, err
	}
	if len(events) == 0 {
		in.Wrong = []string{"nothing is ticked, or all of it is recorded already"}
		return ledger.Receipt{}, nil
	}
	receipt, err := s.desk.TakeEvents(ctx, events)
	var refused *ledger.RefusedError
	if errors.As(err, &refused) {
		in.Refused, err = refused.Refused, nil
		for _, f := range refused.Refused {
			in.Wrong = append(in.Wrong, f.String())
		}
	}
	return receipt, err
}

// chosenEvents are the events that were chosen, of a file of events or of a matrix.
func (s *Server) chosenEvents(ctx context.Context, in *pages.Intake) ([]ledger.Event, error) {
	if in.Look.Matrix != nil {
		return s.chosenChanges(ctx, in)
	}
	if in.Look.Events == nil {
		return nil, nil
	}
	var events []ledger.Event
	for i, e := range in.Look.Events.New {
		if i < pages.MostListed && in.Chosen.Ticked[e.ID] || i >= pages.MostListed && in.Chosen.Rest {
			events = append(events, e)
		}
	}
	return events, nil
}

func (s *Server) chosenChanges(ctx context.Context, in *pages.Intake) ([]ledger.Event, error) {
	var chosen []matrix.Change
	for _, change := range intake.Offered(in.Look.Matrix) {
		if in.Chosen.Ticked[pages.ChangeName(change.ID, change.Column)] {
			chosen = append(chosen, change)
		}
	}
	for field, said := range map[string]string{"source": in.Chosen.Source,
		"assessor": in.Chosen.Assessor} {
		if len(chosen) > 0 && said == "" {
			in.Refused = append(in.Refused, ledger.Refusal{Field: field,
				Reason: "it must be known who says that this happened"})
		}
	}
	if len(in.Refused) > 0 {
		return nil, nil
	}
	events, refused, err := s.desk.TakeChanges(ctx, in.Look, chosen, in.Chosen.Saying)
	for _, f := range refused {
		in.Wrong = append(in.Wrong, f.String())
		if f.Column == "Day" {
			f.Column = "at"
		}
		in.Refused = append(in.Refused, ledger.Refusal{Line: f.Row, Field: f.Column, Reason: f.Reason})
	}
	return events, err
}
