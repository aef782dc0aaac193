package continuity

// findOnHoliday tells an entry still to come on a public holiday of the channel's
// region, where the channel asks for this. What is published is done.
func (a *Assessment) findOnHoliday(e *datedEntry) {
	if a.channel.WarnOnHolidays && a.isAhead(e) && a.holidays.holds(e.day) {
		a.addEntry(e, OnHoliday, "")
	}
}

// isAhead reports whether an entry is meant to be published and its time, or the
// end of its day, is still to come.
func (a *Assessment) isAhead(e *datedEntry) bool { return e.State.Pending() && e.due.After(a.now) }
