package report

import (
	"cmp"
	"fmt"
)

func (l english) overload(g Gap) string {
	return fmt.Sprintf("%s %s has %s of work and %s for it.",
		capital(l.when(g.Span())), cmp.Or(g.owner(), "somebody"), duration(g.Actual, hoursEnglish), duration(g.Expected, hoursEnglish))
}

func (l german) overload(g Gap) string {
	return fmt.Sprintf("%s hat %s %s zu tun und %s Zeit dafür.",
		capital(l.when(g.Span())), cmp.Or(g.owner(), "jemand"), duration(g.Actual, hoursGerman), duration(g.Expected, hoursGerman))
}

// What hours are called.
const (
	hoursGerman  = "Std."
	hoursEnglish = "h"
)

// duration writes minutes as people do: "45 min", "10 h", "10 h 30 min".
func duration(minutes int, hours string) string {
	switch h, min := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d\u00a0min", min)
	case min == 0:
		return fmt.Sprintf("%d\u00a0%s", h, hours)
	default:
		return fmt.Sprintf("%d\u00a0%s %d\u00a0min", h, hours, min)
	}
}
