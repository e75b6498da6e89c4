package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"lockstep/internal/accounts"
	"lockstep/internal/agreement"
	"lockstep/internal/pages"
)

// own are the routes to what is for one person, or for stewards, on a shared dashboard.
func (s *Server) own() []route {
	if s.sharing == nil {
		return nil
	}
	note, manage := to(accounts.ToNote), to(accounts.ToManage)
	return []route{
		{http.MethodGet, pages.Notes.Path, note, s.page(pages.Notes)},
		{http.MethodPost, pages.Notes.Path, note, http.HandlerFunc(s.keepNote)},
		{http.MethodGet, pages.Accounts.Path, manage, s.page(pages.Accounts)},
		{http.MethodPost, pages.Accounts.Path, manage, http.HandlerFunc(s.changeAccount)},
	}
}

// offered is what people of each role may use, worked out once from the table of routes.
func (s *Server) offered() map[accounts.Role]*pages.Offered {
	kinds := map[accounts.Role][]string{accounts.Assessor: assessments,
		accounts.Delegate: slices.Concat(delegatePositions, delegateReplies)}
	all := map[accounts.Role]*pages.Offered{}
	for role := range accounts.RoleNames {
		person := accounts.Person{Role: accounts.Role(role)}
		offer := &pages.Offered{Routes: map[string]bool{}, Kinds: kinds[person.Role]}
		for _, r := range s.routes() {
			offer.Routes[r.method+" "+r.pattern] = r.needs == nothing ||
				person.May(accounts.Right(r.needs-1))
		}
		all[person.Role] = offer
	}
	return all
}

// complete adds to what is asked of a page what belongs to who asks alone.
func (s *Server) complete(r *http.Request, p *pages.Page, ask *pages.Ask) {
	if s.sharing == nil {
		return
	}
	switch about := pages.About(p, ask); {
	case p == pages.Notes:
		ask.Notes = s.notesOf(r, "")
	case about != "":
		ask.Notes = s.notesOf(r, about)
	case p == pages.Accounts:
		ask.Accounts = s.accountList(r)
	}
}

// notesOf are the notes of who asks, and of nobody else; nil where there are none.
func (s *Server) notesOf(r *http.Request, about string) *pages.OwnNotes {
	found, err := s.sharing.Accounts.Notes(r.Context(), personOf(r).Name, about)
	if err != nil {
		panic(err)
	}
	if len(found) == 0 {
		return nil
	}
	shown := &pages.OwnNotes{}
	for i := range found {
		n := &found[i]
		note := pages.Note{ID: n.ID, About: n.About, Text: n.Latest().Text,
			At: time.UnixMilli(n.Latest().At)}
		for _, old := range slices.Backward(n.Versions[:len(n.Versions)-1]) {
			note.Earlier = append(note.Earlier, pages.NoteVersion{Text: old.Text,
				At: time.UnixMilli(old.At)})
		}
		shown.Notes = append(shown.Notes, note)
	}
	return shown
}

// keepNote takes a note about something that the person sees, or another version of a note.
func (s *Server) keepNote(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This is more than a note can be.", http.StatusRequestEntityTooLarge)
		return
	}
	kept, name := s.sharing.Accounts, personOf(r).Name
	text := strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")
	back, about := pages.Notes.Path, r.PostForm.Get("about")
	var err error
	if id := r.PostForm.Get("note"); id != "" {
		err = kept.ChangeNote(r.Context(), name, id, text)
	} else if back = s.ask(r).AddressOf(about); back == "" {
		err = accounts.ErrNotThere
	} else {
		_, err = kept.AddNote(r.Context(), name, about, text)
	}
	switch {
	case errors.Is(err, accounts.ErrNotThere):
		http.Error(w, "There is nothing here to take notes of.", http.StatusNotFound)
	case errors.Is(err, accounts.ErrNote):
		http.Error(w, "Not kept: "+err.Error()+".", http.StatusUnprocessableEntity)
	case err != nil:
		panic(err)
	default:
		http.Redirect(w, r, back, http.StatusSeeOther)
	}
}

// accountList is who may use the dashboard, for a steward.
func (s *Server) accountList(r *http.Request) *pages.AccountList {
	people, err := s.sharing.Accounts.List(r.Context())
	if err != nil {
		panic(err)
	}
	changes, err := s.sharing.Accounts.Changes(r.Context())
	if err != nil {
		panic(err)
	}
	list := &pages.AccountList{Roles: accounts.RoleNames[1:]}
	for _, a := range people {
		list.People = append(list.People, pages.AccountRow{Name: a.Name, Display: a.Display,
			Role: a.Role.String(), Party: a.Party, Disabled: a.Disabled, Self: a.Name == personOf(r).Name})
	}
	for _, c := range slices.Backward(changes) {
		list.Changes = append(list.Changes, pages.AccountChange{At: time.UnixMilli(c.At), By: c.By,
			About: c.About, What: c.What})
	}
	return list
}

// errNoChange is of a form that says nothing that could be done.
var errNoChange = errors.New("there is no such change")

// changeFaults are what can be wrong with a change to an account.
var changeFaults = []error{errNoChange, accounts.ErrNotThere, accounts.ErrLastOne,
	accounts.ErrNoParty}

// changeAccount gives an account another role, shuts it out or lets it in again, in the name of
// the steward who asks.
func (s *Server) changeAccount(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This is no change to an account.", http.StatusRequestEntityTooLarge)
		return
	}
	kept, by, name := s.sharing.Accounts, personOf(r).Name, r.PostForm.Get("name")
	var err error
	switch r.PostForm.Get("do") {
	case "disable":
		err = kept.Disable(r.Context(), by, name)
	case "enable":
		err = kept.Enable(r.Context(), by, name)
	case "role":
		err = s.changeRole(r, by, name)
	default:
		err = errNoChange
	}
	known := func(one error) bool { return errors.Is(err, one) }
	switch {
	case slices.ContainsFunc(changeFaults, known):
		http.Error(w, "Not changed: "+err.Error()+".", http.StatusUnprocessableEntity)
		return
	case err != nil:
		panic(err)
	}
	http.Redirect(w, r, pages.Accounts.Path, http.StatusSeeOther)
}

func (s *Server) changeRole(r *http.Request, by, name string) error {
	role, err := accounts.ParseRole(r.PostForm.Get("role"))
	if err != nil {
		return errNoChange
	}
	party := r.PostForm.Get("party")
	ref, found := s.desk.Now().Agreement.Lookup(party)
	if party != "" && !(found && ref.Kind == agreement.KindParty) {
		return errNoChange
	}
	return s.sharing.Accounts.SetRole(r.Context(), by, name, role, party)
}
