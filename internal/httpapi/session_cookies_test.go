package httpapi_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"stetig/internal/httpapi"
)

func TestASessionsCookieIsForThisHostAlone(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	check := func(name string, a answer, wantName string, secure bool) {
		t.Helper()
		c := a.want(t, http.StatusSeeOther).sessionCookie(t)
		if c == nil || c.Name != wantName || c.Secure != secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%s: set %+v", name, c)
		}
		if end := w.clock().Add(30 * 24 * time.Hour); c.Expires.Before(end) || c.Expires.After(end.Add(2*time.Second)) {
			t.Errorf("%s: kept until %v, want %v", name, c.Expires, end)
		}
	}
	w.signedIn("lead")
	check("known as https", w.submitSignIn("lead"), securedCookie, true)
	w.openPages(t, httpapi.PageOptions{})
	check("without TLS", w.submitSignIn("lead"), plainCookie, false)

	r := httptest.NewRequest("POST", "/sign-in", strings.NewReader("email=lead@example.org&password="+strings.ReplaceAll(password, " ", "+")))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.TLS = &tls.ConnectionState{}
	check("asked over TLS", w.do(r), securedCookie, true)
}

// A cookie without the prefix could have been set by a neighbouring host.
func TestBehindTLSAPlainCookieIsNone(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	secret := strings.TrimPrefix(w.signedIn("lead"), securedCookie+"=")
	w.browse("lead").open("/account").page(t, http.StatusOK)
	w.stranger().with("Cookie", plainCookie+"="+secret).open("/account").page(t, http.StatusUnauthorized).setsNoCookie(t)
	w.cookied(plainCookie+"="+secret).get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
}

// Whoever puts a cookie of theirs into a victim's browser learns nothing by it.
func TestACookieChosenByOthersIsNotAdopted(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		theirs := w.signedIn("stranger")
		w.signedIn("lead")
		for name, cookie := range map[string]string{
			"made up": securedCookie + "=" + strings.Repeat("A", 43), "empty": securedCookie + "=", "their own": theirs,
		} {
			form := "email=lead@example.org&password=" + strings.ReplaceAll(password, " ", "+")
			a := w.stranger().with("Cookie", cookie).with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/sign-in", form).want(t, http.StatusSeeOther)
			if a.cookie(t) == cookie {
				t.Errorf("%s: adopted", name)
			}
			w.stranger().with("Cookie", cookie).open("/account").page(t, http.StatusUnauthorized).hides(t, "Name of lead")
			w.stranger().with("Cookie", a.cookie(t)).open("/account").page(t, http.StatusOK).says(t, "Name of lead")
		}
		// Signing in over their session has ended it, and no other of theirs.
		clear(w.sessions)
		w.browse("stranger").open("/account").page(t, http.StatusOK)
	})
}

func TestACookieIsReplacedWhenRightsChange(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		old := w.signedIn("viewer")
		w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).setsNoCookie(t)
		w.raiseRights(t, "viewer")

		fresh := w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).cookie(t)
		if fresh == old {
			t.Fatal("the cookie is the same")
		}
		b := w.stranger().with("Cookie", fresh)
		b.open("/w/{workspace}").page(t, http.StatusOK).setsNoCookie(t)
		w.cookied(fresh).get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)

		// What another tab had sent is answered still, and given no cookie.
		w.wait(9 * time.Second)
		w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).setsNoCookie(t)
		w.cookied(old).get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)
		w.wait(2 * time.Second)
		w.browse("viewer").open("/w/{workspace}").page(t, http.StatusUnauthorized).says(t, "abgelaufen")
		w.cookied(old).get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		b.open("/account").page(t, http.StatusOK)

		w.raiseRights(t, "viewer")
		overAPI := w.cookied(fresh).get(t, "/me").want(t, http.StatusOK).cookie(t)
		if overAPI == fresh || overAPI == old {
			t.Error("the API gave no other cookie")
		}
		w.cookied(overAPI).get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)
	})
}

// A replaced cookie lasts no longer than the first would have.
func TestReplacingACookieProlongsNothing(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	begun := w.clock()
	w.signedIn("viewer")
	for range 29 {
		w.use(t, 24*time.Hour)
		w.raiseRights(t, "viewer")
		w.keep(t, "viewer", w.browse("viewer").open("/account").page(t, http.StatusOK))
	}
	w.raiseRights(t, "viewer")
	a := w.browse("viewer").open("/account").page(t, http.StatusOK)
	if got, want := a.sessionCookie(t).Expires, begun.Add(30*24*time.Hour); got.After(want.Add(2 * time.Second)) {
		t.Errorf("kept until %v, want %v", got, want)
	}
	w.keep(t, "viewer", a)
	w.use(t, 24*time.Hour-time.Second)
	w.browse("viewer").open("/account").page(t, http.StatusOK)
	w.wait(time.Second)
	w.browse("viewer").open("/account").page(t, http.StatusUnauthorized)
}

func TestSessionsEndUnusedAndInTheEnd(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		const day = 24 * time.Hour
		w.signedIn("lead")
		w.signedIn("editor")
		for range 4 {
			w.use(t, 7*day-time.Minute)
			w.browse("lead").open("/account").page(t, http.StatusOK).setsNoCookie(t)
		}
		w.browse("editor").open("/account").page(t, http.StatusUnauthorized).says(t, "abgelaufen").takesBack(t)
		w.browse("editor").open("/").page(t, http.StatusOK).says(t, "abgelaufen").takesBack(t)
		w.cookied(w.signedIn("editor")).get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.use(t, 2*day+4*time.Minute)
		w.browse("lead").open("/account").page(t, http.StatusUnauthorized).says(t, "abgelaufen").takesBack(t)
	})
}

// Two tabs at once, in a browser whose user's rights have just changed, are both
// answered; the browser keeps whichever cookie came last.
func TestTwoTabsAtOnce(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("viewer")
		w.raiseRights(t, "viewer")
		answers := make([]answer, 8)
		var tabs sync.WaitGroup
		for i := range answers {
			tabs.Go(func() { answers[i] = w.browse("viewer").open("/account") })
		}
		tabs.Wait()
		replaced := 0
		for _, a := range answers {
			a.page(t, http.StatusOK)
			if a.sessionCookie(t) != nil {
				replaced++
				w.stranger().with("Cookie", a.cookie(t)).open("/account").page(t, http.StatusOK)
			}
		}
		if replaced == 0 {
			t.Error("no tab was given the new cookie")
		}
	})
}

// Nothing is set, and nothing read, where no session is asked for.
func TestNoCookieIsSetWhereNothingBegins(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, path := range []string{"/", "/sign-in", "/reset", "/set-up/x", "/password/x", "/nothing", "/static/pages.css", "/healthz", "/readyz", "/metrics", "/api/docs", "/api/openapi.yaml"} {
		w.stranger().open(path).setsNoCookie(t)
		a := w.browse("lead").open(path).setsNoCookie(t)
		if strings.HasPrefix(path, "/api") || strings.HasSuffix(path, "z") {
			if strings.Contains(a.header.Get("Vary"), "Cookie") {
				t.Errorf("%s varies by cookie", path)
			}
		}
	}
	w.fetch(t, "GET", w.feedURL, "Cookie", w.signedIn("lead")).want(t, http.StatusOK).setsNoCookie(t)
	w.as("lead").get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)
	w.anonymous().get(t, "/me").setsNoCookie(t)
	w.cookied(w.signedIn("lead")).get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)
	w.cookied(securedCookie+"=made-up").get(t, "/me").want(t, http.StatusUnauthorized).setsNoCookie(t)
}

func TestNoSecretOfTheDoorIsLogged(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	cookie := w.signedIn("lead")
	link := w.passwordLink("lead")
	w.stranger().open("/password/"+link).page(t, http.StatusOK)
	w.stranger().open("/password/"+link[:20]).page(t, http.StatusNotFound)
	w.stranger().open("/x/password/"+link[:20]+"/y").page(t, http.StatusNotFound)
	w.stranger().open("/set-up/"+link[:20]+".").page(t, http.StatusNotFound)
	w.browse("lead").open("/account").page(t, http.StatusOK).hides(t, strings.Split(cookie, "=")[1])
	mustNotContain(t, answer{body: w.log.String()}, strings.Split(cookie, "=")[1], link, link[:20], password, "lead@example.org")
}
