package pages

import "strconv"

// A part is which rows of a long list a page shows, counted from 1, and where the others are. An
// empty list has the part from 1 to 0.
type part struct {
	First, Last, All int
	Before, After    string // addresses, "" where there is nothing more
}

// nameFirst is by which an address says where the part begins.
const nameFirst = "first"

// IsPart reports whether there is more than what is shown.
func (p part) IsPart() bool { return p.Last-p.First+1 < p.All }

// partOf is the part that the address names, of so many rows at most.
func (ask *Ask) partOf(all, most int) part {
	first := 0
	if n, err := strconv.Atoi(ask.Query.Get(nameFirst)); err == nil && n > 0 {
		first = min(n-1, max(0, all-1))
	}
	p := part{First: first + 1, Last: min(all, first+most), All: all}
	if first > 0 {
		p.Before = ask.here(nameFirst, strconv.Itoa(max(1, first+1-most)))
	}
	if p.Last < all {
		p.After = ask.here(nameFirst, strconv.Itoa(p.Last+1))
	}
	return p
}
