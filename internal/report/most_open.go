package report

import (
	"cmp"
	"fmt"
	"slices"
)

// mostOpen returns who has most open gaps, the critical ones deciding between
// equals: one member, or two who are equal in both. Where more are, nobody
// stands out.
func (g Gaps) mostOpen() []OwnerCounts {
	owners := slices.DeleteFunc(slices.Clone(g.ByOwner), func(o OwnerCounts) bool { return o.OwnerID == "" })
	if len(owners) == 0 {
		return nil
	}
	rank := func(a, b OwnerCounts) int {
		return cmp.Or(cmp.Compare(a.Counts.Total, b.Counts.Total), cmp.Compare(a.Counts.Critical, b.Counts.Critical))
	}
	most := slices.MaxFunc(owners, rank)
	first := slices.DeleteFunc(owners, func(o OwnerCounts) bool { return rank(o, most) != 0 })
	if len(first) > 2 {
		return nil
	}
	return first
}

func mostOpen(l language, g Gaps) string {
	first := g.mostOpen()
	switch len(first) {
	case 0:
		return ""
	case 1:
		return l.hasMostOpen(clip(oneLine(first[0].OwnerName), nameWidth), first[0].Counts)
	default:
		return l.haveMostOpen(clip(oneLine(first[0].OwnerName), nameWidth), clip(oneLine(first[1].OwnerName), nameWidth), first[0].Counts.Total)
	}
}

func (german) hasMostOpen(name string, c Counts) string {
	text := fmt.Sprintf("Am meisten offen hat %s: %s", name, plural(c.Total, "1 Lücke", "%d Lücken"))
	if c.Critical > 0 && c.Total > 1 {
		text += fmt.Sprintf(", davon %d dringend", c.Critical)
	}
	return text + "."
}

func (english) hasMostOpen(name string, c Counts) string {
	text := fmt.Sprintf("%s has most open: %s", name, plural(c.Total, "1 gap", "%d gaps"))
	if c.Critical > 0 && c.Total > 1 {
		text += fmt.Sprintf(", %d of them critical", c.Critical)
	}
	return text + "."
}

func (german) haveMostOpen(name, other string, each int) string {
	return fmt.Sprintf("Am meisten offen haben %s und %s: je %s.", name, other, plural(each, "1 Lücke", "%d Lücken"))
}

func (english) haveMostOpen(name, other string, each int) string {
	return fmt.Sprintf("%s and %s have most open: %s each.", name, other, plural(each, "1 gap", "%d gaps"))
}
