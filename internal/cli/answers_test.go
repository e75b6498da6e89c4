package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/web"
)

const dohaDir = "../../examples/doha-2020"

// answering is the interface for programs of an example.
func answering(t *testing.T, dir string) http.Handler {
	t.Helper()
	project, err := lang.Load(dir)
	if err != nil || project.Diagnostics.Errors() {
		t.Fatal(err, project.Diagnostics)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	now := func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
	server, err := web.New(d, now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	server.Offer(programAnswers())
	return server.Handler()
}

func fetch(handler http.Handler, address string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.Host = "127.0.0.1:8080"
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	return answer
}

// TestProgramsAreAnsweredAsCommandsAre asks both ways.
func TestProgramsAreAnsweredAsCommandsAre(t *testing.T) {
	handler := answering(t, dohaDir)
	for address, args := range map[string][]string{
		"status?asof=2020-07-20&known=2020-07-31": {"status", dohaDir, "--as-of", "2020-07-20",
			"--known-at", "2020-07-31"},
		"status?accept=claimed": {"status", dohaDir, "--accept", "claimed"},
		"figures/us-troops?asof=2020-07-20": {"figures", "us-troops", dohaDir, "--as-of",
			"2020-07-20"},
		"check":               {"check", dohaDir},
		"check?readings=none": {"check", dohaDir, "--readings", "none"},
		"dates":               {"dates", dohaDir},
		"exposure":            {"exposure", dohaDir},
		"blockers":            {"blockers", dohaDir},
	} {
		var written bytes.Buffer
		Main(append(args, "--json"), Streams{In: strings.NewReader(""), Out: &written,
			Err: &written})
		answer := fetch(handler, "/api/v1/"+address)
		if diff := cmp.Diff(written.String(), answer.Body.String()); diff != "" {
			t.Errorf("%s (%d) is not as the command writes it:\n%s", address, answer.Code, diff)
		}
	}
}

func TestQuestionsThatCannotBeRight(t *testing.T) {
	handler := answering(t, dohaDir)
	for address, want := range map[string]struct {
		code int
		says string
	}{
		"status?asof=2020-02-30": {400, "asof: Write a day"},
		"status?known=soon":      {400, "known: Write a day"},
		"status?recorded=2020":   {400, "recorded:"},
		"status?accept=hearsay":  {400, "accept is one of reported, claimed, verified"},
		"figures/us-trops":       {404, "Did you mean"},
		"check?readings=no-such": {400, "there is no reading"},
		"nothing":                {404, ""},
	} {
		answer := fetch(handler, "/api/v1/"+address)
		if answer.Code != want.code || !strings.Contains(answer.Body.String(), want.says) {
			t.Errorf("%s: %d %s", address, answer.Code, answer.Body)
		}
	}
}

// TestTheDescriptionIsTrue holds every answer against the schema that describes it.
func TestTheDescriptionIsTrue(t *testing.T) {
	handler := answering(t, dohaDir)
	var description map[string]any
	text := fetch(handler, "/api/v1/openapi.json").Body.Bytes()
	if err := json.Unmarshal(text, &description); err != nil {
		t.Fatal(err)
	}
	paths := description["paths"].(map[string]any)
	if len(paths) != len(programAnswers()) {
		t.Errorf("%d paths are described", len(paths))
	}
	for path, item := range paths {
		schema := dig(item, "get", "responses", "200", "content", "application/json", "schema")
		if schema == nil {
			t.Fatalf("%s has no schema", path)
		}
		var answer any
		address := strings.ReplaceAll(path, "{id}", "us-troops")
		if err := json.Unmarshal(fetch(handler, address).Body.Bytes(), &answer); err != nil {
			t.Fatal(path, err)
		}
		for _, wrong := range against(description, schema.(map[string]any), answer, path) {
			t.Error(wrong)
		}
	}
}

// dig goes down a tree of objects.
func dig(v any, path ...string) any {
	for _, name := range path {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[name]
	}
	return v
}

// against says where a value is not as the schema has it. Keys that the schema does not have are
// wrong too: the description is meant to be complete.
func against(root, schema map[string]any, v any, at string) []string {
	if ref, ok := schema["$ref"].(string); ok {
		path := strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		return against(root, dig(root, path...).(map[string]any), v, at)
	}
	if either, ok := schema["anyOf"].([]any); ok {
		if v == nil {
			return nil
		}
		return against(root, either[0].(map[string]any), v, at)
	}
	if !isOf(schema["type"], v) {
		return []string{at + " is not as described"}
	}
	var wrong []string
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			wrong = append(wrong, against(root, schema["items"].(map[string]any), element, at+"[]")...)
		}
	case map[string]any:
		wrong = againstObject(root, schema, v, at)
	}
	return wrong
}

func againstObject(root, schema, v map[string]any, at string) []string {
	var wrong []string
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, there := v[name.(string)]; !there {
			wrong = append(wrong, at+"."+name.(string)+" is lacking")
		}
	}
	for name, value := range v {
		of, described := properties[name].(map[string]any)
		if more, open := schema["additionalProperties"].(map[string]any); !described && open {
			of, described = more, true
		}
		if !described {
			wrong = append(wrong, at+"."+name+" is not described")
			continue
		}
		wrong = append(wrong, against(root, of, value, at+"."+name)...)
	}
	return wrong
}

// isOf reports whether a value is of one of the types that a schema names.
func isOf(types any, v any) bool {
	if types == nil {
		return true
	}
	names, many := types.([]any)
	if !many {
		names = []any{types}
	}
	for _, name := range names {
		switch v := v.(type) {
		case nil:
			if name == "null" {
				return true
			}
		case string:
			if name == "string" {
				return true
			}
		case bool:
			if name == "boolean" {
				return true
			}
		case float64:
			if name == "number" || name == "integer" && v == float64(int64(v)) {
				return true
			}
		case []any:
			if name == "array" {
				return true
			}
		case map[string]any:
			if name == "object" {
				return true
			}
		}
	}
	return false
}

func TestTheCalendarAndTheMeasuresAreThere(t *testing.T) {
	handler := answering(t, dohaDir)
	feed := fetch(handler, "/calendar.ics?asof=2020-03-01")
	if feed.Code != 200 || !strings.Contains(feed.Body.String(), "UID:due-free-5000@doha-2020") {
		t.Errorf("%d %s", feed.Code, feed.Body)
	}
	measures := fetch(handler, "/metrics").Body.String()
	for _, want := range []string{"lockstep_revision 1", "lockstep_events ",
		`lockstep_http_request_duration_seconds_count{code="200",method="get",route="/calendar.ics"}`} {
		if !strings.Contains(measures, want) {
			t.Errorf("the measures lack %s", want)
		}
	}
}
