package httpapi_test

import (
	"net/http"
	"testing"
)

func TestThePageAsksWhoShallOwnAChannel(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	const form = "/w/{workspace}/channels/{channel}/ownership"
	w.browse("lead").submit(form, "answer", "yes").page(t, http.StatusConflict)
	askedViewer(t, w)
	w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK).says(t, "niemand", "gefragt: Name of viewer").hides(t, "Übernehmen Sie")
	w.browse("lead").submit(form, "answer", "yes").page(t, http.StatusForbidden)
	w.browse("stranger").submit(form, "answer", "yes").page(t, http.StatusNotFound).hides(t, "Werkblog")
	w.stranger().submit(form, "answer", "yes").page(t, http.StatusUnauthorized)

	viewer := w.browse("viewer")
	viewer.open("/w/{workspace}").page(t, http.StatusOK).says(t, "Übernehmen Sie den Kanal Werkblog?", w.expand(form), `value="yes"`, `value="no"`)
	viewer.open("/w/{workspace}?lang=en").page(t, http.StatusOK).says(t, "will you take the channel Werkblog?", "asked: Name of viewer")
	viewer.submit(form, "answer", "perhaps").page(t, http.StatusBadRequest)
	viewer.submit(form).page(t, http.StatusBadRequest)
	if a := viewer.submit(form, "answer", "yes").want(t, http.StatusSeeOther); a.header.Get("Location") != w.expand("/w/{workspace}") {
		t.Errorf("led to %s", a.header.Get("Location"))
	}
	viewer.open("/w/{workspace}").page(t, http.StatusOK).says(t, "Name of viewer").hides(t, "Übernehmen Sie", "gefragt:")
}
