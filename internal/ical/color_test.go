package ical

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestColorName(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"#ff0000": "red", "#FF0000": "red", "#fe0101": "red", "#1e6f5c": "seagreen", "#0a66c2": "royalblue",
		"#00ffff": "aqua", "#808080": "gray", "#000001": "black", "#fffffe": "white",
		"": "", "red": "", "#fff": "", "#ff00000": "", "#gggggg": "", "ff0000": "", "#ff0000\r\nX:1": "", "#ff0000\n": "",
	}
	for color, want := range tests {
		if got := colorName(color); got != want {
			t.Errorf("colorName(%q) = %q, want %q", color, got, want)
		}
	}
}

// TestEveryColorKeepsItsName also guards the list: 147 keywords, sorted, some of
// which are two names for one colour.
func TestEveryColorKeepsItsName(t *testing.T) {
	t.Parallel()
	colors := cssColors()
	if len(colors) != 147 || !slices.IsSortedFunc(colors, func(a, b cssColor) int { return strings.Compare(a.name, b.name) }) {
		t.Fatalf("%d colours, or not in order", len(colors))
	}
	first := map[uint32]string{}
	for _, c := range colors {
		if first[c.rgb] == "" {
			first[c.rgb] = c.name
		}
		if got := colorName(fmt.Sprintf("#%06x", c.rgb)); got != first[c.rgb] {
			t.Errorf("%s is named %s, want %s", c.name, got, first[c.rgb])
		}
	}
}
