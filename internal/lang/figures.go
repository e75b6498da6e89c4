package lang

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// largest is the largest figure, in size, that an agreement may name.
const largest = 1e15

var levels = kinds(agreement.KindLevel)

// ambiguous is a number as it is written where its point may be meant to part thousands, as in
// 8.600, and otherwise empty.
func ambiguous(written []byte) string {
	whole, decimals, _ := bytes.Cut(written, []byte("."))
	if len(decimals) != 3 || len(whole) == 0 || len(whole) > 3 || whole[0] == '0' {
		return ""
	}
	return string(written)
}

// number is a figure.
func (d *decoder) number(n *node) (float64, bool) {
	if n.form == number {
		d.warnOfPoint(n, n.text)
	}
	return d.anyNumber(n)
}

// warnOfPoint warns of a number that is ambiguous as it is written.
func (d *decoder) warnOfPoint(n *node, written string) {
	if ambiguous([]byte(written)) != "" {
		d.warn(n.where, pointInNumber(written))
	}
}

// anyNumber is a figure, or a share.
func (d *decoder) anyNumber(n *node) (float64, bool) {
	switch {
	case n.form == broken:
		return 0, false
	case n.form != number:
		d.say(n.where, notANumber(n))
		return 0, false
	case !(math.Abs(n.number) <= largest):
		d.say(n.where, numberTooLarge())
		return 0, false
	}
	return n.number + 0, true // never a negative zero
}

// amount is a figure that is not negative.
func (d *decoder) amount(n *node) (float64, bool) {
	x, ok := d.number(n)
	if ok && x < 0 {
		d.say(n.where, negative(x))
		return 0, false
	}
	return x, ok
}

// share is a figure from 0 to 1.
func (d *decoder) share(n *node) (float64, bool) {
	x, ok := d.anyNumber(n)
	if ok && (x < 0 || x > 1) {
		d.say(n.where, notAShare(x))
		return 0, false
	}
	return x, ok
}

// pointer is a pointer to x if it is there.
func pointer(x float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &x
}

// changes reads { level = 8600 } and { level = "-500" }.
func (d *decoder) changes(n *node) []agreement.Change {
	var changes []agreement.Change
	d.pairs(n, levels, func(level agreement.Ref, key, value *node) {
		change := agreement.Change{Level: level, Where: d.place(key)}
		ok := false
		if value.form == text {
			change.Number, ok = d.relative(value)
			change.By = true
		} else {
			change.Number, ok = d.target(value)
		}
		if ok {
			changes = append(changes, change)
		}
	})
	slices.SortFunc(changes, func(x, y agreement.Change) int { return x.Level.Compare(y.Level) })
	return changes
}

// target is the figure that a level moves to.
func (d *decoder) target(n *node) (float64, bool) {
	x, ok := d.number(n)
	if ok && x < 0 {
		d.say(n.where, negativeTarget(x))
		return 0, false
	}
	return x, ok
}

// relative is a difference: "-500" or "+500".
func (d *decoder) relative(n *node) (float64, bool) {
	sign := strings.HasPrefix(n.text, "-") || strings.HasPrefix(n.text, "+")
	x, ok := plainNumber(strings.TrimLeft(n.text, "+-"))
	if !sign || !ok {
		d.say(n.where, notADifference(n.text))
		return 0, false
	}
	d.warnOfPoint(n, n.text[1:])
	if n.text[0] == '-' {
		x = -x
	}
	return x + 0, true
}

// plainNumber reads a decimal number without sign, exponent or grouping, of at most the largest
// size.
func plainNumber(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789.") != "" || s[0] == '.' || s[len(s)-1] == '.' {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && x <= largest
}

// holds reads { level = figure }, for what a commitment keeps and what a task needs.
func (d *decoder) holds(n *node) []agreement.Hold {
	var holds []agreement.Hold
	d.pairs(n, levels, func(level agreement.Ref, key, value *node) {
		if x, ok := d.amount(value); ok {
			holds = append(holds, agreement.Hold{Level: level, Number: x, Where: d.place(key)})
		}
	})
	slices.SortFunc(holds, func(x, y agreement.Hold) int { return x.Level.Compare(y.Level) })
	return holds
}

// shares reads { level = 0.5 }.
func (d *decoder) shares(n *node) []agreement.Share {
	var shares []agreement.Share
	d.pairs(n, levels, func(level agreement.Ref, _, value *node) {
		if x, ok := d.share(value); ok {
			shares = append(shares, agreement.Share{Level: level, Share: x})
		}
	})
	slices.SortFunc(shares, func(x, y agreement.Share) int { return x.Level.Compare(y.Level) })
	return shares
}

// uses reads [lift] and { lift = 3 }. A resource may be named in quotes, since its name may hold
// what an id cannot.
func (d *decoder) uses(n *node) []agreement.Use {
	var uses []agreement.Use
	add := func(r agreement.Ref, at *node, x float64) {
		uses = append(uses, agreement.Use{Resource: r.Index, Number: x, Where: d.place(at)})
	}
	resources := kinds(agreement.KindResource)
	if n.form == object {
		d.pairs(n, resources, func(r agreement.Ref, key, value *node) {
			if x, ok := d.amount(value); ok {
				add(r, key, x)
			}
		})
	} else {
		d.ownNames(n, resources, func(r agreement.Ref, at *node) { add(r, at, 1) })
	}
	slices.SortFunc(uses, func(x, y agreement.Use) int { return int(x.Resource - y.Resource) })
	return uses
}

// ownNames calls visit for every name of a list, in quotes or bare, each once.
func (d *decoder) ownNames(n *node, want kindSet, visit func(agreement.Ref, *node)) {
	items := []*node{n}
	if n.form == list {
		items = n.items
	}
	var seen onceEach
	for _, item := range items {
		r, ok := d.key(item, want)
		switch {
		case !ok:
		case !seen.add(r):
			d.say(item.where, repeated(item.text))
		default:
			visit(r, item)
		}
	}
}

// rate reads "500 per 1mo", "500/mo" and { most = 500, per = "1mo" }.
func (d *decoder) rate(n *node) *agreement.Rate {
	switch n.form {
	case object:
		return d.rateObject(n)
	case text:
		if rate, ok := parseRate(n.text); ok {
			most, _, _ := strings.Cut(strings.Replace(n.text, "/", " ", 1), " ")
			d.warnOfPoint(n, most)
			return rate
		}
	case broken:
		return nil
	}
	d.say(n.where, notARate(n))
	return nil
}

// parseRate reads "500 per 1mo" and "500/mo"; a unit alone is one of it.
func parseRate(s string) (*agreement.Rate, bool) {
	most, per, ok := strings.Cut(s, "/")
	if !ok {
		most, per, ok = strings.Cut(s, " per ")
	}
	x, plain := plainNumber(strings.TrimSpace(most))
	if !ok || !plain {
		return nil, false
	}
	per = strings.TrimSpace(per)
	if per != "" && isLetter(per[0]) && per[0] != 'P' {
		per = "1" + per
	}
	period, err := calendar.ParseDuration(per)
	if err != nil || period == (calendar.Duration{}) {
		return nil, false
	}
	return &agreement.Rate{Most: x, Per: period}, true
}

func (d *decoder) rateObject(n *node) *agreement.Rate {
	rate := &agreement.Rate{}
	parts := d.members(n, "most", "per")
	if parts == nil {
		return nil
	}
	most, per := parts["most"], parts["per"]
	if most == nil || per == nil {
		d.say(n.where, notARate(n))
		return nil
	}
	x, ok := d.amount(most)
	period := d.duration(per)
	if period != nil && *period == (calendar.Duration{}) {
		d.say(per.where, notARate(n))
		return nil
	}
	if !ok || period == nil {
		return nil
	}
	rate.Most, rate.Per = x, *period
	return rate
}

// members are the values of an object by its keys, which must be among the known ones; nil where
// a key is unknown or written twice.
func (d *decoder) members(n *node, known ...string) map[string]*node {
	values, ok := map[string]*node{}, true
	for i, k := range n.keys {
		switch {
		case k.form != name && k.form != text:
			ok = false
			if k.form != broken {
				d.say(k.where, unknownMember("", known))
			}
		case !slices.Contains(known, k.text):
			ok = false
			d.say(k.where, unknownMember(k.text, known))
		case values[k.text] != nil:
			ok = false
			d.say(k.where, repeated(k.text))
		default:
			values[k.text] = n.items[i]
		}
	}
	if !ok {
		return nil
	}
	return values
}

// capacity is a rate; a plain number is so much a day.
func (d *decoder) capacity(n *node) *agreement.Rate {
	if n.form != number {
		return d.rate(n)
	}
	x, ok := d.amount(n)
	if !ok {
		return nil
	}
	return &agreement.Rate{Most: x, Per: calendar.Duration{Days: 1}}
}

// lost is the share lost for good that reversible states: true is none, false is all.
func (d *decoder) lost(n *node) (float64, bool) {
	if n.form == truth {
		return 1 - n.number, true
	}
	if n.form != number && n.form != broken {
		d.say(n.where, notReversible(n))
		return 0, false
	}
	return d.share(n)
}

// threshold is a number or a text, kept as text.
func (d *decoder) threshold(n *node) string {
	if n.form != number {
		return d.text(n)
	}
	x, _ := d.number(n)
	return strconv.FormatFloat(x, 'f', -1, 64)
}
