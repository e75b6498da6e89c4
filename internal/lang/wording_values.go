package lang

import (
	"fmt"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// The wording of everything that concerns figures, and of attributes that contradict each other.

func notANumber(n *node) message {
	detail := fmt.Sprintf("This is %s where a number is meant.", described(n))
	if _, ok := plainNumber(n.text); ok && n.form == text {
		detail = fmt.Sprintf("A number is written without quotes: %s.", n.text)
	}
	return message{summary: "Not a number", detail: detail}
}

func pointInNumber(written string) message {
	thousands := strings.Replace(written, ".", "", 1)
	decimal := strings.TrimSuffix(strings.TrimRight(written, "0"), ".")
	if decimal == written {
		decimal += "0"
	}
	return message{summary: "Point in a number", detail: fmt.Sprintf(
		"A point begins the decimals, so that %s is not %s. Write %s or, where decimals are "+
			"meant, %s.", written, thousands, thousands, decimal)}
}

func numberTooLarge() message {
	return message{summary: "Number too large",
		detail: "Figures go up to a thousand million million (1000000000000000)."}
}

func negative(x float64) message {
	return message{summary: "Negative number", detail: fmt.Sprintf(
		"%s is below zero; this figure cannot be.", figure(x))}
}

func negativeTarget(x float64) message {
	return message{summary: "Negative number", detail: fmt.Sprintf(
		"A level cannot be %s. To lower it by that much, write it in quotes: %q.",
		figure(x), figure(x))}
}

func notADifference(source string) message {
	if _, ok := plainNumber(source); ok {
		return message{summary: "Not a difference", detail: fmt.Sprintf(
			"In quotes, a figure is a difference and has a sign: \"-%s\" or \"+%s\". For the level "+
				"to reach, write %s without quotes.", source, source, source)}
	}
	return message{summary: "Not a difference", detail: fmt.Sprintf(
		"%q is not a difference; write \"-500\" or \"+500\", or a number without quotes for the "+
			"level to reach.", brief(source))}
}

func notAShare(x float64) message {
	return message{summary: "Not a share", detail: fmt.Sprintf(
		"%s is not between 0 and 1. Half is 0.5.", figure(x))}
}

func notARate(n *node) message {
	return message{summary: "Not a rate", detail: fmt.Sprintf(
		"This is %s where a rate is meant: \"500 per 1mo\", \"500/mo\" or "+
			"{ most = 500, per = \"1mo\" }.", quoted(n))}
}

// quoted is a node as described, a text with what it says.
func quoted(n *node) string {
	if n.form == text {
		return fmt.Sprintf("%q", brief(n.text))
	}
	return described(n)
}

func notReversible(n *node) message {
	return message{summary: "Neither true, false nor a share", detail: fmt.Sprintf(
		"This is %s; write true, false, or the share from 0 to 1 that is lost for good.",
		quoted(n))}
}

func notASchedule(n *node) message {
	return message{summary: "Not a schedule", detail: fmt.Sprintf(
		"This is %s where steps are meant: { \"2020-07-13\" = 8600, … }, [8600, 4500, 0] or "+
			"[{ at = …, level = …, target = … }].", quoted(n))}
}

func notAStep(source string) message {
	return message{summary: "Not a target", detail: fmt.Sprintf(
		"%q is neither a number without quotes nor a share such as \"30%%\".", brief(source))}
}

func whichLevel() message {
	return message{summary: "Which level?", detail: "These steps are of the one level that the " +
		"commitment changes or keeps, and there is not exactly one. Name it: " +
		"{ some-level = { … } }."}
}

func targetOrShare() message {
	return message{summary: "Not a step",
		detail: "A step has either a target or a share: { at = …, level = …, target = 8600 }."}
}

func ruleWithoutNumber() message {
	return message{summary: "Impossible number",
		detail: "Say how many of the members it takes, one at least: at-least(2)."}
}

func ruleOfNobody(k int32) message {
	return message{summary: "Missing attribute", detail: fmt.Sprintf(
		"At least %d of whom? Name the parties, or the body, that decide in by.", k)}
}

func emptyBrackets() message {
	return message{summary: "Empty text", detail: "An empty text brackets nothing. Write the " +
		"wording that is not agreed, or true or false."}
}

func onBothSides(id string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"“%s” stands in then as well as in else: it would come into being however the branch "+
			"turns out. Keep it on one side, or take it out of the branch.", id)}
}

func nothingToDrop(commitment, name string, waits []string) message {
	detail := fmt.Sprintf("“%s” does not wait for “%s”, so there is nothing to deny.",
		commitment, name)
	if len(waits) == 0 {
		return message{summary: "Nothing to drop",
			detail: detail + " It waits for nothing that has a name."}
	}
	near := diag.DidYouMean(name, waits)
	if near == "" {
		near = fmt.Sprintf(" It waits for %s.", andList(waits))
	}
	return message{summary: "Nothing to drop", detail: detail + near}
}

func clockTooDeep(chain bool) message {
	hangs := fmt.Sprintf("This clock hangs on more than %d events through the clocks it is counted "+
		"from.", mostEvents)
	if chain {
		hangs = fmt.Sprintf("More than %d clocks are counted from one another up to this one.",
			deepest)
	}
	return message{summary: "Nested too deeply",
		detail: hangs + " Count it from fewer, or from an earlier one."}
}

func beyondCalendar() message {
	return message{summary: "Beyond the calendar", detail: "This falls after the year 9999, where " +
		"the calendar ends. For what has no end, leave the time out."}
}

const contradictory = "Contradictory attributes"

func untilOnce() message {
	return message{summary: contradictory, detail: "A commitment that is done once does not end; " +
		"until belongs to one of kind = \"continuing\" or \"prohibition\". For a deadline, " +
		"write due."}
}

func takesContinuing(kind string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"A commitment of kind %q is in force, not carried out, and takes no time. Say when it "+
			"ends with until.", kind)}
}

func startAfterDue(start, due string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"It must have started by %s, but is due on %s already.", start, due)}
}

func changedAndKept() message {
	return message{summary: contradictory,
		detail: "The commitment both changes and keeps this level. Keep one of the two."}
}

func floorAboveCeiling(floor, ceiling float64) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"The floor %s is above the ceiling %s.", figure(floor), figure(ceiling))}
}

func silenceWithoutRule(rule string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"A duration of silence belongs to rule = \"silence\"; the rule is %q.", rule)}
}

func judgedByFew() message {
	return message{summary: contradictory, detail: "How several judges agree can only be said of " +
		"two or more; name them in judge, or leave judged out."}
}

func toleranceWithoutPace(mode string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"In an exchange of mode %q no side can be ahead by a share; tolerance belongs to "+
			"\"commensurate\" and \"proportional\".", mode)}
}

func twiceInExchange(id string) message {
	return message{summary: contradictory, detail: fmt.Sprintf(
		"“%s” stands twice in this exchange. A commitment is one act of one side.", id)}
}

func emptyExchange() message {
	return message{summary: "Empty exchange", detail: "An exchange binds commitments together; " +
		"name them: sides = [[one-side], [other-side]]."}
}

// What the last look finds.

func doneContinuing(id string, k agreement.CommitmentKind) message {
	return message{summary: "Never done", detail: fmt.Sprintf(
		"“%s” is %s: it is never done. Write started(%s) or kept(%s).",
		id, continuingWord(k), id, id)}
}

func continuingInTime(id string, k agreement.CommitmentKind) message {
	return message{summary: "Never done", detail: fmt.Sprintf(
		"“%s” is %s: there is no day on which it is done. Write started(%s).",
		id, continuingWord(k), id)}
}

func continuingWord(k agreement.CommitmentKind) string {
	if k == agreement.Prohibition {
		return "a prohibition"
	}
	return "continuing"
}

func loopOf(what string, ids []string) message {
	chain := ""
	for _, id := range append(ids, ids[0]) {
		if chain != "" {
			chain += " → "
		}
		chain += id
	}
	return message{summary: "Loop", detail: fmt.Sprintf(
		"%s lead back to where they start: %s. Take one step out.", what, chain)}
}

func ruleOfTooMany(k int32, members int) message {
	return message{summary: "Impossible number", detail: fmt.Sprintf(
		"The rule asks for %d members, and the body has %d.", k, members)}
}
