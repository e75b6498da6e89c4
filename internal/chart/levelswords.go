package chart

import (
	"cmp"
	"slices"

	"lockstep/internal/calendar"
)

// labels writes the words on the lines: those that say most first, so that where there is no room
// it is the others that stay away. All of them are in the table.
func (d *levelPlot) labels() {
	d.troubled()
	for i := range d.series {
		if p := &d.series[i]; p.Kind == Measured && len(p.moments) > 0 {
			last := p.moments[len(p.moments)-1]
			d.figure(p, last, true)
			if p.Basis != "" {
				d.basis(p)
			}
		}
	}
	for k := range boundWords {
		for _, s := range d.spells(BoundKind(k)) {
			d.bound(BoundKind(k), s)
		}
	}
	for i := range d.series {
		if p := &d.series[i]; p.Kind != Measured {
			for _, m := range slices.Backward(p.moments[max(0, len(p.moments)-mostLabels):]) {
				d.said(p, m)
			}
		}
	}
	for i := range d.series {
		if p := &d.series[i]; p.Kind == Measured {
			for _, m := range d.telling(p) {
				d.figure(p, m, false)
			}
		}
	}
}

// troubled says for how long the level stood above its ceiling: over the hatched place, else on
// it, else near by.
func (d *levelPlot) troubled() {
	if d.above == "" {
		return
	}
	h := d.hatched
	x, wide := (h.x0+h.x1)/2, trouble.wide(d.above)
	w := words{hand: trouble, text: d.above}
	var over []place
	for y := h.y0 - 10; y > d.top; y -= 14 {
		over = append(over, place{point{x, y}, middle}, place{point{h.x0 + 6, y}, start},
			place{point{h.x1 - 6, y}, end})
	}
	if d.put(w, false, over...) {
		return
	}
	for y := h.y0 + 18; y <= h.y1-8 && h.x1-h.x0 >= wide+8; y += 6 {
		w.at, w.anchor = point{x, y}, middle
		if b := w.box(); !hits(b, d.taken) && !hits(b, d.inked) {
			d.area(ground, b.corners())
			d.write(w)
			return
		}
	}
	d.put(w, true, near(x, h.y0)...)
}

// mostLabels is how many figures, and how many plans, of one series get words.
const mostLabels = 60

// telling are the moments of a series by how much each says: the first, then those that change the
// level most.
func (d *levelPlot) telling(p *plotted) []moment {
	weight := map[calendar.Day]float64{}
	for i, m := range p.moments {
		if i > 0 {
			change := m.figures[0].Best - p.moments[i-1].figures[0].Best
			weight[m.day] = max(change, -change)
		}
	}
	if len(p.moments) > 0 {
		weight[p.moments[0].day] = d.scale.high - d.scale.low + 1
	}
	all := slices.Clone(p.moments[:max(0, len(p.moments)-1)])
	slices.SortStableFunc(all, func(x, y moment) int {
		return cmp.Compare(weight[y.day], weight[x.day])
	})
	return all[:min(len(all), mostLabels)]
}

// figure writes the value of a moment: its values where there are several.
func (d *levelPlot) figure(p *plotted, m moment, must bool) {
	for i, f := range m.figures {
		if i > 2 {
			return
		}
		w := words{hand: strong, text: Number(f.Best)}
		if f.Low < f.High {
			w.rest = "(" + Number(f.Low) + "–" + Number(f.High) + ")"
		}
		x, y := d.beside(m, i), d.scale.place(f.Best)
		d.put(w, must, around(x, y)...)
	}
}

// around are the places for a label at a point, the best first.
func around(x, y float64) []place {
	return []place{
		{point{x + 7, y - 8}, start}, {point{x - 7, y - 8}, end}, {point{x, y - 12}, middle},
		{point{x + 8, y + 17}, start}, {point{x - 8, y + 17}, end}, {point{x + 9, y + 4}, start},
		{point{x - 9, y + 4}, end}, {point{x + 7, y - 20}, start}, {point{x - 7, y - 20}, end},
		{point{x, y + 24}, middle}, {point{x + 7, y + 30}, start}, {point{x - 7, y + 30}, end},
	}
}

// basis names the basis of a series that is not on that of the level.
func (d *levelPlot) basis(p *plotted) {
	const most = 240
	text := plain.fit(p.Basis, min(most, d.days.to-d.days.at-20))
	var places []place
	for _, m := range slices.Backward(p.moments) {
		x, y := d.days.place(m.day), d.scale.place(m.figures[0].Best)
		places = append(places, around(x, y)...)
	}
	d.put(words{hand: plain, text: text}, false, places...)
}

// bound writes what a bound is and from when.
func (d *levelPlot) bound(k BoundKind, s spell) {
	if s.until <= d.days.from || s.from > d.days.until {
		return
	}
	text := boundWords[k] + " " + Number(s.value)
	if s.from > calendar.First {
		text += " from " + Told(s.from)
	}
	x := d.days.place(d.days.clamp(s.from))
	to := d.days.place(d.days.clamp(s.until))
	y := d.scale.place(s.value)
	mid := (x + to) / 2
	d.put(words{hand: plain, text: text}, true, append([]place{
		{point{x + 8, y - 8}, start}, {point{to - 6, y - 8}, end}, {point{x + 8, y + 17}, start},
		{point{to - 6, y + 17}, end}, {point{mid, y - 8}, middle}, {point{mid, y + 17}, middle},
	}, near(x, y)...)...)
}

// said writes what was announced or authorised, when, and for when.
func (d *levelPlot) said(p *plotted, m moment) {
	for _, f := range m.figures[:min(len(m.figures), 3)] {
		text := figureWords[p.Kind] + " " + Told(m.day) + ": " + Number(f.Best)
		x, y := d.days.place(m.day), d.scale.place(f.Best)
		if f.By != calendar.None {
			text += " by " + Told(f.By)
		}
		if f.Low < f.High {
			text += " (" + Number(f.Low) + "–" + Number(f.High) + ")"
		}
		if !d.put(words{hand: plain, text: text}, false, around(x, y)...) {
			d.unsaid = append(d.unsaid, text)
		}
	}
}
