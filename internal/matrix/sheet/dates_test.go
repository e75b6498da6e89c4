package sheet

import "testing"

func TestReadDay(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2020-07-13", "2020-07-13"},
		{"13 July 2020", "2020-07-13"},
		{"13th July 2020", "2020-07-13"},
		{"1st of March 2020", "2020-03-01"},
		{"July 13, 2020", "2020-07-13"},
		{" 13  Jul 2020 ", "2020-07-13"},
		{"Monday, 13 July 2020", "2020-07-13"},
		{"13/07/2020", "2020-07-13"},
		{"07/13/2020", "2020-07-13"},
		{"13.7.2020", "2020-07-13"},
		{"4/4/2020", "2020-04-04"},
		{"2020/7/13", "2020-07-13"},
		{"03/04/2020", ""}, // March or April
		{"13/7/20", ""},    // which century
		{"30/02/2020", ""},
		{"31/31/2020", ""},
		{"July 2020", ""},
		{"44025", ""},
		{"soon", ""},
		{"", ""},
	} {
		day, err := ReadDay(test.text)
		if got := day.String(); got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%q was read as %q, %v", test.text, got, err)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for format, want := range map[string]dateFormat{
		"yyyy-mm-dd": aDate, "dd.mm.yy": aDate, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: aDate,
		"General": noDate, "0.00": noDate, `0" days"`: noDate, "[Red]0": noDate, "hh:mm": noDate,
		"mmm yy": monthOnly, "yyyy": monthOnly, "#,##0": noDate, "@": noDate,
		`"d"0`: noDate, "[h]:mm": noDate, "mm:ss": noDate,
	} {
		if got := customDate(format); got != want {
			t.Errorf("%q: %d, not %d", format, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := Letters(i); got != want {
			t.Errorf("%d: %s", i, got)
		}
	}
}
