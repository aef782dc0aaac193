package httpapi_test

import (
	"net/http"
	"testing"
)

// Links in mails lead somewhere: to the workspace, by way of signing in.
func TestLinksInMailsLeadToTheWorkspace(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, path := range []string{"/w/{workspace}/entries/{entry}", "/w/{workspace}/channels/{channel}"} {
		w.browse("stranger").open(path).page(t, http.StatusNotFound).hides(t, "Musterwerk")
		w.stranger().open(path).page(t, http.StatusUnauthorized).hides(t, "Musterwerk")
		got := w.browse("viewer").open(path).want(t, http.StatusSeeOther).header.Get("Location")
		if want := w.expand("/w/{workspace}"); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
}
