package accounts

import (
	"fmt"
	"slices"
	"strings"
)

// Role is what somebody is in the work on an agreement.
type Role uint8

// The roles.
const (
	Nobody   Role = iota // has not signed in
	Reader               // sees everything that is not marked for others
	Recorder             // enters evidence and corrects it
	Assessor             // rates commitments
	Delegate             // acts for one party in decisions and replies
	Steward              // runs the books: accounts, and everything a recorder or assessor may
)

// RoleNames are the words for the roles, by Role.
var RoleNames = []string{"nobody", "reader", "recorder", "assessor", "delegate", "steward"}

// String is the word for a role.
func (r Role) String() string { return RoleNames[r] }

// ParseRole reads the word for a role that an account can have. The error names all of them.
func ParseRole(word string) (Role, error) {
	if at := slices.Index(RoleNames, word); at > 0 {
		return Role(at), nil
	}
	return Nobody, fmt.Errorf("there is no role %q; the roles are %s", word,
		strings.Join(RoleNames[1:], ", "))
}

// Right is something that not everybody may do.
type Right uint8

// The rights.
const (
	ToRead          Right = iota // pages, evidence, the interface for programs
	ToRecord                     // enter, correct, retract and import evidence
	ToAssess                     // rate a commitment
	ToNote                       // keep notes for oneself, which nobody else sees
	ToAct                        // for a party: in a decision, or in reply to an allegation
	ToManage                     // make and change accounts
	ToEnter                      // anything at all: evidence, a rating, a party's position
	ToSeeCommission              // what is marked for those who keep the books
	ToSeeAll                     // whatever it is marked for
)

// RightNames are the words for the rights, by Right.
var RightNames = []string{"read", "record", "assess", "keep notes", "act for a party",
	"manage accounts", "enter anything", "see what is for the commission", "see everything"}

// String is the word for a right.
func (r Right) String() string { return RightNames[r] }

// rights are those of each role. To act for a party is further bounded by [Person.MayActFor].
var rights = map[Role][]Right{
	Reader:   {ToRead, ToNote},
	Recorder: {ToRead, ToNote, ToEnter, ToRecord, ToSeeCommission},
	Assessor: {ToRead, ToNote, ToEnter, ToAssess, ToSeeCommission},
	Delegate: {ToRead, ToNote, ToEnter, ToAct},
	Steward: {ToRead, ToNote, ToEnter, ToRecord, ToAssess, ToSeeCommission, ToSeeAll,
		ToManage},
}

// A Person is somebody who has signed in, or a program with a token of theirs.
type Person struct {
	Name    string // of the account; what entries in the ledger are signed with
	Display string // as pages show it
	Role    Role
	Party   string // whom a delegate acts for: the id of a party
}

// Alone is whoever uses a dashboard that is bound to their own machine: there is no login, and
// nothing is kept from them. They act for no party.
var Alone = Person{Name: "local", Display: "You, on this machine", Role: Steward}

// May reports whether a person has a right.
func (p Person) May(right Right) bool { return slices.Contains(rights[p.Role], right) }

// MayActFor reports whether a person may take a party's part in a decision or reply for it.
func (p Person) MayActFor(party string) bool {
	return p.May(ToAct) && party != "" && p.Party == party
}
