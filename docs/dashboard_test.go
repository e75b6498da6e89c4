package docs

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/pages"
	"lockstep/internal/web"
)

// TestDashboardPages: the table of dashboard.md has every page, by the name that the navigation
// gives it, and no other.
func TestDashboardPages(t *testing.T) {
	told := map[string]string{}
	for _, row := range rows(read(t, "dashboard.md"), "Page") {
		told[strings.Trim(row[1], "`")] = row[0]
	}
	for _, p := range pages.All() {
		name, is := told[p.Path]
		if !is || p.Name != "" && name != p.Name {
			t.Errorf("dashboard.md calls the page %q at %s %q", p.Name, p.Path, name)
		}
		delete(told, p.Path)
	}
	for path, name := range told {
		t.Errorf("dashboard.md tells of %s at %s, which is no page", name, path)
	}
}

// TestDashboardRoles: dashboard.md says what each role may do.
func TestDashboardRoles(t *testing.T) {
	var told []string
	for _, row := range rows(read(t, "dashboard.md"), "Role") {
		told = append(told, row[0])
	}
	if want := accounts.RoleNames[1:]; !slices.Equal(told, want) {
		t.Errorf("dashboard.md tells of the roles %q, there are %q", told, want)
	}
}

// TestDashboardAddresses asks for each address of the http blocks of the documents.
func TestDashboardAddresses(t *testing.T) {
	const dir = "../examples/doha-2020"
	project, err := lang.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	server, err := web.New(d, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	handler, asked := server.Handler(), 0
	for _, b := range blocks(read(t, "dashboard.md")) {
		if b.info != "http" {
			continue
		}
		for line := range strings.Lines(b.text) {
			asked++
			method, address, _ := strings.Cut(strings.TrimSpace(line), " ")
			answer := httptest.NewRecorder()
			request := httptest.NewRequest(method, address, nil)
			request.Host = "127.0.0.1:8080"
			handler.ServeHTTP(answer, request)
			if answer.Code != http.StatusOK || answer.Body.Len() == 0 {
				t.Errorf("%s %s: %d", method, address, answer.Code)
			}
		}
	}
	if asked == 0 {
		t.Error("dashboard.md has no addresses")
	}
}
