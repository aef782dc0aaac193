package httpapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// What cannot be accepted is refused with the field it is about, and changes
// nothing.
func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const ws = "/workspaces/{workspace}"
		entry := `"channel_id":"{channel}","title":"x"`
		planOf := func(rest string) string {
			return `{"channel_id":"{channel}","name":"x","starts_on":"2028-01-01","ends_on":"2028-12-31",` + rest + `}`
		}
		before := w.as("lead").get(t, ws).want(t, http.StatusOK).json["revision"]
		for name, tc := range map[string]struct {
			method, path, body string
			status             int
			code               string
			fields             string
		}{
			"no JSON":                 {"POST", "/entries", `{`, 400, "malformed", ""},
			"two values":              {"POST", "/entries", `{` + entry + `} {}`, 400, "malformed", ""},
			"no body":                 {"POST", "/entries", ``, 400, "malformed", ""},
			"no UTF-8":                {"POST", "/entries", "{\"title\":\"\xff\"}", 400, "malformed", ""},
			"U+0000":                  {"POST", "/entries", `{"channel_id":"{channel}","title":"a\u0000"}`, 400, "malformed", ""},
			"a list":                  {"POST", "/entries", `[]`, 422, "invalid", ""},
			"null":                    {"PATCH", "/entries/{entry}", `null`, 422, "invalid", ""},
			"an unknown field":        {"POST", "/entries", `{` + entry + `,"colour":"red"}`, 422, "invalid", "colour"},
			"another's field":         {"PATCH", "/entries/{entry}", `{"id":"{channel}"}`, 422, "invalid", "id"},
			"state by PATCH":          {"PATCH", "/entries/{entry}", `{"state":"published"}`, 422, "invalid", "state"},
			"a wrong type":            {"POST", "/entries", `{"channel_id":"{channel}","title":7}`, 422, "invalid", "title"},
			"several wrong":           {"POST", "/entries", `{"channel_id":"x","title":"","state":"done"}`, 422, "invalid", "channel_id state title"},
			"needed and missing":      {"POST", "/entries", `{}`, 422, "invalid", "channel_id title"},
			"null where none may be":  {"PATCH", "/entries/{entry}", `{"title":null}`, 422, "invalid", "title"},
			"a title too long":        {"POST", "/entries", `{"channel_id":"{channel}","title":"` + strings.Repeat("ü", 10_001) + `"}`, 422, "invalid", "title"},
			"a day that is none":      {"POST", "/entries", `{` + entry + `,"publish_on":"2027-02-30"}`, 422, "invalid", "publish_on"},
			"a day with a time":       {"POST", "/entries", `{` + entry + `,"publish_on":"2027-02-03T00:00:00Z"}`, 422, "invalid", "publish_on"},
			"a time without offset":   {"POST", "/entries", `{` + entry + `,"publish_at":"2027-02-03T10:00:00"}`, 422, "invalid", "publish_at"},
			"a time that is none":     {"POST", "/entries", `{` + entry + `,"publish_at":"2027-02-30T10:00:00Z"}`, 422, "invalid", "publish_at"},
			"a year too far":          {"POST", "/entries", `{` + entry + `,"publish_at":"2101-01-01T10:00:00Z"}`, 422, "invalid", "publish_at"},
			"a year too early":        {"POST", "/entries", `{` + entry + `,"publish_on":"1989-12-31"}`, 422, "invalid", "publish_on"},
			"a day and a time":        {"POST", "/entries", `{` + entry + `,"publish_on":"2027-03-01","publish_at":"2027-03-01T10:00:00Z"}`, 422, "invalid", "publish_on"},
			"planned without a day":   {"POST", "/entries", `{` + entry + `,"state":"planned"}`, 422, "invalid", "publish_at"},
			"a link to a script":      {"POST", "/entries", `{` + entry + `,"link":"javascript:alert(1)"}`, 422, "invalid", "link"},
			"an unknown channel":      {"POST", "/entries", `{"channel_id":"00000000-0000-7000-8000-000000000000","title":"x"}`, 422, "invalid", "channel_id"},
			"a plan of 400 years":     {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2028-01-01","ends_on":"2428-12-31","cadence":{"quota":1,"per":"week"}}`, 422, "invalid", "ends_on"},
			"a plan of 40 years":      {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2028-01-01","ends_on":"2067-12-31","cadence":{"quota":1,"per":"week"}}`, 422, "invalid", "ends_on"},
			"a plan that ends first":  {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2028-12-31","ends_on":"2028-01-01","cadence":{"quota":1,"per":"week"}}`, 422, "invalid", "ends_on"},
			"a million a week":        {"POST", "/plans", planOf(`"cadence":{"quota":1000000,"per":"week"}`), 422, "invalid", "cadence.quota"},
			"a quota a day":           {"POST", "/plans", planOf(`"cadence":{"quota":1,"per":"day"}`), 422, "invalid", "cadence.per"},
			"a rule every second":     {"POST", "/plans", planOf(`"cadence":{"rule":"FREQ=SECONDLY","time":"10:00"}`), 422, "invalid", "cadence.rule"},
			"a rule that never comes": {"POST", "/plans", planOf(`"cadence":{"rule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30","time":"10:00"}`), 422, "invalid", "cadence.rule"},
			"a rule with an end":      {"POST", "/plans", planOf(`"cadence":{"rule":"FREQ=DAILY;COUNT=3","time":"10:00"}`), 422, "invalid", "cadence.rule"},
			"a rule without a time":   {"POST", "/plans", planOf(`"cadence":{"rule":"FREQ=DAILY"}`), 422, "invalid", "cadence.time"},
			"two kinds of cadence":    {"POST", "/plans", planOf(`"cadence":{"quota":1,"per":"week","rule":"FREQ=DAILY","time":"10:00"}`), 422, "invalid", "cadence"},
			"no cadence":              {"POST", "/plans", planOf(`"cadence":{}`), 422, "invalid", "cadence.quota"},
			"days that are taken":     {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2027-06-01","ends_on":"2028-05-31","cadence":{"quota":1,"per":"week"}}`, 409, "conflict", ""},
			"an unknown zone":         {"POST", "/channels", `{"name":"x","time_zone":"Europe/Bielefeld"}`, 422, "invalid", "time_zone"},
			"a grace of years":        {"POST", "/channels", `{"name":"x","grace_hours":10000}`, 422, "invalid", "grace_hours"},
			"a color that is none":    {"POST", "/channels", `{"name":"x","color":"green"}`, 422, "invalid", "color"},
			"a theme outside its plan": {"POST", "/themes",
				`{"plan_id":"{plan}","topic_id":"{topic}","starts_on":"2026-12-01","ends_on":"2027-01-31"}`, 422, "invalid", "ends_on"},
			"a member twice":       {"POST", "/members", `{"name":"x","email":"Editor@example.org","role":"viewer"}`, 409, "conflict", ""},
			"no e-mail address":    {"POST", "/members", `{"name":"x","email":"a b@example.org","role":"viewer"}`, 422, "invalid", "email"},
			"an acceptance before": {"PUT", "/gaps/{gap}/acceptance", `{"reason":"x","until":"2027-02-28"}`, 422, "invalid", "until"},
			"an id that is none":   {"GET", "/entries/17", ``, 400, "malformed", "entry"},
			"an unknown parameter": {"GET", "/entries?chanel={channel}", ``, 400, "malformed", "chanel"},
			"a limit of 0":         {"GET", "/entries?limit=0", ``, 400, "malformed", "limit"},
			"a limit too large":    {"GET", "/entries?limit=201", ``, 400, "malformed", "limit"},
			"a limit in words":     {"GET", "/entries?limit=many", ``, 400, "malformed", "limit"},
			"a cursor made up":     {"GET", "/entries?cursor=abc", ``, 422, "invalid", "cursor"},
			"a state made up":      {"GET", "/entries?state=done", ``, 400, "malformed", "state"},
			"days turned around":   {"GET", "/entries?from=2027-02-01&to=2027-01-01", ``, 400, "malformed", "to"},
			"a query that is none": {"GET", "/entries?q=%ff", ``, 400, "malformed", "q"},
			"a query with U+0000":  {"GET", "/entries?q=a%00b", ``, 400, "malformed", "q"},
			"a broken query":       {"GET", "/entries?q=%zz", ``, 400, "malformed", ""},
			"1,101 days":           {"GET", "/continuity?channel={channel}&from=2027-01-01&to=2030-01-06", ``, 400, "malformed", "to"},
			"half a span":          {"GET", "/continuity?channel={channel}&from=2027-01-01", ``, 400, "malformed", "to"},
			"no channel":           {"GET", "/continuity", ``, 400, "malformed", "channel"},
			"no year":              {"GET", "/year", ``, 400, "malformed", "year"},
			"the year 20270":       {"GET", "/year?year=20270", ``, 400, "malformed", "year"},
			"no month":             {"GET", "/month", ``, 400, "malformed", "month"},
			"a 13th month":         {"GET", "/month?month=2027-13", ``, 400, "malformed", "month"},
			"a month too far":      {"GET", "/month?month=2101-01", ``, 422, "invalid", "month"},
			"a month too early":    {"GET", "/month?month=1989-12", ``, 422, "invalid", "month"},
			"a form that is none":  {"GET", "/reports/latest?format=pdf", ``, 400, "malformed", "format"},
		} {
			t.Run(name, func(t *testing.T) {
				var fields []string
				if tc.fields != "" {
					fields = strings.Fields(tc.fields)
				}
				w.as("lead").send(t, tc.method, ws+tc.path, tc.body).refused(t, tc.status, tc.code).names(t, fields...)
			})
		}
		if after := w.as("lead").get(t, ws).want(t, http.StatusOK).json["revision"]; after != before {
			t.Errorf("the workspace's revision went from %v to %v", before, after)
		}
	})
}

func TestOtherContentTypesAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tc := range map[string]struct{ method, path, contentType string }{
			"text for an entry":   {"POST", "/entries", "text/plain"},
			"a form for an entry": {"POST", "/entries", "application/x-www-form-urlencoded"},
			"XML for a patch":     {"PATCH", "/entries/{entry}", "application/xml"},
			"a JSON patch":        {"PATCH", "/entries/{entry}", "application/json-patch+json"},
			"a merge patch":       {"POST", "/entries", "application/merge-patch+json"},
			"none":                {"POST", "/entries", " "},
			"JSON for an import":  {"POST", "/imports?mode=dry_run", "application/json"},
		} {
			t.Run(name, func(t *testing.T) {
				w.as("lead").with("Content-Type", tc.contentType).
					send(t, tc.method, "/workspaces/{workspace}"+tc.path, `{"title":"x"}`).
					refused(t, http.StatusUnsupportedMediaType, "unsupported_media_type")
			})
		}
	})
}

// endless is a body that goes on as long as anybody reads it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestLargeBodiesAreRefusedUnread(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tc := range map[string]struct {
			path, contentType string
			length            int64 // as announced; -1: not
			most              int   // bytes that may be read
		}{
			"announced":           {"/entries", "application/json", 100 << 20, 0},
			"not announced":       {"/entries", "application/json", -1, 2 << 20},
			"a sheet announced":   {"/imports?mode=dry_run", "text/csv", 100 << 20, 0},
			"a sheet, not at all": {"/imports?mode=dry_run", "text/csv", -1, 21 << 20},
		} {
			t.Run(name, func(t *testing.T) {
				body := &endless{}
				r := httptest.NewRequest("POST", "/api/v1"+w.expand("/workspaces/{workspace}"+tc.path), body)
				r.ContentLength = tc.length
				r.Header.Set("Content-Type", tc.contentType)
				r.Header.Set("Authorization", "Bearer "+w.tokens["lead"])
				w.do(r).refused(t, http.StatusRequestEntityTooLarge, "too_large")
				if body.read > tc.most {
					t.Errorf("%d bytes were read, at most %d should be", body.read, tc.most)
				}
			})
		}
	})
}

// A megabyte of wrong values is told in one short answer.
func TestManyWrongValuesMakeAShortAnswer(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		list := func(n int) string {
			return `{"name":"x","channel_ids":[` + strings.TrimSuffix(strings.Repeat("1,", n), ",") + `]}`
		}
		for _, n := range []int{150, 400_000} {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				begun := time.Now()
				a := w.as("lead").post(t, "/workspaces/{workspace}/feeds", list(n)).refused(t, http.StatusUnprocessableEntity, "invalid")
				if len(a.body) > 20_000 {
					t.Errorf("the answer has %d bytes", len(a.body))
				}
				if took := time.Since(begun); took > 10*time.Second {
					t.Errorf("it took %v", took)
				}
			})
		}
	})
}
