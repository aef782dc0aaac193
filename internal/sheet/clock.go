package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"stetig/internal/plan"
)

const secondsPerDay = 24 * 60 * 60

var (
	clockReading = regexp.MustCompile(`^(?:um |ab |at )?(\d{1,2})(?:\s?[:.h]\s?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*(am|pm|a\.m\.|p\.m\.|uhr|h|)(?: (\d{2}))?$`)
	dayFraction  = regexp.MustCompile(`^0?[.,](\d+)$`)
)

// parseClock reads a time of day, "10:00", "10 Uhr", "10.30 Uhr", "9:00 AM" or a
// fraction of the day as Excel stores it, and returns seconds after midnight.
// Its errors are reasons for people.
func parseClock(cell string) (int, error) {
	text := strings.ToLower(tidy(cell))
	if found := dayFraction.FindStringSubmatch(text); found != nil {
		fraction, _ := strconv.ParseFloat("0."+found[1], 64)
		return int(math.Round(fraction*secondsPerDay)) % secondsPerDay, nil
	}
	found := clockReading.FindStringSubmatch(text)
	if found == nil {
		return 0, plan.Textf("%s is no time of day", quote(tidy(cell)))
	}
	hour, minute, second := number(found[1]), number(found[2]), number(found[3])
	if found[5] != "" { // "10 Uhr 30"
		if found[2] != "" || found[4] != "uhr" && found[4] != "h" {
			return 0, plan.Textf("%s is no time of day", quote(tidy(cell)))
		}
		minute = number(found[5])
	}
	if half := strings.ReplaceAll(found[4], ".", ""); half == "am" || half == "pm" {
		if hour < 1 || hour > 12 {
			return 0, plan.Textf("%s is no time of day", quote(tidy(cell)))
		}
		hour %= 12
		if half == "pm" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 || second > 59 {
		return 0, plan.Textf("%s is no time of day", quote(tidy(cell)))
	}
	return hour*3600 + minute*60 + second, nil
}

// saysNoTime reports whether a cell of the column of times leaves the time open.
func saysNoTime(cell string) bool {
	text := tidy(cell)
	switch fold(text) {
	case "ganztagig", "ganztags", "allday", "na", "ka", "offen", "tbd", "tba", "keine", "none", "open":
		return true
	case "":
		return strings.Trim(text, "-–—?/. ") == ""
	}
	return false
}
