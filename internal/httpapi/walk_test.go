package httpapi_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// step is one operation of the contract, with a request that would be good.
type step struct {
	id, method, path, body string
	mediaType              string
	action                 string
}

// steps lists every operation of the contract. Reading comes first and deleting
// last, so that what is asked for is there.
func steps(t *testing.T) []step {
	t.Helper()
	doc, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	var all []step
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			s := step{id: op.OperationID, method: method, path: path + query(op), action: op.Extensions["x-action"].(string)}
			if op.RequestBody != nil {
				s.mediaType = slices.Sorted(maps.Keys(op.RequestBody.Value.Content))[0]
				s.body = goodBody(t, op.RequestBody.Value.Content[s.mediaType])
			}
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), strings.Compare(a.id, b.id))
	})
	return all
}

// rank orders steps so that what each is about is there. An acceptance is
// withdrawn before changes make the gap another one.
func (s step) rank() int {
	if s.id == "withdrawAcceptance" {
		s.method = "PUT"
	}
	return slices.Index([]string{"GET", "POST", "PUT", "PATCH", "DELETE"}, s.method)
}

func query(op *openapi3.Operation) string {
	switch op.OperationID {
	case "getContinuity":
		return "?channel={channel}"
	case "getYear", "listHolidays":
		return "?year=2027"
	case "getMonth":
		return "?month=2027-03"
	case "countEntries":
		return "?by=channel"
	case "importEntries":
		return "?mode=dry_run"
	}
	return ""
}

// goodBody is the contract's example, about things that exist.
func goodBody(t *testing.T, content *openapi3.MediaType) string {
	t.Helper()
	if text, ok := content.Example.(string); ok {
		return text
	}
	object, ok := content.Schema.Value.Example.(map[string]any)
	if !ok {
		t.Fatalf("no example for a body: %v", content.Schema.Ref)
	}
	object = maps.Clone(object)
	for _, name := range []string{"channel", "plan", "topic", "owner"} {
		if _, there := object[name+"_id"].(string); there {
			object[name+"_id"] = "{" + strings.Replace(name, "owner", "editor", 1) + "}"
		}
	}
	if _, there := object["entry_ids"]; there {
		object["entry_ids"] = []string{"{entry}"}
	}
	if _, there := object["gap_ids"]; there {
		object["gap_ids"] = []string{"{gap}"}
	}
	if _, there := object["channel_ids"]; there {
		object["channel_ids"] = []string{"{channel}"}
	}
	data, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (s step) by(t *testing.T, c caller) answer {
	t.Helper()
	if s.mediaType != "" {
		c = c.with("Content-Type", s.mediaType)
	}
	return c.send(t, s.method, s.path, s.body)
}

// secrets are what nobody outside Musterwerk may ever read.
var secrets = []string{"Werkblog", "Frühjahrsputz", "Reparieren", "Werkstattwochen", "Betriebsferien", "Redaktionsplan", "Foto der Werkstatt", "Freigaben im Werkblog", "Beirat der Werkstatt", "Familienfest", "editor@example.org", "gast@example.org", "Redaktionsbot", "nur-fuer-leitungen", webhookSecret, "Werkstattfunk", "nur-fuer-den-server"}

func mustNotContain(t *testing.T, a answer, words ...string) {
	t.Helper()
	for _, word := range words {
		if strings.Contains(a.body, word) {
			t.Errorf("%q got out: %s", word, a.body)
		}
	}
}

func TestNobodyWithoutATokenGetsIn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		all := steps(t)
		if len(all) < 50 {
			t.Fatalf("only %d operations found", len(all))
		}
		for _, s := range all {
			for name, caller := range map[string]caller{
				"no token":        w.anonymous(),
				"an unknown one":  w.anonymous().with("Authorization", "Bearer sttg_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
				"another scheme":  w.anonymous().with("Authorization", "Basic bGVhZDpsZWFk"),
				"a link's token":  w.anonymous().with("Authorization", "Bearer "+strings.Split(w.sharedURL, "/")[4]),
				"a feed's token":  w.anonymous().with("Authorization", "Bearer "+strings.Split(w.feedURL, "/")[4]),
				"a token in form": w.anonymous().with("X-Token", w.tokens["lead"]),
			} {
				a := s.by(t, caller).refused(t, http.StatusUnauthorized, "unauthenticated")
				mustNotContain(t, a, secrets...)
				if !strings.HasPrefix(a.header.Get("WWW-Authenticate"), "Bearer") {
					t.Errorf("%s with %s: no WWW-Authenticate", s.id, name)
				}
			}
		}
	})
}

func TestAnotherTenantDoesNotExist(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, s := range steps(t) {
			if !strings.Contains(s.path, "{workspace}") {
				continue
			}
			t.Run(s.id, func(t *testing.T) {
				for _, who := range []string{"stranger", "admin"} {
					a := s.by(t, w.as(who)).refused(t, http.StatusNotFound, "not_found")
					mustNotContain(t, a, secrets...)
				}
			})
		}
	})
}

func TestAnotherTenantsThingsDoNotExist(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, s := range steps(t) {
			inWorkspace, thing, isThing := strings.Cut(s.path, "{workspace}/")
			if !isThing || !strings.Contains(thing, "{") || strings.Contains(thing, "{report}") {
				continue
			}
			s.path = inWorkspace + "{foreign}/" + thing // through one's own door to another's things
			t.Run(s.id, func(t *testing.T) {
				a := s.by(t, w.as("stranger")).refused(t, http.StatusNotFound, "not_found")
				mustNotContain(t, a, secrets...)
			})
		}
	})
}

// Bodies can name things too: none may point across the wall.
func TestNothingPointsAcrossTheWall(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		own := w.as("stranger").post(t, "/workspaces/{foreign}/channels", `{"name":"Fremdblog","status":"active"}`).want(t, http.StatusCreated)
		w.ids["foreign_channel"] = text(t, own, "id")
		entry := w.as("stranger").post(t, "/workspaces/{foreign}/entries", `{"channel_id":"{foreign_channel}","title":"Fremdes"}`).want(t, http.StatusCreated)
		w.ids["foreign_entry"] = text(t, entry, "id")
		for name, s := range map[string]struct{ path, body string }{
			"entry on a channel":    {"/entries", `{"channel_id":"{channel}","title":"x"}`},
			"entry on a topic":      {"/entries", `{"channel_id":"{foreign_channel}","topic_id":"{topic}","title":"x"}`},
			"entry of a member":     {"/entries", `{"channel_id":"{foreign_channel}","owner_id":"{editor}","title":"x"}`},
			"entry to approve":      {"/entries", `{"channel_id":"{foreign_channel}","approver_id":"{editor}","title":"x"}`},
			"comment on an entry":   {"/entries/{entry}/comments", `{"text":"x"}`},
			"comment to a member":   {"/entries/{foreign_entry}/comments", `{"text":"x","mentions":["{editor}"]}`},
			"plan of a channel":     {"/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"quota":1,"per":"week"}}`},
			"plan of a member":      {"/plans", `{"channel_id":"{foreign_channel}","owner_id":"{editor}","name":"x","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"quota":1,"per":"week"}}`},
			"theme on a plan":       {"/themes", `{"plan_id":"{plan}","topic_id":"{topic}","starts_on":"2027-03-01","ends_on":"2027-03-21"}`},
			"channel of a member":   {"/channels", `{"name":"y","owner_id":"{editor}"}`},
			"feed of a channel":     {"/feeds", `{"name":"z","channel_ids":["{channel}"]}`},
			"link to a channel":     {"/links", `{"name":"z","shows":"channel_year","channel_id":"{channel}"}`},
			"feed of a member":      {"/feeds", `{"name":"z","member_id":"{editor}"}`},
			"feed of a topic":       {"/feeds", `{"name":"z","topic_ids":["{topic}"]}`},
			"absence of a member":   {"/absences", `{"member_id":"{editor}","starts_on":"2027-03-01","ends_on":"2027-03-05"}`},
			"absence with a deputy": {"/absences", `{"deputy_id":"{editor}","starts_on":"2027-03-01","ends_on":"2027-03-05"}`},
		} {
			t.Run(name, func(t *testing.T) {
				a := w.as("stranger").post(t, "/workspaces/{foreign}"+s.path, s.body)
				if a.status != http.StatusNotFound && a.status != http.StatusUnprocessableEntity {
					t.Errorf("answered with %d: %s", a.status, a.body)
				}
				mustNotContain(t, a, secrets...)
			})
		}
	})
}

// Each role may what the table of permissions says, and nothing else.
func TestRolesMayWhatTheTableSays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, s := range steps(t) {
			if !strings.Contains(s.path, "{workspace}") {
				continue
			}
			needed, known := app.Permissions()[app.Permission(s.action)]
			if !known {
				t.Errorf("%s: %q is no permission", s.id, s.action)
				continue
			}
			for _, role := range plan.Roles {
				if role.AtLeast(needed) {
					continue
				}
				t.Run(fmt.Sprint(s.id, " as ", role), func(t *testing.T) {
					s.by(t, w.as(string(role))).refused(t, http.StatusForbidden, "forbidden")
				})
			}
			if s.method == http.MethodGet {
				t.Run(fmt.Sprint(s.id, " as ", needed), func(t *testing.T) {
					if a := s.by(t, w.as(string(needed))); a.status != http.StatusOK && s.id != "getReport" && s.id != "getFeed" {
						t.Errorf("answered with %d: %s", a.status, a.body)
					}
				})
			}
		}
	})
}

// What is in no workspace is for everybody with a token, or for the administrator.
func TestOnlyTheAdministratorAdministers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, s := range steps(t) {
			switch {
			case strings.Contains(s.path, "{workspace}"), s.action == app.Authenticated:
			case s.action != app.Administrate:
				t.Errorf("%s: %q is nothing that app knows", s.id, s.action)
			default:
				t.Run(s.id, func(t *testing.T) {
					for _, who := range []string{"stranger", "reader", "lead", "editor", "contributor", "viewer"} {
						a := s.by(t, w.as(who)).refused(t, http.StatusForbidden, "forbidden")
						mustNotContain(t, a, secrets...)
					}
				})
			}
		}
	})
}

// A lead may everything: each example of the contract is carried out.
func TestTheExamplesOfTheContractWork(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.sessionsOf(t, "lead", 2)
		for _, s := range steps(t) {
			want := map[string]int{"GET": 200, "POST": 201, "PUT": 200, "PATCH": 200, "DELETE": 204}[s.method]
			who := "lead"
			switch s.id {
			case "listMySessions", "endMySession", "endOtherSessions", "changeMyPassword": // the lead's own token is for this workspace
				if s.id != "listMySessions" {
					want = http.StatusNoContent
				}
				t.Run(s.id, func(t *testing.T) { w.keep(t, "lead", s.by(t, w.cookied(w.signedIn("lead"))).want(t, want)) })
				continue
			case "createWorkspace", "listServerAudit", "listMail", "listJobRuns", "listUsers", "getUser", "updateUser", "createPasswordLink", "endUserSessions":
				who = "admin"
			case "updateMe", "updateMyNews": // the lead's own token is for this workspace
				who = "founder"
			case "answerOwnership": // the owner has said yes
				want = http.StatusConflict
			case "retryMail":
				who, want = "admin", http.StatusOK
			case "createMyToken": // the lead's own token is for this workspace
				s.body = strings.Replace(s.body, `"workspace_id":null`, `"workspace_id":"{workspace}"`, 1)
			case "moveEntry":
				want, s.body = http.StatusOK, strings.Replace(s.body, "2027-03-02T10:04", "2027-03-01T10:04", 1)
			case "approveEntry", "changeEntries", "previewPlan", "previewFeed", "acceptGaps", "fillGap":
				want = http.StatusOK
			case "undoBulk", "undoGapBulk": // the world knows of none
				want = http.StatusNotFound
			case "rejectEntry": // published by now
				want = http.StatusConflict
			case "importEntries", "withdrawAcceptance", "resendInvitation", "rotateWebhookSecret", "pingWebhook", "tryChat", "resendDeliveries":
				want = http.StatusOK
			case "resendDelivery": // all that was given up waits again
				want = http.StatusConflict
			case "restoreEntry", "restorePlan", "restoreTopic": // nothing is deleted yet
				want = http.StatusConflict
			case "createPlan": // the example's days are taken
				want = http.StatusConflict
			case "createTopic":
				s.body = strings.Replace(s.body, "Reparieren", "Selber reparieren", 1)
			case "createChannel":
				s.body = strings.Replace(s.body, "Werkblog", "Werkstattblog", 1)
			case "acceptGap":
				s.body = strings.Replace(s.body, "2027-03-12", "2027-12-31", 1)
			case "getReport": // none was made yet
				want = http.StatusNotFound
			}
			t.Run(s.id, func(t *testing.T) { s.by(t, w.as(who)).want(t, want) })
		}
	})
}

func TestATokenForReadingDoesNotWrite(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, s := range steps(t) {
			if s.method == http.MethodGet || s.id == "createWorkspace" || strings.HasPrefix(s.id, "preview") {
				continue
			}
			s.path = strings.Replace(s.path, "dry_run", "good_rows", 1) // trying an import is reading
			t.Run(s.id, func(t *testing.T) {
				s.by(t, w.as("reader")).refused(t, http.StatusForbidden, "forbidden")
			})
		}
	})
}
