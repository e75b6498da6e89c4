package pages

import (
	"time"
)

// AccountList is who may use the dashboard and what became of their accounts.
type AccountList struct {
	People  []AccountRow
	Changes []AccountChange // the latest first
	Roles   []string        // that an account can have
}

// An AccountRow is one account.
type AccountRow struct {
	Name, Display, Role, Party string
	Disabled                   bool
	Self                       bool // it is that of who asks
}

// An AccountChange is one change to an account, with who made it.
type AccountChange struct {
	At              time.Time
	By, About, What string
}

// Accounts is the page on which a steward sees the accounts, and every change to them.
var Accounts = newPage("Accounts", "/accounts", "accounts.html", accountsPage)

// mostAccountChanges is how many changes the page lists; the command lists all.
const mostAccountChanges = 500

type accountsBody struct {
	People  []AccountRow
	Roles   []string
	Parties []pair
	Changes []accountChange
	More    int
}

type accountChange struct{ At, By, About, What string }

func accountsPage(ask *Ask) (*View, error) {
	body := &accountsBody{}
	for i := range ask.Answers.Agreement.Parties {
		id := ask.Answers.Agreement.Parties[i].ID
		body.Parties = append(body.Parties, pair{id, ask.partyName(id)})
	}
	shut := 0
	if list := ask.Accounts; list != nil {
		body.People, body.Roles = list.People, list.Roles
		for _, c := range list.Changes {
			if len(body.Changes) == mostAccountChanges {
				body.More = len(list.Changes) - mostAccountChanges
				break
			}
			by := c.By
			if by == "" {
				by = "somebody at the machine"
			}
			body.Changes = append(body.Changes, accountChange{ask.moment(c.At), by, c.About, c.What})
		}
		for i := range list.People {
			if list.People[i].Disabled {
				shut++
			}
		}
	}
	finding := count(len(body.People)-shut, "person", "people") + " can sign in"
	if shut > 0 {
		finding += "; " + count(shut, "account is shut", "accounts are shut")
	}
	return &View{Finding: finding, Sub: []string{"Every change stands below with who made it, and " +
		"cannot be changed. lockstep accounts makes accounts, tokens and passwords."},
		Body: body, Plain: true}, nil
}
