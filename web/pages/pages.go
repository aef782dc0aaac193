// Package pages writes the server's own pages: sign-in and account, the start page of a
// workspace, the address of a new feed, refusals. It turns what app answers into
// HTML, in German and in English, without scripts and without style attributes.
// It reads no clock and no request.
package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
)

//go:embed *.html
var files embed.FS

// Pages writes pages. It is safe for concurrent use.
type Pages struct {
	templates map[string]*template.Template
}

// view is what a template is filled with.
type view interface {
	file() string // of the template
}

// New parses the templates.
func New() (*Pages, error) {
	p := &Pages{templates: map[string]*template.Template{}}
	for _, v := range []view{signInView{}, setUpView{}, resetView{}, newPasswordView{}, deadLinkView{}, invitationView{}, accountView{}, choiceView{}, workspaceView{}, newFeedView{}, reportsView{}, sharedView{}, unsubscribeView{}, refusalView{}} {
		parsed, err := template.ParseFS(files, "frame.html", "form.html", "howto.html", v.file())
		if err != nil {
			return nil, fmt.Errorf("parsing the page %s: %w", v.file(), err)
		}
		p.templates[v.file()] = parsed
	}
	return p, nil
}

func (p *Pages) write(v view) ([]byte, error) {
	var page bytes.Buffer
	if err := p.templates[v.file()].ExecuteTemplate(&page, "frame", v); err != nil {
		return nil, fmt.Errorf("writing the page %s: %w", v.file(), err)
	}
	return page.Bytes(), nil
}
