package httpapi_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// doors are all the ways by which somebody comes into Musterwerk.
type doors struct {
	*world
	who  string
	feed string
}

// newDoors opens every door for somebody who is a member of both tenants: with a
// session, a token for this workspace, one for all of theirs, and a feed.
func newDoors(t *testing.T, w *world, who string) doors {
	t.Helper()
	w.newToken(t, who, "here", `{"name":"hier","access":"write","workspace_id":"{workspace}"}`)
	w.newToken(t, who, "all", `{"name":"überall","access":"write"}`)
	feed := text(t, w.as(who).post(t, "/workspaces/{workspace}/feeds", `{"name":"Meins"}`).want(t, http.StatusCreated), "url")
	w.signedIn(who)
	return doors{w, who, feed}
}

// stand fails unless each door answers with its status.
func (d doors) stand(t *testing.T, here, all, session, page, feed int) {
	t.Helper()
	const path = "/workspaces/{workspace}/channels"
	cookie := d.signedIn(d.who)
	for name, c := range map[string]struct {
		got  answer
		want int
	}{
		"a token for here":       {d.as("here").get(t, path), here},
		"a token for all":        {d.as("all").get(t, path), all},
		"a session, at the API":  {d.cookied(cookie).get(t, path), session},
		"a session, on the page": {d.stranger().with("Cookie", cookie).open("/w/{workspace}"), page},
		"a feed":                 {d.fetch(t, "GET", d.feed), feed},
	} {
		if c.got.status != c.want {
			t.Errorf("%s: %d, want %d: %.200s", name, c.got.status, c.want, c.got.body)
		}
		if c.want >= http.StatusBadRequest {
			mustNotContain(t, c.got, secrets...)
		}
	}
}

func (d doors) closed(t *testing.T) {
	t.Helper()
	d.stand(t, http.StatusUnauthorized, http.StatusUnauthorized, http.StatusUnauthorized, http.StatusUnauthorized, http.StatusNotFound)
}

func (d doors) open(t *testing.T) {
	t.Helper()
	d.stand(t, http.StatusOK, http.StatusOK, http.StatusOK, http.StatusOK, http.StatusOK)
}

// both makes a user who is a member of both tenants, with a token for all.
func both(t *testing.T, w *world) {
	t.Helper()
	w.admit(t, "both", "Fremdwerk", plan.Viewer, false)
	w.ids["both_there"] = w.ids["both"]
	w.admit(t, "both", "Musterwerk", plan.Editor, false)
	err := w.store.Write(t.Context(), func(tx *store.Tx) error {
		secret := auth.NewAPIToken()
		user, err := tx.UserByEmail("both@example.org")
		if err != nil {
			return err
		}
		w.tokens["both"] = secret.Text
		return tx.CreateToken(&store.Token{ID: uuid.NewString(), UserID: user.ID, Name: "alle", Hash: secret.Hash, Access: "write", CreatedAt: w.clock()})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestADeactivatedMemberGetsInNowhere(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		both(t, w)
		d := newDoors(t, w, "both")
		d.open(t)
		w.as("lead").patch(t, members+"/{both}", `{"deactivated":true}`).want(t, http.StatusOK)
		d.stand(t, http.StatusUnauthorized, http.StatusNotFound, http.StatusNotFound, http.StatusNotFound, http.StatusNotFound)
		w.as("all").get(t, "/workspaces/{foreign}").want(t, http.StatusOK) // is a member there
		w.cookied(w.signedIn("both")).get(t, "/workspaces/{foreign}").want(t, http.StatusOK)

		w.as("lead").patch(t, members+"/{both}", `{"deactivated":false}`).want(t, http.StatusOK)
		d.stand(t, http.StatusUnauthorized, http.StatusOK, http.StatusOK, http.StatusOK, http.StatusOK) // a token is revoked for good

		w.as("stranger").patch(t, "/workspaces/{foreign}/members/{both_there}", `{"deactivated":true}`).want(t, http.StatusOK)
		w.as("lead").patch(t, members+"/{both}", `{"deactivated":true}`).want(t, http.StatusOK)
		d.stand(t, http.StatusUnauthorized, http.StatusNotFound, http.StatusUnauthorized, http.StatusUnauthorized, http.StatusNotFound)
		w.submitSignIn("both").page(t, http.StatusUnauthorized).setsNoCookie(t)
	})
}

func TestARemovedMemberGetsInNowhere(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		both(t, w)
		d := newDoors(t, w, "both")
		w.as("all").remove(t, members+"/{both}").want(t, http.StatusNoContent) // leaves
		d.stand(t, http.StatusUnauthorized, http.StatusNotFound, http.StatusNotFound, http.StatusNotFound, http.StatusNotFound)
		w.as("all").get(t, "/workspaces/{foreign}").want(t, http.StatusOK)
	})
}

func TestADeactivatedUserGetsInNowhere(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		both(t, w)
		d := newDoors(t, w, "both")
		d.open(t)
		err := w.store.Write(t.Context(), func(tx *store.Tx) error {
			user, err := tx.UserByEmail("both@example.org")
			if err != nil {
				return err
			}
			user.DeactivatedAt = w.clock()
			return tx.UpdateUser(&user)
		})
		if err != nil {
			t.Fatal(err)
		}
		d.closed(t)
		w.as("all").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.submitSignIn("both").page(t, http.StatusUnauthorized).setsNoCookie(t)
	})
}
