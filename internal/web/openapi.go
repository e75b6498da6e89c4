package web

import (
	"net/http"
	"reflect"
	"strings"

	"lockstep/internal/calendar"
)

// describe serves the description of everything programs can ask for, as OpenAPI 3.1 has it. It
// is made from the table of answers and the types they give, so that it cannot be out of date.
func (s *Server) describe(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.description()) }

// object is an object of JSON.
type object = map[string]any

func (s *Server) description() object {
	schemas, paths := &schemas{object{}}, object{}
	for i := range s.answers {
		a := &s.answers[i]
		paths[apiVersion+a.Name] = object{"get": s.operation(a, schemas)}
	}
	return object{
		"openapi": "3.1.0",
		"info": object{"title": "Lockstep: " + s.desk.Now().Agreement.ID, "version": "1",
			"description": "What the pages show, as JSON: the same structures as the commands write " +
				"with --json. Keys are only ever added. Where something was withheld from who asks, the " +
				"answer says so in the header " + partialHeader + "."},
		"paths": paths,
		"components": object{"schemas": schemas.made, "securitySchemes": object{
			"token": object{"type": "http", "scheme": "bearer"}}},
		"security": []any{object{"token": []string{}}, object{}},
	}
}

// cutParams are those of every answer.
var cutParams = []Param{
	{"asof", "the day asked about; without it, today or the day of the last event"},
	{"known", "as it was known on that day; without it, as now"},
	{"recorded", "as the ledger stood at that day or moment; without it, as now"},
}

func (s *Server) operation(a *Answer, schemas *schemas) object {
	params := []any{}
	if strings.Contains(a.Name, "{id}") {
		params = append(params, object{"name": "id", "in": "path", "required": true,
			"schema": object{"type": "string"}})
	}
	for _, p := range append(cutParams[:len(cutParams):len(cutParams)], a.Params...) {
		params = append(params, object{"name": p.Name, "in": "query", "description": p.Doc,
			"schema": object{"type": "string"}})
	}
	answered := object{"description": a.Doc, "content": object{"application/json": object{
		"schema": schemas.of(reflect.TypeOf(a.Shape))}}}
	wrong := object{"description": "the question cannot be read", "content": object{
		"application/problem+json": object{"schema": object{"type": "object"}}}}
	return object{"summary": a.Doc, "operationId": strings.ReplaceAll(a.Name, "/{id}", ""),
		"parameters": params, "responses": object{"200": answered, "400": wrong}}
}

// schemas describe Go types as JSON Schema; each named struct once.
type schemas struct{ made object }

var dayType = reflect.TypeFor[calendar.Day]()

// of is the schema of a type as encoding/json writes it.
func (s *schemas) of(t reflect.Type) object {
	switch {
	case t == dayType:
		return object{"type": []string{"string", "null"}, "format": "date"}
	case t.Implements(reflect.TypeFor[interface{ MarshalText() ([]byte, error) }]()):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return object{"anyOf": []any{s.of(t.Elem()), object{"type": "null"}}}
	case reflect.Slice, reflect.Array:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.named(t)
	}
	return scalar(t.Kind())
}

func scalar(kind reflect.Kind) object {
	switch kind {
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return object{"type": "number"}
	case reflect.Interface:
		return object{}
	}
	return object{"type": "integer"}
}

// named refers to the schema of a struct and makes it where it is not there. Structs of one name
// from different packages are told apart by the package's.
func (s *schemas) named(t reflect.Type) object {
	name := t.Name()
	if at := strings.LastIndex(t.PkgPath(), "/"); name != "" {
		name = t.PkgPath()[at+1:] + "." + name
	}
	if name == "" {
		return s.structure(t)
	}
	if _, made := s.made[name]; !made {
		s.made[name] = object{} // so that a struct may hold itself
		s.made[name] = s.structure(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

func (s *schemas) structure(t reflect.Type) object {
	properties, required := object{}, []string{}
	s.fields(t, properties, &required)
	return object{"type": "object", "properties": properties, "required": required}
}

// fields describes the fields of a struct, those of embedded ones as its own.
func (s *schemas) fields(t reflect.Type, properties object, required *[]string) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			inner := field.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			s.fields(inner, properties, required)
		case !field.IsExported() || name == "-" || name == "":
		default:
			properties[name] = s.of(field.Type)
			if !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero") {
				*required = append(*required, name)
			}
		}
	}
}
