package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestFeedIsFetchedAsCalendarsDo(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		s := start(t, clockAt(demoDay), "--demo", "--database", database)
		feed := s.path(t, s.told(t, "Feed"))
		whole := s.get(t, feed).want(t, http.StatusOK)
		tag, modified := whole.header.Get("ETag"), whole.header.Get("Last-Modified")
		if !regexp.MustCompile(`^"[^"]+"$`).MatchString(tag) || modified == "" {
			t.Errorf("ETag %s, Last-Modified %s", tag, modified)
		}
		head := s.send(t, http.MethodHead, feed, nil).want(t, http.StatusOK)
		if len(head.body) != 0 || head.header.Get("Content-Length") != fmt.Sprint(len(whole.body)) || head.header.Get("ETag") != tag {
			t.Errorf("HEAD: %d bytes, %v", len(head.body), head.header)
		}
		packed := s.get(t, feed, "Accept-Encoding", "gzip").want(t, http.StatusOK)
		if packed.header.Get("Content-Encoding") != "gzip" || packed.header.Get("ETag") == tag || !bytes.Equal(unpacked(t, packed.body), whole.body) {
			t.Errorf("gzip: %v", packed.header)
		}
		for _, header := range [][2]string{
			{"If-None-Match", tag}, {"If-None-Match", "W/" + tag}, {"If-None-Match", `"x", ` + tag},
			{"If-None-Match", packed.header.Get("ETag")}, {"If-Modified-Since", modified},
		} {
			if got := s.get(t, feed, header[0], header[1]); got.status != http.StatusNotModified || len(got.body) != 0 {
				t.Errorf("%s %s: %d with %d bytes, want 304", header[0], header[1], got.status, len(got.body))
			}
		}
		d := deskOf(t, s, s.told(t, "Token"))
		d.make(t, "entries", object{"channel_id": d.list(t, "channels")[0]["id"], "title": "neu", "publish_at": "2027-05-05T10:00:00+02:00"})
		fresh := s.get(t, feed, "If-None-Match", tag).want(t, http.StatusOK)
		if fresh.header.Get("ETag") == tag || !bytes.Contains(fresh.body, []byte(": neu (geplant)")) {
			t.Error("a change does not show")
		}
	})
}

func unpacked(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestDeadFeedsLookLikeUnknownOnes(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		now := instant(demoDay)
		lead := token(t, now, "--email", "lead@example.org", "--database", database)
		viewer := token(t, now, "--email", "viewer@example.org", "--role", "viewer", "--database", database)
		s := start(t, clockAt(demoDay), "--database", database)
		boss, guest := deskOf(t, s, lead), deskOf(t, s, viewer)

		revoked := boss.make(t, "feeds", object{"name": "wird widerrufen"})
		boss.ask(t, http.MethodDelete, "feeds/"+revoked["feed"].(object)["id"].(string), nil).want(t, http.StatusNoContent)
		orphan := guest.make(t, "feeds", object{"name": "verliert, wer ihn machte"})
		s.get(t, s.path(t, text(orphan["url"]))).want(t, http.StatusOK)
		for _, m := range boss.list(t, "members?role=viewer") {
			boss.ask(t, http.MethodPatch, "members/"+m["id"].(string), object{"deactivated": true}).want(t, http.StatusOK)
		}
		unknown := s.path(t, text(orphan["url"]))
		unknown = strings.Replace(unknown, strings.Split(unknown, "/")[2], strings.Repeat("A", 43), 1)
		want := s.get(t, unknown).want(t, http.StatusNotFound)
		for name, path := range map[string]string{
			"revoked": s.path(t, text(revoked["url"])), "maker deactivated": s.path(t, text(orphan["url"])),
			"malformed": "/feeds/x/y.ics", "no calendar": strings.TrimSuffix(s.path(t, text(orphan["url"])), ".ics"),
		} {
			got := s.get(t, path)
			if got.status != want.status || withoutID(got.body) != withoutID(want.body) {
				t.Errorf("%s: %d %s\nunknown: %d %s", name, got.status, got.body, want.status, want.body)
			}
		}
	})
}

// withoutID takes out the one thing in which two refusals differ.
func withoutID(body []byte) string {
	return regexp.MustCompile(`"request_id":"[^"]+"`).ReplaceAllString(string(body), "")
}
