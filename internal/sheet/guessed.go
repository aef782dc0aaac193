package sheet

// Some headings people use for other things as well: "Quelle" for who took a
// photo, "Aufwand" for high and low. Where most of its cells do not read as what
// such a column seems to be it is kept aside, unless somebody has said what it is.
// A few that do not are mistakes in their rows.

// guess is what the cells of such a column have shown so far.
type guess struct {
	column   int
	fit, not int   // cells that read so, and that do not; empty ones are neither
	firstNot error // why the first of those does not
}

func (t *table) guesses() []*guess {
	var guesses []*guess
	for i, c := range t.columns {
		_, isSaid := t.chosen[c.Name]
		if !isSaid && (c.Role == Source || c.Role == SourceURL || c.Role == Effort) {
			guesses = append(guesses, &guess{column: i})
		}
	}
	return guesses
}

func (t *table) see(g *guess, cell string, sources map[string]bool) {
	if tidy(cell) == "" {
		return
	}
	var err error
	switch t.columns[g.column].Role {
	case Source:
		_, err = parseSource(cell, sources)
	case SourceURL:
		err = checkLink(cell)
	case Effort:
		_, err = parseEffort(cell)
	}
	if err == nil {
		g.fit++
		return
	}
	if g.not++; g.not == 1 {
		g.firstNot = err
	}
}

// settle keeps the column aside if it is not what it seems.
func (t *table) settle(g *guess, s *Sheet) {
	if g.not <= g.fit {
		return
	}
	c := &t.columns[g.column]
	c.Role, c.Detected, c.Heading = Aside, Aside, c.Name
	t.roles[g.column] = Aside
	s.note(c.Heading, "This column is kept aside: %s, as in most rows.", g.firstNot)
}
