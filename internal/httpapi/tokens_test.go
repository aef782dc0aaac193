package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// newToken has somebody make a token, and lets it be used under a name.
func (w *world) newToken(t *testing.T, by, name, body string) answer {
	t.Helper()
	made := w.as(by).post(t, "/me/tokens", body).want(t, http.StatusCreated)
	w.tokens[name] = text(t, made, "secret")
	w.ids[name+"_token"] = text(t, made, "token", "id")
	return made
}

// listed returns one value of each item of a list.
func listed(t *testing.T, a answer, path ...any) (values []string) {
	t.Helper()
	a.want(t, http.StatusOK)
	items, _ := value(t, a, "items").([]any)
	for i := range items {
		values = append(values, text(t, a, append([]any{"items", i}, path...)...))
	}
	return values
}

func TestNoTokenMakesOneThatMayMore(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const ends = `"expires_at":"2027-06-30T22:00:00Z"`
		w.newToken(t, "founder", "ending", `{"name":"bis Juni","access":"write",`+ends+`}`)
		w.newToken(t, "founder", "looking", `{"name":"liest","access":"read"}`)
		before := listed(t, w.as("founder").get(t, "/me/tokens"), "id")
		for name, c := range map[string]struct{ by, body string }{
			"all from one":               {"lead", `{"name":"x","access":"write"}`},
			"all from one, said so":      {"lead", `{"name":"x","access":"read","workspace_id":null}`},
			"another from one":           {"lead", `{"name":"x","access":"read","workspace_id":"{foreign}"}`},
			"writing from reading":       {"reader", `{"name":"x","access":"write","workspace_id":"{workspace}"}`},
			"reading from reading":       {"reader", `{"name":"x","access":"read","workspace_id":"{workspace}"}`},
			"all by one for all":         {"looking", `{"name":"x","access":"read"}`},
			"without end from ending":    {"ending", `{"name":"x","access":"read"}`},
			"no end, said so":            {"ending", `{"name":"x","access":"read","expires_at":null}`},
			"a second longer":            {"ending", `{"name":"x","access":"read","expires_at":"2027-06-30T22:00:01Z"}`},
			"longer by its offset":       {"ending", `{"name":"x","access":"read","expires_at":"2027-06-30T22:00:00-01:00"}`},
			"without end, one workspace": {"ending", `{"name":"x","access":"read","workspace_id":"{workspace}"}`},
		} {
			t.Run(name, func(t *testing.T) {
				a := w.as(c.by).post(t, "/me/tokens", c.body).refused(t, http.StatusForbidden, "forbidden")
				mustNotContain(t, a, "sttg_")
			})
		}
		for name, c := range map[string]struct{ by, body, field string }{
			"no name":                 {"lead", `{"name":"","access":"read","workspace_id":"{workspace}"}`, "name"},
			"a blank name":            {"lead", `{"name":" \t","access":"read","workspace_id":"{workspace}"}`, "name"},
			"no access":               {"lead", `{"name":"x","workspace_id":"{workspace}"}`, "access"},
			"more than writing":       {"lead", `{"name":"x","access":"admin","workspace_id":"{workspace}"}`, "access"},
			"ended already":           {"lead", `{"name":"x","access":"read","workspace_id":"{workspace}","expires_at":"2027-03-01T11:00:00Z"}`, "expires_at"},
			"a workspace of others":   {"founder", `{"name":"x","access":"read","workspace_id":"0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10"}`, "workspace_id"},
			"one where admin is none": {"admin", `{"name":"x","access":"read","workspace_id":"{workspace}"}`, "workspace_id"},
		} {
			t.Run(name, func(t *testing.T) {
				w.as(c.by).post(t, "/me/tokens", c.body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, c.field)
			})
		}
		if after := listed(t, w.as("founder").get(t, "/me/tokens"), "id"); strings.Join(after, " ") != strings.Join(before, " ") {
			t.Errorf("refused tokens were made: %v, before %v", after, before)
		}
		for name, c := range map[string]struct{ by, body string }{
			"the same":             {"ending", `{"name":"x","access":"write",` + ends + `}`},
			"sooner and narrower":  {"ending", `{"name":"x","access":"read","workspace_id":"{foreign}","expires_at":"2027-03-02T00:00:00+01:00"}`},
			"one from one":         {"lead", `{"name":"x","access":"write","workspace_id":"{workspace}"}`},
			"one from all":         {"founder", `{"name":"x","access":"write","workspace_id":"{workspace}"}`},
			"a viewer's, to write": {"viewer", `{"name":"x","access":"write","workspace_id":"{workspace}"}`},
		} {
			t.Run(name, func(t *testing.T) { w.as(c.by).post(t, "/me/tokens", c.body).want(t, http.StatusCreated) })
		}
	})
}

func TestAMadeTokenIsShownOnceAndGoodForWhatItSays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const body = `{"name":"Anzeige am Empfang","access":"read","workspace_id":"{workspace}","expires_at":"2027-04-01T00:00:00+02:00"}`
		made := w.newToken(t, "founder", "screen", body)
		secret := w.tokens["screen"]
		if !strings.HasPrefix(secret, "sttg_") || text(t, made, "token", "hint") != secret[len(secret)-4:] {
			t.Errorf("made %s", made.body)
		}
		for field, want := range map[string]any{
			"name": "Anzeige am Empfang", "access": "read", "workspace_id": w.ids["workspace"],
			"expires_at": "2027-03-31T22:00:00Z", "last_used_at": nil, "created_at": "2027-03-01T11:00:00Z",
		} {
			if got := value(t, made, "token", field); got != want {
				t.Errorf("%s = %v, want %v", field, got, want)
			}
		}
		if got := made.header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("Cache-Control = %q: the secret would be kept", got)
		}

		w.as("screen").get(t, "/workspaces/{workspace}").want(t, http.StatusOK)
		w.as("screen").get(t, "/workspaces/{foreign}").refused(t, http.StatusNotFound, "not_found")
		w.as("screen").post(t, "/workspaces/{workspace}/topics", `{"name":"x"}`).refused(t, http.StatusForbidden, "forbidden")
		if err := w.app.FlushUsage(t.Context()); err != nil {
			t.Fatal(err)
		}
		list := w.as("founder").get(t, "/me/tokens").want(t, http.StatusOK)
		mustNotContain(t, list, secret, "hash")
		if got := text(t, list, "items", 0, "last_used_at"); got != "2027-03-01T11:00:00Z" {
			t.Errorf("last used at %s", got)
		}
		if got := listed(t, w.as("screen").get(t, "/me/tokens"), "name"); len(got) != 1 || got[0] != "Anzeige am Empfang" {
			t.Errorf("a token for one workspace sees %v", got)
		}
		if strings.Contains(w.log.String(), secret) {
			t.Error("the secret is in the log")
		}

		keyed := w.as("founder").with("Idempotency-Key", "k1")
		keyed.post(t, "/me/tokens", body).want(t, http.StatusCreated)
		again := keyed.post(t, "/me/tokens", body).refused(t, http.StatusConflict, "conflict")
		mustNotContain(t, again, "sttg_")

		w.wait(31*24*time.Hour - 13*time.Hour - time.Second) // a second before it ends
		w.as("screen").get(t, "/me").want(t, http.StatusOK)
		w.wait(time.Second)
		w.as("screen").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
	})
}

func TestOnesOwnTokensAreRevokedByOneself(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "founder", "all", `{"name":"überall","access":"write"}`)
		w.newToken(t, "founder", "here", `{"name":"hier","access":"write","workspace_id":"{workspace}"}`)
		w.newToken(t, "founder", "there", `{"name":"dort","access":"write","workspace_id":"{foreign}"}`)
		for name, c := range map[string]struct{ by, path string }{
			"somebody else's":         {"viewer", "/me/tokens/{here_token}"},
			"a lead's colleague's":    {"lead", "/me/tokens/{here_token}"},
			"one for all, from here":  {"here", "/me/tokens/{all_token}"},
			"one for there from here": {"here", "/me/tokens/{there_token}"},
			"none":                    {"founder", "/me/tokens/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10"},
		} {
			t.Run(name, func(t *testing.T) { w.as(c.by).remove(t, c.path).refused(t, http.StatusNotFound, "not_found") })
		}
		w.as("founder").remove(t, "/me/tokens/17").refused(t, http.StatusBadRequest, "malformed")
		for _, who := range []string{"all", "here", "there"} {
			w.as(who).get(t, "/me").want(t, http.StatusOK)
		}
		w.as("founder").remove(t, "/me/tokens/{there_token}").want(t, http.StatusNoContent)
		w.as("founder").remove(t, "/me/tokens/{there_token}").want(t, http.StatusNoContent)
		w.as("there").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.as("here").remove(t, "/me/tokens/{here_token}").want(t, http.StatusNoContent) // with itself
		w.as("here").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		list := w.as("founder").get(t, "/me/tokens")
		if got := listed(t, list, "name"); strings.Join(got, " ") != "überall shell" {
			t.Errorf("left are %v", got)
		}
	})
}

func TestALeadSeesAndRevokesTheTokensOfTheWorkspace(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "founder", "all", `{"name":"überall","access":"write"}`)
		w.newToken(t, "founder", "there", `{"name":"dort","access":"write","workspace_id":"{foreign}"}`)
		w.newToken(t, "editor", "script", `{"name":"Skript","access":"read","workspace_id":"{workspace}"}`)
		const tokens = "/workspaces/{workspace}/tokens"
		for name, token := range map[string]string{"for all": "{all_token}", "for another": "{there_token}", "none": "{entry}"} {
			t.Run(name, func(t *testing.T) {
				w.as("lead").remove(t, tokens+"/"+token).refused(t, http.StatusNotFound, "not_found")
			})
		}
		w.as("all").get(t, "/me").want(t, http.StatusOK)
		w.as("there").get(t, "/me").want(t, http.StatusOK)

		list := w.as("lead").get(t, tokens)
		members := listed(t, list, "member_id")
		if len(members) != 6 || members[0] != w.ids["editor"] { // the four roles', the reader's, and the new one
			t.Errorf("tokens of %v: %s", members, list.body)
		}
		mustNotContain(t, list, "überall", "dort", "sttg_")
		first := w.as("lead").get(t, tokens+"?limit=4").want(t, http.StatusOK)
		rest := w.as("lead").get(t, tokens+"?limit=4&cursor="+text(t, first, "next_cursor"))
		if got := append(listed(t, first, "token", "id"), listed(t, rest, "token", "id")...); strings.Join(got, " ") != strings.Join(listed(t, list, "token", "id"), " ") {
			t.Errorf("in pages: %v", got)
		}

		w.as("lead").remove(t, tokens+"/{script_token}").want(t, http.StatusNoContent)
		w.as("script").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.as("editor").get(t, "/me").want(t, http.StatusOK)
		if got := listed(t, w.as("lead").get(t, tokens), "token", "id"); len(got) != 5 {
			t.Errorf("%d tokens are left", len(got))
		}
	})
}

// Whoever is deactivated in a workspace comes in with none of their tokens, and
// stays what they are elsewhere. Tokens for that workspace alone are revoked.
func TestADeactivatedMembersTokensDieInThatWorkspace(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "founder", "here", `{"name":"hier","access":"write","workspace_id":"{workspace}"}`)
		const founder = "/workspaces/{workspace}/members/{founder}"
		w.as("lead").patch(t, founder, `{"deactivated":true}`).want(t, http.StatusOK)
		for _, s := range steps(t) {
			if !strings.Contains(s.path, "{workspace}") {
				continue
			}
			mustNotContain(t, s.by(t, w.as("founder")).refused(t, http.StatusNotFound, "not_found"), secrets...)
			mustNotContain(t, s.by(t, w.as("here")).refused(t, http.StatusUnauthorized, "unauthenticated"), secrets...)
		}
		me := w.as("founder").get(t, "/me").want(t, http.StatusOK)
		mustNotContain(t, me, "Musterwerk")
		w.as("founder").get(t, "/workspaces/{foreign}").want(t, http.StatusOK)
		w.as("founder").post(t, "/me/tokens", `{"name":"zurück","access":"read","workspace_id":"{workspace}"}`).
			refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "workspace_id")

		w.as("lead").patch(t, founder, `{"deactivated":false}`).want(t, http.StatusOK)
		w.as("founder").get(t, "/workspaces/{workspace}").want(t, http.StatusOK)
		w.as("here").get(t, "/workspaces/{workspace}").refused(t, http.StatusUnauthorized, "unauthenticated") // for good
	})
}

func TestAUserHasAHundredGoodTokens(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		another := func(i int) answer {
			return w.as("viewer").post(t, "/me/tokens", fmt.Sprintf(`{"name":"Nummer %d","access":"read","workspace_id":"{workspace}","expires_at":"2027-03-02T00:00:00Z"}`, i))
		}
		for i := range 99 { // with the one they came with
			another(i).want(t, http.StatusCreated)
		}
		another(100).refused(t, http.StatusConflict, "conflict")
		last := listed(t, w.as("viewer").get(t, "/me/tokens?limit=1"), "id")[0]
		w.as("viewer").remove(t, "/me/tokens/"+last).want(t, http.StatusNoContent)
		another(101).want(t, http.StatusCreated)
		w.wait(24 * time.Hour) // they all end
		w.as("viewer").post(t, "/me/tokens", `{"name":"neu","access":"read","workspace_id":"{workspace}"}`).want(t, http.StatusCreated)
	})
}
