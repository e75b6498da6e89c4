package lang

import (
	"strings"

	"lockstep/internal/agreement"
)

// schedule reads the steps by which a level moves:
//
//	{ "2020-07-13" = 8600, (signed + "90d") = "30%" }  days and targets
//	[8600, 4500, 0] or ["30%", "70%"]                  tranches, in their order
//	[{ at = "2020-07-13", level = l, target = 8600 }]  steps in full
//	{ level = any of the above }                       for several levels
//
// Where no level is named, it is the one that the commitment changes or keeps.
func (d *decoder) schedule(n *node, c *agreement.Commitment) []agreement.Target {
	if d.namesLevels(n) {
		var all []agreement.Target
		d.pairs(n, levels, func(level agreement.Ref, _, value *node) {
			all = append(all, d.steps(value, level)...)
		})
		return all
	}
	return d.steps(n, onlyLevel(c))
}

// namesLevels reports whether the first key of an object is a level's id.
func (d *decoder) namesLevels(n *node) bool {
	if n.form != object || len(n.keys) == 0 {
		return false
	}
	first := n.keys[0]
	if first.isDate() {
		return false
	}
	id := first.text
	_, isLevel := d.names.find(id, levels)
	return isLevel && (first.form == name || first.form == text)
}

// onlyLevel is the level that a commitment changes or keeps, where there is one only.
func onlyLevel(c *agreement.Commitment) agreement.Ref {
	var only agreement.Ref
	touched := make([]agreement.Ref, 0, len(c.Changes)+len(c.Keeps))
	for i := range c.Changes {
		touched = append(touched, c.Changes[i].Level)
	}
	for i := range c.Keeps {
		touched = append(touched, c.Keeps[i].Level)
	}
	for _, level := range touched {
		if !only.IsZero() && only != level {
			return agreement.Ref{}
		}
		only = level
	}
	return only
}

// steps reads the steps of one level; where that is the zero Ref, every step must name its own.
func (d *decoder) steps(n *node, level agreement.Ref) []agreement.Target {
	switch n.form {
	case object:
		return d.datedSteps(n, level)
	case list:
		return d.tranches(n, level)
	case broken:
	default:
		d.say(n.where, notASchedule(n))
	}
	return nil
}

func (d *decoder) datedSteps(n *node, level agreement.Ref) []agreement.Target {
	var steps []agreement.Target
	if level.IsZero() && len(n.keys) > 0 {
		d.say(n.where, whichLevel())
	}
	d.repeatedKeys(n)
	for i, key := range n.keys {
		at := d.time(key)
		step := agreement.Target{At: at, Level: level, Where: d.place(key)}
		if d.stepFigure(n.items[i], &step) && at != nil && !level.IsZero() {
			steps = append(steps, step)
		}
	}
	return steps
}

// repeatedKeys reports days that stand twice in an object.
func (d *decoder) repeatedKeys(n *node) {
	seen := map[string]bool{}
	for _, key := range n.keys {
		plain := key.form == text || key.form == name
		if plain && seen[key.text] {
			d.say(key.where, repeated(key.text))
		}
		seen[key.text] = seen[key.text] || plain
	}
}

// tranches reads a list: figures in their order, or steps in full.
func (d *decoder) tranches(n *node, level agreement.Ref) []agreement.Target {
	var steps []agreement.Target
	asked := false
	for _, item := range n.items {
		if item.form == object {
			if step, ok := d.fullStep(item, level); ok {
				steps = append(steps, step)
			}
			continue
		}
		if level.IsZero() && !asked {
			asked = true
			d.say(n.where, whichLevel())
		}
		step := agreement.Target{Level: level, Where: d.place(item)}
		if d.stepFigure(item, &step) && !level.IsZero() {
			steps = append(steps, step)
		}
	}
	return steps
}

// stepFigure reads a target, or a share as in "30%".
func (d *decoder) stepFigure(n *node, step *agreement.Target) bool {
	if n.form != text {
		x, ok := d.amount(n)
		step.Number = x
		return ok
	}
	digits, isShare := strings.CutSuffix(n.text, "%")
	x, ok := plainNumber(strings.TrimSpace(digits))
	if !isShare || !ok || x > 100 {
		d.say(n.where, notAStep(n.text))
		return false
	}
	step.Number, step.Share = x/100, true
	return true
}

// fullStep reads { at = TIME, level = L, target = 8600 } and the same with share = 0.3.
func (d *decoder) fullStep(n *node, level agreement.Ref) (agreement.Target, bool) {
	parts := d.members(n, "at", "level", "target", "share")
	if parts == nil {
		return agreement.Target{}, false
	}
	step := agreement.Target{Level: level, Where: d.place(n)}
	ok := true
	if at := parts["at"]; at != nil {
		step.At = d.time(at)
		ok = step.At != nil
	}
	if named := parts["level"]; named != nil {
		var known bool
		step.Level, known = d.key(named, levels)
		ok = ok && known
	} else if level.IsZero() {
		d.say(n.where, whichLevel())
		ok = false
	}
	return step, d.fullFigure(n, parts, &step) && ok
}

func (d *decoder) fullFigure(n *node, parts map[string]*node, step *agreement.Target) bool {
	target, share := parts["target"], parts["share"]
	var ok bool
	switch {
	case (target == nil) == (share == nil):
		d.say(n.where, targetOrShare())
	case target != nil:
		ok = d.stepFigure(target, step)
	case share.form == text:
		ok = d.stepFigure(share, step)
	default:
		step.Number, ok = d.share(share)
		step.Share = true
	}
	return ok
}
