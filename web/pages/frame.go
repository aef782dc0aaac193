package pages

import "net/url"

// Frame is what stands around every page.
type Frame struct {
	Language   string // "de" or "en"; any other is English
	Address    string // path and query of the page, for the language switch; one that can be asked for with GET
	Stylesheet string // its address
	Icon       string // its address
	Visitor    string // name of who is signed in, "" for nobody
	Demo       bool   // the server shows the demo
	DemoOpen   bool   // to everybody, not to its own machine alone
	Guest      bool   // the visitor was let in without signing in
	Workspace  string // name, "" where the page belongs to none
	Home       string // address of the workspace's page
	Choice     bool   // the visitor has more than one workspace
}

// T returns the texts of the frame's language.
func (f Frame) T() words { return wordsIn(f.Language) }

// DemoBanner tells that this is the demo and whom it lets in.
func (f Frame) DemoBanner() string {
	if f.DemoOpen {
		return f.T().DemoOpenBanner
	}
	return f.T().DemoBanner
}

// Lang returns the language's code of BCP 47.
func (f Frame) Lang() string { return f.T().Code }

// Languages lists the languages with the address of the page in each.
func (f Frame) Languages() []LanguageLink {
	links := make([]LanguageLink, 0, 2)
	for _, code := range Languages() {
		links = append(links, LanguageLink{
			Code: code, Name: wordsIn(code).Name, Address: inLanguage(f.Address, code), Current: code == f.Lang(),
		})
	}
	return links
}

// LanguageLink leads to a page in a language.
type LanguageLink struct {
	Code, Name, Address string
	Current             bool
}

// inLanguage returns the address with lang=code in its query.
func inLanguage(address, code string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" {
		u = &url.URL{Path: "/"}
	}
	query := u.Query()
	query.Set("lang", code)
	u.RawQuery = query.Encode()
	return u.String()
}
