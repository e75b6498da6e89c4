package lang

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/diag"
)

// The wording of everything that concerns names and values. A summary names the kind of problem;
// a detail names this one, says what was expected and what to write.

// article is a word with "a" or "an".
func article(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

func unknownName(id string, want kindSet) message {
	m := message{summary: "Unknown name", misspelt: id, among: want}
	if len(want.members()) == 1 {
		m.summary = "Unknown " + want.String()
	}
	m.detail = fmt.Sprintf("There is no %s “%s”.", want, id)
	if want == happens {
		m.detail = fmt.Sprintf("There is nothing called “%s” that could happen.", id)
	}
	return m
}

func wrongKind(id string, is agreement.Kind, want kindSet) message {
	return message{summary: "Wrong kind of name", detail: fmt.Sprintf(
		"“%s” is %s where %s is meant.", id, article(is.String()), meant(want))}
}

// meant is what a name is wanted for.
func meant(want kindSet) string {
	if want == happens {
		return "something that can happen (a commitment, clock, condition, decision, exchange " +
			"or issue)"
	}
	return article(want.String())
}

func quotedName(id string, want kindSet) message {
	if !validID(id) {
		return message{summary: "Not a name", detail: fmt.Sprintf(
			"This is a text where the id of %s is meant.", meant(want))}
	}
	return message{summary: "Name in quotes", detail: fmt.Sprintf(
		"An id is written without quotes: %s.", id)}
}

func notAName(n *node, want kindSet) message {
	return message{summary: "Not a name", detail: fmt.Sprintf(
		"This is %s where the id of %s is meant.", described(n), meant(want))}
}

// described is what a node is, with its value where that is short.
func described(n *node) string {
	switch n.form {
	case call:
		return n.text + "(…)"
	case number:
		return "the number " + figure(n.number)
	case unary, binary:
		return "an expression with " + n.text
	}
	return n.form.String()
}

func figure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func repeated(id string) message {
	return message{summary: "Repeated name", detail: fmt.Sprintf(
		"“%s” is written here already. Keep one.", id)}
}

func notAnObject(n *node, want kindSet) message {
	return message{summary: "Not an object", detail: fmt.Sprintf(
		"This is %s where a value for each %s is meant: { some-%s = … }.",
		described(n), want, want.members()[0])}
}

func unknownMember(key string, known []string) message {
	if key == "" {
		return message{summary: "Unknown key", detail: fmt.Sprintf(
			"This is no key; the keys are %s.", strings.Join(known, ", "))}
	}
	return message{summary: "Unknown key", detail: fmt.Sprintf(
		"“%s” does not belong here; the keys are %s.%s",
		key, strings.Join(known, ", "), diag.DidYouMean(key, known))}
}

func unknownAttribute(k agreement.Kind, name string, known []string) message {
	return message{summary: "Unknown attribute", detail: fmt.Sprintf(
		"%s has no attribute “%s”.%s",
		capital(article(k.String())), name, diag.DidYouMean(name, known))}
}

func missingAttribute(k agreement.Kind, name string) message {
	return message{summary: "Missing attribute", detail: fmt.Sprintf(
		"Without “%s” the %s says nothing.", name, k)}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func notAText(n *node) message {
	detail := fmt.Sprintf("This is %s where a text in quotes is meant.", described(n))
	if n.form == name {
		detail = fmt.Sprintf("A text is written in quotes: %q.", brief(n.text))
	}
	return message{summary: "Not a text", detail: detail}
}

func notATruth(n *node) message {
	return message{summary: "Neither true nor false", detail: fmt.Sprintf(
		"This is %s; write true or false, without quotes.", described(n))}
}

func notAWord(n *node, words []string) message {
	return message{summary: "Unknown word", detail: fmt.Sprintf(
		"This is %s; write %s.", described(n), wordsForm(words))}
}

func unknownWord(written string, words []string) message {
	return message{summary: "Unknown word", detail: fmt.Sprintf(
		"“%s” is not one of the words that can stand here; write %s.%s",
		brief(written), wordsForm(words), diag.DidYouMean(written, words))}
}

func unquotedWord(word string) message {
	return message{summary: "Word without quotes", detail: fmt.Sprintf(
		"A word of the language is written in quotes: %q.", word)}
}

func templateUsed() message {
	return message{summary: "Template in a text", detail: "Texts are kept as they are written; " +
		"${ … } and %{ … } compute nothing here. To write the signs themselves, double the " +
		"first: $${ or %%{."}
}

func notInLanguage(source string) message {
	return message{summary: "Not part of the language", detail: fmt.Sprintf(
		"“%s” is HCL, but agreements are not computed: write out what it stands for.",
		brief(source))}
}

// Guards.

func notAGuard(n *node) message {
	return message{summary: "Not a guard", detail: fmt.Sprintf(
		"This is %s where something that has happened is meant: an id, a list of ids, all(…), "+
			"any(…), at-least(k, …), started(x), done(x).", described(n))}
}

func textInGuard(n *node) message {
	if n.isDate() {
		return message{summary: "Date in a guard", detail: fmt.Sprintf(
			"To ask that a day has come, write reached(%q).", brief(n.text))}
	}
	return quotedName(n.text, happens)
}

func unknownFunction(word string, known []string) message {
	return message{summary: "Unknown function", detail: fmt.Sprintf(
		"“%s(…)” means nothing here; what can be written is %s.%s",
		word, strings.Join(known, ", "), diag.DidYouMean(word, known))}
}

func wrongArguments(n *node) message {
	return message{summary: "Wrong number of arguments", detail: fmt.Sprintf(
		"%s(…) is about one thing, not %d.", n.text, len(n.items))}
}

func ofNothing(word string) message {
	return message{summary: "Nothing asked", detail: fmt.Sprintf(
		"There is nothing here for “%s” to be about. Name something, or leave it out.", word)}
}

func anyOfList(word string) message {
	return message{summary: "Any of one list", detail: fmt.Sprintf(
		"A list means all of its members, so that %s([a, b]) asks for both. For one of them, "+
			"write %s(a, b).", word, word)}
}

func atLeastOfWhat() message {
	return message{summary: "Wrong number of arguments", detail: "Write how many, and of which: " +
		"at-least(2, a, b, c)."}
}

func atLeastImpossible(k, members int) message {
	return message{summary: "Impossible number", detail: fmt.Sprintf(
		"At least %d of %d cannot be asked; k is a number from 1 to as many as there are. A list "+
			"counts as one, since it means all of its members.", k, members)}
}

func notACount(n *node) message {
	if n.form == number && n.number == math.Trunc(n.number) {
		return message{summary: "Impossible number", detail: "There are never as many as that; " +
			"k is a number from 1 to as many as there are."}
	}
	return message{summary: "Not a whole number", detail: fmt.Sprintf(
		"This is %s where a whole number is meant: at-least(2, a, b, c).", described(n))}
}

func arithmeticInGuard(sign string) message {
	if sign == "+" {
		return message{summary: "Not a guard", detail: "This adds where something that has " +
			"happened is meant. To ask that a time has come, write reached(… + \"90d\")."}
	}
	return message{summary: "Not a guard", detail: fmt.Sprintf(
		"This computes with “%s” where something that has happened is meant. A level can be "+
			"compared with a number or a level: us-troops <= 8600.", sign)}
}

func notComparable(n *node) message {
	return message{summary: "Not a level", detail: fmt.Sprintf(
		"This is %s; a level is compared with a number or with another level.", described(n))}
}

func comparesNumbers() message {
	return message{summary: "No level compared",
		detail: "Two numbers are compared here; one side must be a level."}
}

// Times.

func dateUnquoted(source string) message {
	return message{summary: "Date without quotes", detail: fmt.Sprintf(
		"Without quotes this is a subtraction; write it in quotes: %q.",
		strings.ReplaceAll(source, " ", ""))}
}

func notATime(n *node) message {
	if n.form == list {
		return message{summary: "Not a time", detail: "This is a list where one moment is meant; " +
			"write latest(a, b) or earliest(a, b)."}
	}
	return message{summary: "Not a time", detail: fmt.Sprintf(
		"This is %s where a time is meant: a date in quotes, a clock, started(x), done(x), or any "+
			"of them + \"90d\".", described(n))}
}

func notADay(n *node) message {
	return message{summary: "Not a date", detail: fmt.Sprintf(
		"This is %s where a date in quotes is meant: \"2020-07-13\".", described(n))}
}

func badDate(source string, err error) message {
	if _, wrong := calendar.ParseSpan(source); wrong == nil {
		return message{summary: "Not a date", detail: fmt.Sprintf(
			"%q is a duration; say what it is counted from, as in some-clock + %q.", source, source)}
	}
	return message{summary: "Not a date", detail: sentence(err)}
}

// sentence is an error of package calendar, which writes for the author, with its full stop.
func sentence(err error) string { return capital(err.Error()) + "." }

func bareInTime(id string, is agreement.Kind) message {
	word := map[agreement.Kind]string{
		agreement.KindDecision: "taken", agreement.KindIssue: "agreed",
		agreement.KindCondition: "holds", agreement.KindExchange: "done",
	}[is]
	return message{summary: "Not a time", detail: fmt.Sprintf(
		"“%s” is %s; the day on which it comes about is %s(%s).",
		id, article(is.String()), word, id)}
}

func guardInTime(word string) message {
	return message{summary: "Not a time", detail: fmt.Sprintf(
		"%s(…) says that something is so, not when. Times are made of %s.",
		word, strings.Join(timeWords, ", "))}
}

func notAddition(sign string) message {
	return message{summary: "Not a time", detail: fmt.Sprintf(
		"Only + is allowed with times, not “%s”. Count from an earlier event, or write "+
			"before(…) for a deadline that excludes its day.", sign)}
}

func durationFirst(source string) message {
	return message{summary: "Duration before its anchor", detail: fmt.Sprintf(
		"Write what is counted from first: some-clock + %q.", source)}
}

func notADuration(n *node) message {
	return message{summary: "Not a duration", detail: fmt.Sprintf(
		"This is %s where a duration in quotes is meant: \"135d\", \"4mo\", \"3y..5y\".",
		described(n))}
}

func badDuration(err error) message {
	return message{summary: "Not a duration", detail: sentence(err)}
}

func rangeNotAllowed(source string) message {
	return message{summary: "Range of durations", detail: fmt.Sprintf(
		"%q is a range; one duration is meant here.", source)}
}
