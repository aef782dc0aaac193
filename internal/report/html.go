package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // the page's template and stylesheet
	"encoding/base64"
	"fmt"
	"html/template"
)

//go:embed page.gohtml
var pageTemplate string

//go:embed report.css
var stylesheet string

// HTMLOptions says where a report's page finds its stylesheet and what it links to.
type HTMLOptions struct {
	// StylesheetURL is where the server offers Stylesheet; "" has it written into
	// the page, for which a Content-Security-Policy must allow StyleHash.
	StylesheetURL string

	IconURL string // of the browser's tab; left out where ""

	Inline bool // written into the page although there is a StylesheetURL

	WithoutPeople bool // nobody is named: neither who owns something nor who accepted it

	HomeURL, ListURL, CSVURL, TextURL string // links at the top; each left out where ""

	// GapsURL is where gaps can be mended; what is said of one leads to it there,
	// named by ?gap=. "" leaves the links out.
	GapsURL string
}

// Stylesheet returns the CSS of a report's page.
func Stylesheet() string { return stylesheet }

// StyleHash returns the source expression that allows the stylesheet, written
// into the page, in the style-src of a Content-Security-Policy: 'sha256-…'
// (CSP Level 3 §2.3.1).
func StyleHash() string {
	hash := sha256.Sum256([]byte(stylesheet))
	return "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
}

// HTML renders the report as one page without scripts, inline style attributes
// or anything to load but its stylesheet. Charts are drawn where the stylesheet
// is linked. A page that is one file may be mailed on, and mail programs leave
// drawings out: there the charts are written in characters. lang is "de" or "en", "" for the
// workspace's; another is an Error of plan.CodeInvalid.
func (r Report) HTML(lang string, o HTMLOptions) ([]byte, error) {
	l, err := languageOf(lang, r.Workspace.Language)
	if err != nil {
		return nil, err
	}
	parsed, err := template.New("report").Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("parsing the report's template: %w", err)
	}
	isOneFile := o.Inline || o.StylesheetURL == ""
	if o.WithoutPeople {
		r = r.withoutPeople()
	}
	view := struct {
		page
		Style         template.CSS
		Drawn         bool // charts are drawn, not written
		StylesheetURL string
		Where         string // where all of a list is that is cut; "" for who is offered no CSV
		HTMLOptions
	}{page: r.page(l), HTMLOptions: o, Drawn: !isOneFile}
	if o.CSVURL != "" {
		view.Where = ", " + view.L.InCSV
	}
	if isOneFile {
		view.Style = template.CSS(stylesheet) // #nosec G203: our own, and its hash must hold
	} else {
		view.StylesheetURL = o.StylesheetURL
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, view); err != nil {
		return nil, fmt.Errorf("rendering the report of %s: %w", cmp.Or(r.Week, "no week"), err)
	}
	return b.Bytes(), nil
}
