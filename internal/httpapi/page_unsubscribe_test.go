package httpapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// mailedLink makes an address to unsubscribe, as a mail to somebody holds it.
func (w *world) mailedLink(t *testing.T, who string, kind plan.NewsKind) string {
	t.Helper()
	secret := auth.NewLinkSecret()
	link := store.UnsubscribeLink{TokenHash: secret.Hash, Kind: kind, UserID: w.ids["user of "+who], CreatedAt: w.clock()}
	if kind == plan.WeeklyNews {
		link.WorkspaceID, link.MemberID = w.ids["workspace"], w.ids[who]
	}
	if err := w.store.Write(context.Background(), func(tx *store.Tx) error { return tx.CreateUnsubscribeLink(link) }); err != nil {
		t.Fatal(err)
	}
	return "/unsubscribe/" + secret.Text
}

// Looking at the address ends nothing, as mail servers look at it too; a POST without
// more does (RFC 8058), whoever sends it, and it needs no cookie and makes none.
func TestUnsubscribingByOneClick(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		path := w.mailedLink(t, "lead", plan.WeeklyNews)
		receives := func() any {
			return value(t, w.as("lead").get(t, newsPath).want(t, http.StatusOK), "receives_report")
		}
		for range 2 {
			w.stranger().open(path).page(t, http.StatusOK).
				says(t, `<html lang="de">`, "Abbestellen?", "Wochenbericht von „Musterwerk“", `<form method="post">`, `name="List-Unsubscribe" value="One-Click"`, "noindex").
				hides(t, "Name of", "@example.org", "href=\"/w/")
		}
		if receives() != true {
			t.Fatal("looking at it has ended it")
		}
		cookies := w.stranger().with("Cookie", w.signedIn("editor"))
		for _, b := range []browser{cookies.with("Origin", "https://webmail.example").with("Sec-Fetch-Site", "cross-site"), w.stranger()} {
			a := b.submit(path, "List-Unsubscribe", "One-Click").page(t, http.StatusOK).says(t, "Abbestellt", "Einstellungen").hides(t, "<form")
			for name, want := range map[string]string{"Set-Cookie": "", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"} {
				if got := a.header.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			if receives() != false {
				t.Error("it was not ended")
			}
		}
		w.stranger().open(path).page(t, http.StatusOK).says(t, "Abbestellt").hides(t, "<form")
		if log := w.log.String(); strings.Contains(log, strings.TrimPrefix(path, "/unsubscribe/")) {
			t.Error("the log holds the token")
		}
	})
}

// What leads nowhere looks the same, whatever the reason.
func TestUnsubscribingWithABadAddress(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		removed := w.mailedLink(t, "viewer", plan.WeeklyNews)
		w.as("lead").remove(t, "/workspaces/{workspace}/members/{viewer}").want(t, http.StatusNoContent)
		var first string
		for _, path := range []string{removed, "/unsubscribe/" + strings.Repeat("A", 43), "/unsubscribe/x", "/unsubscribe/%00"} {
			a := w.stranger().open(path).page(t, http.StatusNotFound)
			if strings.HasSuffix(path, "%00") {
				continue // no address of ours at all
			}
			a.says(t, "Dieser Link führt nirgendwohin").hides(t, "<form")
			if first == "" {
				first = a.body
			}
			if a.body != first {
				t.Errorf("%s looks different", path)
			}
			w.stranger().submit(path, "List-Unsubscribe", "One-Click").page(t, http.StatusNotFound)
		}
	})
}

// The digest is ended for all workspaces, in its reader's language.
func TestUnsubscribingFromTheDigest(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.as("founder").patch(t, "/me", `{"language":"en"}`).want(t, http.StatusOK)
		path := w.mailedLink(t, "founder", plan.DailyNews)
		w.stranger().open(path).page(t, http.StatusOK).says(t, `<html lang="en">`, "Unsubscribe?", "the daily digest").hides(t, "Musterwerk")
		w.stranger().submit(path).page(t, http.StatusOK).says(t, "Unsubscribed")
		if a := w.as("founder").get(t, "/me/news").want(t, http.StatusOK); value(t, a, "daily_digest") != false {
			t.Errorf("it is still wanted: %s", a.body)
		}
	})
}
