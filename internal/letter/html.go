package letter

import (
	"bytes"
	_ "embed" // the page's template
	"fmt"
	"html/template"
)

//go:embed letter.gohtml
var pageTemplate string

// html lays a page out. Mail programs drop much of what browsers know: the
// styles stand at their elements, colours are left to the reader's program but
// for the button's, and nothing is loaded.
func (p page) html(l language) (string, error) {
	parsed, err := template.New("letter").Parse(pageTemplate)
	if err != nil {
		return "", fmt.Errorf("parsing the letter's template: %w", err)
	}
	var b bytes.Buffer
	err = parsed.Execute(&b, struct {
		page
		Code, Greeting, PasteHint string
	}{p, l.code(), l.greeting(p.Name), l.pasteHint()})
	if err != nil {
		return "", fmt.Errorf("laying out the letter: %w", err)
	}
	return b.String(), nil
}
