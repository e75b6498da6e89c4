package check

import (
	"strconv"
	"strings"

	"lockstep/internal/agreement"
)

// List joins ids as a sentence does, "a, b and c", and counts those beyond the first twelve.
func List(ids []string) string {
	const most = 12
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + " and " + strconv.Itoa(len(ids)-most) + " more"
	}
	if len(ids) < 2 {
		return strings.Join(ids, "")
	}
	last := len(ids) - 1
	return strings.Join(ids[:last], ", ") + " and " + ids[last]
}

// Count is n and the noun, in the plural where n is not one: "1 commitment", "3 commitments".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Number writes a figure without needless digits.
func Number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// PartyNames joins the names of parties as a sentence does.
func (p *Pass) PartyNames(parties []agreement.Ref) string {
	names := make([]string, len(parties))
	for i, r := range parties {
		names[i] = p.Agreement.NameOf(r)
	}
	return List(names)
}
