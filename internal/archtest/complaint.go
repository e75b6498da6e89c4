package archtest

import (
	"cmp"
	"slices"
)

// document is where the plan is written.
const document = "ARCHITECTURE.md"

// A Complaint is one point at which the code and the plan part ways.
type Complaint struct {
	Where string // a file or folder of the module
	What  string
	Do    string // what mends it
}

// String is the complaint in two lines, the second saying what to do.
func (c Complaint) String() string { return c.Where + ": " + c.What + "\n\tto do: " + c.Do }

// sorted puts complaints in the order of places and leaves out repetitions.
func sorted(complaints []Complaint) []Complaint {
	slices.SortFunc(complaints, func(x, y Complaint) int {
		return cmp.Or(cmp.Compare(x.Where, y.Where), cmp.Compare(x.What, y.What),
			cmp.Compare(x.Do, y.Do))
	})
	return slices.Compact(complaints)
}
