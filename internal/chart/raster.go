package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// rasterScale is how many pixels of a PNG a unit of the picture has.
const rasterScale = 2

// lacking stands for a letter that the raster's font does not have.
const lacking = '□'

// PNG is the chart as a picture of pixels, light, with title and citation, twice as many pixels
// wide as File is units. The letters are those of the Go fonts, which know Latin, Greek and
// Cyrillic; of any other a box is drawn, and a line at the foot says so. The error is of what
// could not be encoded.
func PNG(c Chart) ([]byte, error) {
	s := framed(c, float64(Page))
	if s.lacks() {
		s.h = s.paragraph(axis, point{20, s.h}, s.w-40, "A box "+string(lacking)+
			" stands for a letter that the font of this picture does not have; the SVG file has it.")
	}
	canvas, err := newRaster(s.w, s.h)
	if err != nil {
		return nil, fmt.Errorf("draw %q: %w", c.About().Title, err)
	}
	s.paint(canvas)
	var b bytes.Buffer
	if err := png.Encode(&b, canvas.image); err != nil {
		return nil, fmt.Errorf("encode %q as PNG: %w", c.About().Title, err)
	}
	return b.Bytes(), nil
}

// lacks reports whether words of the sheet have letters that the raster's font does not have.
func (s *sheet) lacks() bool {
	for _, m := range s.marks {
		w, is := m.(words)
		if is && strings.ContainsRune(spelled(w.text+w.rest), lacking) {
			return true
		}
	}
	return false
}

// fonts are the two fonts of the raster. They are part of the program, so they can be read.
var fonts = func() (both [2]*opentype.Font) {
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		both[i], _ = opentype.Parse(ttf)
	}
	return both
}()

// spelled is a text in letters that the raster's font has: a box for any other, nothing for
// marks and signs without a shape of their own.
func spelled(s string) string {
	return strings.Map(func(r rune) rune {
		if i, err := fonts[0].GlyphIndex(nil, r); err == nil && i != 0 {
			return r
		}
		if unicode.In(r, unicode.M, unicode.Cf) {
			return -1
		}
		return lacking
	}, s)
}

// A rasterCanvas draws marks in pixels.
type rasterCanvas struct {
	image *image.RGBA
	faces [hands]font.Face
}

func newRaster(w, h float64) (*rasterCanvas, error) {
	size := image.Rect(0, 0, int(math.Ceil(w*rasterScale)), int(math.Ceil(h*rasterScale)))
	c := &rasterCanvas{image: image.NewRGBA(size)}
	draw.Draw(c.image, size, image.NewUniform(colourOf(paper)), image.Point{}, draw.Src)
	for i, h := range handLooks {
		which := 0
		if h.font.Bold {
			which = 1
		}
		face, err := opentype.NewFace(fonts[which], &opentype.FaceOptions{
			Size: h.font.Size * rasterScale, DPI: 72, Hinting: font.HintingNone,
		})
		if err != nil {
			return nil, fmt.Errorf("make letters: %w", err)
		}
		c.faces[i] = face
	}
	return c, nil
}

// colourOf is the light colour of a token.
func colourOf(t token) color.RGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(tokens[t].light, "#"), 16, 32)
	if err != nil {
		return color.RGBA{}
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

// A wash is a part of the picture in which areas are being filled.
type wash struct {
	*vector.Rasterizer
	at image.Rectangle
}

// wash begins to fill round some points, to so far from them.
func (c *rasterCanvas) wash(runs route, air float64) *wash {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, run := range runs {
		for _, p := range run {
			x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
		}
	}
	at := image.Rect(
		int(math.Floor((x0-air)*rasterScale)), int(math.Floor((y0-air)*rasterScale)),
		int(math.Ceil((x1+air)*rasterScale)), int(math.Ceil((y1+air)*rasterScale)),
	).Intersect(c.image.Bounds())
	return &wash{vector.NewRasterizer(at.Dx(), at.Dy()), at}
}

// fill fills what was added.
func (c *rasterCanvas) fill(z *wash, t token) {
	if !z.at.Empty() {
		z.Draw(c.image, z.at, image.NewUniform(colourOf(t)), image.Point{})
	}
}

func (c *rasterCanvas) lines(k kind, r route, closed bool) {
	l := looks[k]
	if closed && l.fill != nothing {
		z := c.wash(r, 1)
		for _, run := range r {
			polygon(z, run)
		}
		c.fill(z, l.fill)
	}
	if l.stroke == nothing {
		return
	}
	z := c.wash(r, l.width+1)
	for _, run := range r {
		if closed {
			run = append(run[:len(run):len(run)], run[0])
		}
		for _, piece := range dashesOf(run, l.dashes) {
			stroke(z, piece, l.width/2)
		}
	}
	c.fill(z, l.stroke)
}

// polygon adds an outline, always turning the same way, so that areas that overlap add up.
func polygon(z *wash, run []point) {
	area := 0.0
	for i, p := range run {
		q := run[(i+1)%len(run)]
		area += p.x*q.y - q.x*p.y
	}
	for i := range run {
		p := run[i]
		if area < 0 {
			p = run[len(run)-1-i]
		}
		x := float32(p.x*rasterScale - float64(z.at.Min.X))
		y := float32(p.y*rasterScale - float64(z.at.Min.Y))
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
}

// stroke adds a line of a thickness, its corners filled.
func stroke(z *wash, run []point, half float64) {
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		long := math.Hypot(b.x-a.x, b.y-a.y)
		if long == 0 {
			continue
		}
		ux, uy := (b.x-a.x)/long*half, (b.y-a.y)/long*half
		if i > 1 {
			a = point{a.x - ux, a.y - uy}
		}
		polygon(z, []point{{a.x - uy, a.y + ux}, {b.x - uy, b.y + ux}, {b.x + uy, b.y - ux},
			{a.x + uy, a.y - ux}})
	}
}

// dashesOf cuts a line into dashes.
func dashesOf(run []point, lengths []float64) [][]point {
	if len(lengths) == 0 {
		return [][]point{run}
	}
	var all [][]point
	piece := []point{run[0]}
	k, left := 0, lengths[0]
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		long := math.Hypot(b.x-a.x, b.y-a.y)
		for done := 0.0; done < long; {
			step := min(left, long-done)
			done += step
			left -= step
			p := between(a, b, done/long)
			piece = append(piece, p)
			if left > 0 {
				continue
			}
			if k%2 == 0 {
				all = append(all, piece)
			}
			k++
			left = lengths[k%len(lengths)]
			piece = []point{p}
		}
	}
	if k%2 == 0 && len(piece) > 1 {
		all = append(all, piece)
	}
	return all
}

func (c *rasterCanvas) dots(k kind, at []point) {
	l := looks[k]
	for _, layer := range []struct {
		colour token
		radius float64
	}{{l.stroke, c.outer(l)}, {l.fill, l.size/2 - l.width/2}} {
		if layer.colour == nothing || layer.radius <= 0 {
			continue
		}
		z := c.wash(route{at}, layer.radius+1)
		for _, p := range at {
			polygon(z, circle(p, layer.radius))
		}
		c.fill(z, layer.colour)
	}
}

// outer is the radius of a dot with its edge.
func (c *rasterCanvas) outer(l look) float64 {
	if l.dotted() {
		return l.size / 2
	}
	return l.size/2 + l.width/2
}

// circle is a polygon that is round to the eye.
func circle(at point, radius float64) []point {
	const corners = 24
	all := make([]point, corners)
	for i := range all {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		all[i] = point{at.x + radius*cos, at.y + radius*sin}
	}
	return all
}

func (c *rasterCanvas) words(w words) {
	text, rest := spelled(w.text), spelled(w.rest)
	face := c.faces[w.hand]
	wide := font.MeasureString(face, text)
	if rest != "" {
		rest = " " + rest
		wide += font.MeasureString(c.faces[ranged], rest)
	}
	left := fixed.Int26_6(0)
	switch w.anchor {
	case middle:
		left = wide / 2
	case end:
		left = wide
	}
	if w.up {
		c.upward(w, text, left)
		return
	}
	d := font.Drawer{Dst: c.image, Src: image.NewUniform(colourOf(handLooks[w.hand].fill)),
		Face: face, Dot: fixed.Point26_6{X: pixels(w.at.x) - left, Y: pixels(w.at.y)}}
	d.DrawString(text)
	if rest != "" {
		d.Src, d.Face = image.NewUniform(colourOf(handLooks[ranged].fill)), c.faces[ranged]
		d.DrawString(rest)
	}
}

func pixels(x float64) fixed.Int26_6 { return fixed.Int26_6(x * rasterScale * 64) }

// upward writes a line that runs from the foot to the top: written level beside the picture, and
// then turned.
func (c *rasterCanvas) upward(w words, text string, left fixed.Int26_6) {
	face := c.faces[w.hand]
	wide := font.MeasureString(face, text).Ceil() + 2
	up, down := face.Metrics().Ascent.Ceil(), face.Metrics().Descent.Ceil()
	level := image.NewAlpha(image.Rect(0, 0, wide, up+down))
	d := font.Drawer{Dst: level, Src: image.Opaque, Face: face,
		Dot: fixed.Point26_6{Y: fixed.I(up)}}
	d.DrawString(text)
	turned := image.NewAlpha(image.Rect(0, 0, up+down, wide))
	for y := range up + down {
		for x := range wide {
			turned.SetAlpha(y, wide-1-x, level.AlphaAt(x, y))
		}
	}
	x, y := pixels(w.at.x).Round()-up, (pixels(w.at.y)+left).Round()-wide
	to := image.Rect(x, y, x+up+down, y+wide)
	draw.DrawMask(c.image, to, image.NewUniform(colourOf(handLooks[w.hand].fill)), image.Point{},
		turned, image.Point{}, draw.Over)
}
