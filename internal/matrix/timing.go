package matrix

import (
	"fmt"
	"regexp"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/matrix/sheet"
)

// An Attribute is one of a commitment as the language writes it.
type Attribute struct{ Name, Value string }

// String is the attribute in a line of its own.
func (a Attribute) String() string { return a.Name + " = " + a.Value }

// timing is when a commitment is performed, in words that ReadTiming reads; a day alone where
// that is its due day and nothing else is said.
func timing(a *agreement.Agreement, c *agreement.Commitment) sheet.Cell {
	var parts []string
	say := func(words string, t *agreement.Time) {
		if t != nil {
			parts = append(parts, words+" "+moment(a, t))
		}
	}
	say("from", c.Starts)
	say("not before", c.NotBefore)
	say("begun by", c.StartBy)
	if c.Due != nil {
		parts = append(parts, deadline(a, c.Due))
	}
	say("until", c.Until)
	if len(parts) == 1 && c.Due != nil && c.Due.Op == agreement.TimeDay {
		return sheet.DayCell(c.Due.Day)
	}
	if len(parts) == 0 {
		return text(labelled(c.Note)[Timing])
	}
	return text(strings.Join(parts, "; "))
}

// deadline is a due day in words.
func deadline(a *agreement.Agreement, t *agreement.Time) string {
	if t.Op == agreement.TimePlus && t.Args[0].Op == agreement.TimeEvent && t.Span.Exact() {
		if length := lengthWords(t.Span.Low); length != "" {
			return "within " + length + " of " + source{a: a}.time(&t.Args[0])
		}
	}
	return "by " + moment(a, t)
}

// moment is a time in the words of the language.
func moment(a *agreement.Agreement, t *agreement.Time) string { return source{a: a}.time(t) }

// lengthWords are a duration of one unit, "" where it has more.
func lengthWords(d calendar.Duration) string {
	switch {
	case d.Hours != 0 || d.Months != 0 && d.Days != 0:
	case d.Months != 0 && d.Months%12 == 0:
		return counted(int(d.Months)/12, "year")
	case d.Months != 0:
		return counted(int(d.Months), "month")
	case d.Days != 0:
		return counted(int(d.Days), "day")
	}
	return ""
}

func counted(n int, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// A Resolver finds the id of what a text names as the thing from which days are counted.
type Resolver func(text string) (id string, ok bool)

// ReadTiming reads when a commitment is performed, as the attributes that say it. It reads what
// [Activities] writes, a day, and a plain offset from something that the resolver knows: "within
// 30 days of signature". Whatever else people write it leaves alone, with the reason.
func ReadTiming(text string, resolve Resolver) (said []Attribute, reason string) {
	for part := range strings.SplitSeq(text, ";") {
		part = strings.TrimRight(strings.Join(strings.Fields(part), " "), ".")
		if part == "" {
			continue
		}
		one, reason := readTiming(part, resolve)
		if reason != "" {
			return nil, reason
		}
		for _, before := range said {
			if before.Name == one.Name {
				return nil, "it says twice when it is " + one.Name
			}
		}
		said = append(said, one)
	}
	return said, ""
}

// leads are the words before a time, the longest first, and the attribute that they mean.
var leads = []struct{ words, attribute string }{
	{"no later than", "due"}, {"not later than", "due"}, {"on or before", "due"},
	{"not before", "not-before"}, {"no earlier than", "not-before"},
	{"not earlier than", "not-before"}, {"starting on", "starts"}, {"starting from", "starts"},
	{"begun by", "start-by"}, {"begins by", "start-by"}, {"beginning on", "starts"},
	{"starting", "starts"}, {"from", "starts"}, {"until", "until"}, {"by", "due"}, {"on", "due"},
}

// readTiming reads one part.
func readTiming(part string, resolve Resolver) (Attribute, string) {
	if value, ok := readOffset(part, resolve); ok {
		return Attribute{"due", value}, ""
	}
	attribute, rest := "due", part
	for _, lead := range leads {
		if after, ok := cutWord(part, lead.words); ok {
			attribute, rest = lead.attribute, after
			break
		}
	}
	day, err := sheet.ReadDay(rest)
	if err == nil {
		return Attribute{attribute, fmt.Sprintf("%q", day)}, ""
	}
	if value, ok := readOffset(rest, resolve); ok && rest != part {
		return Attribute{attribute, value}, ""
	}
	if id, ok := resolve(rest); ok && rest != part {
		return Attribute{attribute, id}, ""
	}
	if strings.ContainsAny(rest, "0123456789") && looksLikeDay.MatchString(rest) {
		return Attribute{}, err.Error()
	}
	return Attribute{}, fmt.Sprintf("%q is neither a day nor a plain number of days of something "+
		"that is known", clip(part))
}

var looksLikeDay = regexp.MustCompile(`^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$`)

// cutWord cuts words off the beginning of a text.
func cutWord(text, words string) (string, bool) {
	if len(text) > len(words) && strings.EqualFold(text[:len(words)], words) &&
		text[len(words)] == ' ' {
		return text[len(words)+1:], true
	}
	return text, false
}

// offset is "within 30 days of X", "30 days after X", "X + 30d". Working days, ranges and what
// has no anchor do not match.
var (
	offset = regexp.MustCompile(`(?i)^(?:within )?(?:a period of )?(\d{1,5}) ?` +
		`(days?|weeks?|months?|years?) (?:of|from|after|following) (?:the )?(.+)$`)
	plusOffset = regexp.MustCompile(`^([A-Za-z][\w-]*(?:\([\w-]+\))?) \+ (\S+)$`)
)

// units are those of durations.
var units = map[string]string{"day": "d", "week": "w", "month": "mo", "year": "y"}

// readOffset reads an offset from something known.
func readOffset(text string, resolve Resolver) (string, bool) {
	anchor, length := "", ""
	if m := offset.FindStringSubmatch(text); m != nil {
		anchor, length = m[3], m[1]+units[strings.TrimSuffix(strings.ToLower(m[2]), "s")]
	} else if m := plusOffset.FindStringSubmatch(text); m != nil {
		anchor, length = m[1], m[2]
	} else {
		return "", false
	}
	if _, err := calendar.ParseSpan(length); err != nil {
		return "", false
	}
	id, ok := resolve(anchor)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("%s + %q", id, length), true
}

// clip cuts a long text, marking the cut.
func clip(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
