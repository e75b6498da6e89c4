package pages

import (
	"net/url"
	"reflect"
	"testing"

	"lockstep/internal/desk"
	"lockstep/internal/ledger"
)

// inNoKey are the fields of an Ask that a Key leaves out, with why.
var inNoKey = map[string]string{
	"Form":   "read from the query and the edition",
	"Now":    "its minute is in the key while a silence runs: see TestPagesHangOnTheMinuteOfASilence",
	"Assets": "the same as long as the program runs",
	"Draft":  "what has one is not kept",
	"Intake": "what has one is not kept",
	"Notes":  "what has some is not kept", "Accounts": "what has them is not kept",
}

// TestKeysTellEverythingApart changes one field of an Ask after the other: its key must change too.
func TestKeysTellEverythingApart(t *testing.T) {
	first := &Ask{Answers: &desk.Answers{}}
	key, may := all[0].Key(first)
	if !may {
		t.Fatal("a plain page is not kept")
	}
	kind := reflect.TypeFor[Ask]()
	for i := range kind.NumField() {
		field := kind.Field(i)
		if !field.IsExported() || inNoKey[field.Name] != "" {
			continue
		}
		changed := &Ask{Answers: first.Answers}
		change(t, reflect.ValueOf(changed).Elem().Field(i), field.Name)
		if other, _ := all[0].Key(changed); other == key {
			t.Errorf("%s makes no difference to the key: a page that shows it would be shown to "+
				"others", field.Name)
		}
	}
	if other, _ := all[1].Key(first); other == key {
		t.Error("two pages have one key")
	}
	if _, may := all[0].Key(&Ask{Draft: &Draft{}}); may {
		t.Error("what was typed into a form is kept for others")
	}
	for _, own := range []*Ask{{Notes: &OwnNotes{}}, {Accounts: &AccountList{}},
		{Intake: &Intake{}}} {
		if _, may := all[0].Key(own); may {
			t.Errorf("%+v is kept for others", own)
		}
	}
}

// change gives a field another value than its zero.
func change(t *testing.T, field reflect.Value, name string) {
	t.Helper()
	switch field.Interface().(type) {
	case url.Values:
		field.Set(reflect.ValueOf(url.Values{"asof": {"2020-01-01"}}))
		return
	case *Offered:
		field.Set(reflect.ValueOf(&Offered{}))
		return
	case ledger.Clearance:
		field.Set(reflect.ValueOf(ledger.Uncut))
		return
	case *desk.Answers:
		field.Set(reflect.ValueOf(&desk.Answers{}))
		return
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString("other")
	case reflect.Bool:
		field.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		field.SetInt(1)
	default:
		t.Fatalf("how to change %s, a %s, is not known here", name, field.Type())
	}
}
