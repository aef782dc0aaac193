package sheet

import (
	"net/url"

	"stetig/internal/plan"
)

// sourceNames is how people say whose work an entry shows; the first German and
// the first English one are those that Write uses.
var sourceNames = map[bool]struct{ german, english []string }{
	false: {[]string{"eigen", "eigener", "eigene", "eigenes", "eigener Inhalt", "eigener Beitrag", "selbst erstellt"}, []string{"own", "original", "own content", "created"}},
	true:  {[]string{"kuratiert", "fremd", "fremder Inhalt", "geteilt", "verlinkt"}, []string{"curated", "shared", "third party", "external"}},
}

// sourceDictionary maps folded words to whether they mean curated.
func sourceDictionary() map[string]bool {
	d := map[string]bool{}
	for curated, names := range sourceNames {
		for _, words := range [][]string{names.german, names.english} {
			for key := range foldAll(words) {
				d[key] = curated
			}
		}
	}
	return d
}

// parseSource reads whose work an entry shows; an empty cell, or a mere dash, says nothing.
func parseSource(cell string, words map[string]bool) (*bool, error) {
	key := fold(cell)
	if key == "" && saysNoTime(cell) {
		return nil, nil
	}
	if curated, ok := words[key]; ok {
		return &curated, nil
	}
	return nil, plan.Textf("%s is neither eigen nor kuratiert (own, curated)", quote(tidy(cell)))
}

// sourceName returns what Write puts for a source.
func sourceName(curated *bool, language string) string {
	switch {
	case curated == nil:
		return ""
	case language == "en":
		return sourceNames[*curated].english[0]
	}
	return sourceNames[*curated].german[0]
}

// checkLink returns why a cell is no web address; an empty one is none and no mistake.
func checkLink(cell string) error {
	text := tidy(cell)
	if text == "" {
		return nil
	}
	if u, err := url.Parse(text); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return plan.Textf("%s is no web address that begins with https:// or http://", quote(text))
	}
	return nil
}
