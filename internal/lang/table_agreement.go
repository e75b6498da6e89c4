package lang

import (
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// blockTypes are the kinds of block, in the order of the documentation.
var blockTypes = []blockType{
	agreementTable.erased(),
	partyTable.erased(), clockTable.erased(), commitmentTable.erased(), exchangeTable.erased(),
	conditionTable.erased(), decisionTable.erased(), levelTable.erased(), taskTable.erased(),
	powerTable.erased(), branchTable.erased(), readingTable.erased(), issueTable.erased(),
	roundTable.erased(), redlineTable.erased(), goalTable.erased(), scenarioTable.erased(),
	resourceTable.erased(), sourceTable.erased(),
}

type agreementRow = attribute[agreement.Agreement]

// agreementTable fills the agreement itself, of which there is one, so that it has no slice.
var agreementTable = table[agreement.Agreement]{
	kind: agreement.KindAgreement,
	doc:  "What the project is about; every project has exactly one.",
	begin: func(h header) agreement.Agreement {
		return agreement.Agreement{ID: h.id, Signed: calendar.None, Zone: "UTC", Where: h.where}
	},
	attributes: []agreementRow{
		textRow("title", "What people call it.",
			func(a *agreement.Agreement) *string { return &a.Title }),
		{AttributeDoc{"zone", "IANA time zone", "UTC",
			"The zone in which a time of day falls on a day."},
			func(d *decoder, n *node, a *agreement.Agreement) { d.setZone(n, a) }},
		{AttributeDoc{"signed", "date", "", "When it was signed."},
			func(d *decoder, n *node, a *agreement.Agreement) { a.Signed, _ = d.day(n) }},
		{AttributeDoc{"count", `"after" or "inclusive"`, "after",
			"Whether the day from which days are counted is day 0 or day 1."},
			func(d *decoder, n *node, a *agreement.Agreement) {
				i, _ := d.word(n, []string{"after", "inclusive"})
				a.Count = calendar.Count(i)
			}},
		{AttributeDoc{"parts", "list of texts", "", "Other instruments: annexes, side letters."},
			func(d *decoder, n *node, a *agreement.Agreement) { a.Parts = d.texts(n) }},
	},
}

// setZone reads a zone; from then on timestamps fall on the days that they have there. "Local"
// is refused, since the days would depend on who reads.
func (d *decoder) setZone(n *node, a *agreement.Agreement) {
	id := d.text(n)
	if id == "" {
		if n.form == text {
			d.say(n.where, unknownZone(id))
		}
		return
	}
	zone, err := time.LoadLocation(id)
	if err != nil || id == "Local" {
		d.say(n.where, unknownZone(id))
		return
	}
	d.zone, a.Zone = zone, id
}

// texts is a list of texts, or a single one.
func (d *decoder) texts(n *node) []string {
	items := []*node{n}
	if n.form == list {
		items = n.items
	}
	var texts []string
	for _, item := range items {
		if item.form == text {
			texts = append(texts, item.text)
		} else {
			d.text(item)
		}
	}
	return texts
}
