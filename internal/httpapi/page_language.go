package httpapi

import (
	"net/http"
	"slices"

	"golang.org/x/text/language"

	"stetig/web/pages"
)

// languageCookie holds the language a visitor chose.
const languageCookie = "stetig_lang"

const languageAge = 365 * 24 * 60 * 60 // seconds

// maxAcceptLanguage bounds how much of the header is read.
const maxAcceptLanguage = 1000

// rememberLanguage keeps the language that the query names.
func (p *pageServer) rememberLanguage(w http.ResponseWriter, r *http.Request) {
	if lang := r.URL.Query().Get("lang"); isLanguage(lang) {
		cookie := p.cookie(r, languageCookie, lang, languageAge)
		cookie.HttpOnly = false // the planner reads and sets it too; it is no secret
		http.SetCookie(w, cookie)
	}
}

func isLanguage(code string) bool { return slices.Contains(pages.Languages(), code) }

// chosenLanguage returns the language the visitor asks for: in the query, by
// choice before, or by the browser's settings; "" where none of them is ours.
func chosenLanguage(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); isLanguage(lang) {
		return lang
	}
	if cookie, err := r.Cookie(languageCookie); err == nil && isLanguage(cookie.Value) {
		return cookie.Value
	}
	return acceptedLanguage(r)
}

// acceptedLanguage returns the first language of ours that the header names, "" for none.
func acceptedLanguage(r *http.Request) string {
	header := r.Header.Get("Accept-Language")
	if len(header) > maxAcceptLanguage {
		return ""
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return ""
	}
	for _, tag := range tags {
		if base, _ := tag.Base(); isLanguage(base.String()) {
			return base.String()
		}
	}
	return ""
}
