package httpapi_test

import (
	"net/http"
	"testing"
)

func TestTargetAndActualOfAMix(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const path = "/workspaces/{workspace}/plans/{plan}/mix"
		viewer := w.as("viewer")
		w.make(t, "own", "/workspaces/{workspace}/topics", `{"name":"Aus der Firma","centre":"company"}`)
		for _, draft := range []string{
			`"topic_id":"{own}","publish_on":"2027-04-01"`,
			`"topic_id":"{own}","publish_on":"2027-04-02"`,
			`"publish_on":"2027-04-03","source":"curated","source_url":"https://example.org/"`,
			`"publish_on":"2027-04-04","state":"cancelled"`,
			`"publish_on":"2027-05-01"`,
		} {
			w.make(t, "", entries, `{"channel_id":"{channel}","title":"x",`+draft+`}`)
		}
		april := viewer.get(t, path+"?from=2027-04-01&to=2027-04-30").want(t, http.StatusOK)
		wantFilling(t, april, map[string]any{
			"from": "2027-04-01", "to": "2027-04-30", "entries": 3.0, "says": false,
			"company.count": 2.0, "company.percent": 67.0, "company.target": nil, "company.within": nil,
			"curated.count": 1.0, "curated.percent": 33.0,
		})
		w.as("lead").patch(t, "/workspaces/{workspace}/plans/{plan}", `{"company_share":{"at_least":10,"at_most":39},"curated_share":{"at_least":20,"at_most":60}}`).want(t, http.StatusOK)
		year := viewer.get(t, path).want(t, http.StatusOK)
		wantFilling(t, year, map[string]any{
			"from": "2027-01-01", "to": "2027-12-31", "entries": 5.0, "says": true,
			"company.percent": 40.0, "company.within": false, "company.target": map[string]any{"at_least": 10.0, "at_most": 39.0},
			"curated.percent": 20.0, "curated.within": true,
		})
		none := viewer.get(t, path+"?from=2027-10-01").want(t, http.StatusOK)
		wantFilling(t, none, map[string]any{"entries": 0.0, "company.percent": nil, "company.within": nil, "to": "2027-12-31"})
		viewer.get(t, path+"?from=2028-01-01&to=2028-02-01").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "from")
		viewer.get(t, path+"?from=2027-05-01&to=2027-04-01").refused(t, http.StatusBadRequest, "malformed").names(t, "to")
		w.as("stranger").get(t, path).refused(t, http.StatusNotFound, "not_found")
	})
}
