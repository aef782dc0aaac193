package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

const chatsPath = "/workspaces/{workspace}/chats"

func TestChatsAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		good := func(field, value string) string {
			draft := map[string]string{"name": `"#redaktion"`, "form": `"slack"`, "url": `"https://hooks.example.org/x"`, "language": `"en"`}
			draft[field] = value
			return `{"name":` + draft["name"] + `,"form":` + draft["form"] + `,"url":` + draft["url"] + `,"language":` + draft["language"] + `}`
		}
		for name, c := range map[string]struct {
			who, body string
			status    int
			code      string
		}{
			"an editor's":             {"editor", good("name", `"x"`), 403, "forbidden"},
			"another scheme":          {"lead", good("url", `"ftp://example.org/"`), 422, "invalid"},
			"no host":                 {"lead", good("url", `"https:///x"`), 422, "invalid"},
			"a password in the url":   {"lead", good("url", `"https://a:b@example.org/"`), 422, "invalid"},
			"a line break":            {"lead", good("url", `"https://example.org/\r\nX: y"`), 422, "invalid"},
			"no name":                 {"lead", good("name", `" "`), 422, "invalid"},
			"a form nobody knows":     {"lead", good("form", `"irc"`), 422, "invalid"},
			"a language nobody reads": {"lead", good("language", `"fr"`), 422, "invalid"},
		} {
			t.Run(name, func(t *testing.T) {
				mustNotContain(t, w.as(c.who).post(t, chatsPath, c.body).refused(t, c.status, c.code), "hooks.example.org")
			})
		}
		for range 9 {
			w.as("lead").post(t, chatsPath, good("name", `"Noch einer"`)).want(t, http.StatusCreated)
		}
		w.as("lead").post(t, chatsPath, good("name", `"Einer zu viel"`)).refused(t, http.StatusConflict, "conflict")
		w.as("lead").with("If-Match", `"7"`).patch(t, chatsPath+"/{chat}", `{"name":"x"}`).refused(t, http.StatusPreconditionFailed, "stale")
		w.as("lead").get(t, chatsPath+"/{webhook}").refused(t, http.StatusNotFound, "not_found")
		w.as("lead").get(t, "/workspaces/{workspace}/webhooks/{chat}").refused(t, http.StatusNotFound, "not_found")
	})
}

// No answer, no log and no audit log shows a chat room's address again, only where
// it leads.
func TestAChatsAddressIsShownToNobody(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		made := lead.with("Idempotency-Key", "einmal").post(t, chatsPath,
			`{"name":"#redaktion","form":"teams","url":"https://flows.example.org/geheimer-pfad?sig=s3cr3t"}`).want(t, http.StatusCreated)
		again := lead.with("Idempotency-Key", "einmal").post(t, chatsPath,
			`{"name":"#redaktion","form":"teams","url":"https://flows.example.org/geheimer-pfad?sig=s3cr3t"}`).want(t, http.StatusCreated)
		w.ids["chat"] = text(t, made, "id")
		if value(t, made, "host") != "https://flows.example.org" || value(t, made, "language") != "de" || value(t, made, "last_report") != nil || text(t, again, "id") != w.ids["chat"] {
			t.Errorf("made: %s", made.body)
		}
		path := chatsPath + "/{chat}"
		tried := lead.post(t, path+"/try", "").want(t, http.StatusOK)
		if value(t, tried, "delivered") != false {
			t.Errorf("tried: %s", tried.body)
		}
		changed := lead.patch(t, path, `{"url":"https://other.example.org/auch-geheim","name":"#plan","enabled":false}`).want(t, http.StatusOK)
		if value(t, changed, "host") != "https://other.example.org" || value(t, changed, "disabled_why") != "by_hand" || value(t, changed, "last_outcome") == nil {
			t.Errorf("changed: %s", changed.body)
		}
		audit := lead.get(t, "/workspaces/{workspace}/audit?subject_kind=chat").want(t, http.StatusOK)
		for _, a := range []answer{made, again, tried, changed, audit, lead.get(t, path), lead.get(t, chatsPath), lead.get(t, "/workspaces/{workspace}/webhooks")} {
			mustNotContain(t, a, "geheim", "s3cr3t")
		}
		for _, word := range []string{"created", "pinged", "changed", "https://other.example.org", "enabled"} {
			if !strings.Contains(audit.body, word) {
				t.Errorf("the audit log lacks %q: %s", word, audit.body)
			}
		}
		if log := w.log.String(); strings.Contains(log, "geheim") || strings.Contains(log, "s3cr3t") {
			t.Error("the log holds the address")
		}
		lead.remove(t, path).want(t, http.StatusNoContent)
		lead.get(t, path).refused(t, http.StatusNotFound, "not_found")
	})
}
