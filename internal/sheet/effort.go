package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stetig/internal/plan"
)

// effortReading is hours as people write them: "2", "2,5", "2.25 h", "90 min", "1:30".
var (
	effortReading = regexp.MustCompile(`^(\d{1,4})(?:[.,](\d{1,6}))? ?(h|std|std\.|stunde|stunden|hour|hours|hr|hrs|m|min|min\.|minuten|minutes)?$`)
	effortClock   = regexp.MustCompile(`^(\d{1,4}):([0-5]\d)(?: ?(?:h|std\.?))?$`)
)

// parseEffort reads how much work an entry takes, to the minute; an empty cell, or
// a mere dash, says nothing.
func parseEffort(cell string) (*time.Duration, error) {
	text := strings.ToLower(tidy(cell))
	if fold(text) == "" && saysNoTime(text) {
		return nil, nil
	}
	var minutes float64
	if found := effortClock.FindStringSubmatch(text); found != nil {
		minutes = float64(60*number(found[1]) + number(found[2]))
	} else if found := effortReading.FindStringSubmatch(text); found != nil {
		value, _ := strconv.ParseFloat(found[1]+"."+found[2]+"0", 64)
		minutes = value
		if !strings.HasPrefix(found[3], "m") {
			minutes = 60 * value
		}
	} else {
		return nil, plan.Textf("%s is no number of hours", quote(tidy(cell)))
	}
	effort := time.Duration(math.Round(minutes)) * time.Minute
	return &effort, nil
}

// effortText writes hours with as many decimals as it takes to tell the minute.
func effortText(effort *time.Duration, language string) string {
	if effort == nil {
		return ""
	}
	text := ""
	for decimals := 0; decimals <= 4; decimals++ {
		text = strconv.FormatFloat(effort.Hours(), 'f', decimals, 64)
		if back, err := parseEffort(text); err == nil && *back == effort.Round(time.Minute) {
			break
		}
	}
	if language != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
