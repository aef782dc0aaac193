package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stetig/internal/store"
)

// receiver is a webhook's far end. It takes what is signed with its secret.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	secret  string
	refuses func() bool // nil: nothing
	got     []object    // each message once, in the order in which they first arrived
	seen    map[string]bool
}

func receive(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{seen: map[string]bool{}}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return // its server was killed while it sent
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var message object
	switch {
	case !slices.Contains(strings.Fields(request.Header.Get("webhook-signature")), r.sign(request.Header, body)):
		w.WriteHeader(http.StatusUnauthorized)
		return
	case r.refuses != nil && r.refuses():
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	case json.Unmarshal(body, &message) != nil:
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if id := request.Header.Get("webhook-id"); !r.seen[id] {
		r.seen[id] = true
		r.got = append(r.got, message)
	}
}

func (r *receiver) sign(header http.Header, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(r.secret, "whsec_"))
	if err != nil || len(key) == 0 {
		return "none"
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(header.Get("webhook-id") + "." + header.Get("webhook-timestamp") + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func (r *receiver) messages() []object {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got)
}

// hook makes a webhook that leads to the receiver.
func (r *receiver) hook(t *testing.T, d desk, events ...string) (id string) {
	t.Helper()
	made := d.make(t, "webhooks", object{"name": "Bot", "url": r.URL, "events": events})
	r.mu.Lock()
	defer r.mu.Unlock()
	r.secret = text(made["secret"])
	return text(made["webhook"].(object)["id"])
}

// TestWebhooksUnderKills has servers killed while they send and while they write,
// and a receiver that refuses every fifth message: what was committed arrives, in
// order, and nothing else.
func TestWebhooksUnderKills(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		servers := 3
		if databaseName(database) == store.SQLite {
			servers = 1
		}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		r := newReplicas(t, database, servers, seed, "--webhook-network", "127.0.0.1")
		far := receive(t)
		refusals := rand.New(rand.NewPCG(seed, 1))
		far.refuses = func() bool { return refusals.IntN(5) == 0 }
		first := r.all[0].desk
		channel := first.make(t, "channels", object{"name": "Blog", "status": "active"})["id"]
		far.hook(t, first, "entry.created")
		for i := range 60 {
			one := r.all[r.chance.IntN(servers)]
			dies := r.chance.IntN(8) == 0
			if dies {
				time.AfterFunc(time.Duration(r.chance.IntN(8))*time.Millisecond, func() { _ = one.Process.Kill() })
			}
			one.attempt(t, object{"channel_id": channel, "title": "Beitrag"})
			if dies {
				_ = one.await(t)
				r.launch(t, one)
			}
			if i%10 == 9 {
				r.setClocks(t, r.now.Add(2*time.Minute))
			}
		}
		far.mu.Lock()
		far.refuses = nil
		far.mu.Unlock()
		var written []string
		for _, e := range r.all[0].list(t, "entries") {
			written = append(written, text(e["id"]))
		}
		asked := 0
		eventually(t, "all that was written arrives", func() bool {
			if asked++; asked%100 == 0 { // pauses and the claims of the dead have to run out
				r.setClocks(t, r.now.Add(2*time.Minute))
			}
			return len(far.messages()) >= len(written)
		})
		var told []string
		for i, message := range far.messages() {
			if message["sequence"] != float64(i+1) {
				t.Errorf("message %d has the sequence %v", i+1, message["sequence"])
			}
			told = append(told, text(message["subject"].(object)["id"]))
		}
		slices.Sort(written)
		slices.Sort(told)
		same(t, "entries that are told of", written, told)
		if len(told) < 30 {
			t.Errorf("only %d of 60 entries were written", len(told))
		}
	})
}

// attempt posts an entry to a server that may be dying.
func (d desk) attempt(t *testing.T, entry object) {
	t.Helper()
	body, err := json.Marshal(entry)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.base+"/api/v1/workspaces/"+d.workspace+"/entries", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+d.token)
	request.Header.Set("Content-Type", "application/json")
	if got, err := d.http.Do(request); err == nil {
		_, _ = io.Copy(io.Discard, got.Body)
		_ = got.Body.Close()
	}
}

// TestWebhooksDoNotReachPrivateNetworks tries every way to the server's own
// machine, through the program as it is started by default.
func TestWebhooksDoNotReachPrivateNetworks(t *testing.T) {
	t.Parallel()
	far := receive(t)
	_, port, err := net.SplitHostPort(far.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	database, c := newDatabase(t), clockAt(journeyDay)
	lead := token(t, c.read(), "--email", "lead@example.org", "--workspace", "Stadtwerke", "--database", database)
	ping := func(d desk, address string) object {
		made := d.make(t, "webhooks", object{"name": "Bot", "url": address, "events": []string{"report.made"}})
		hook := "webhooks/" + text(made["webhook"].(object)["id"])
		far.mu.Lock()
		far.secret = text(made["secret"])
		far.mu.Unlock()
		result := d.ask(t, http.MethodPost, hook+"/ping", nil).want(t, http.StatusOK).object(t)
		d.ask(t, http.MethodDelete, hook, nil).want(t, http.StatusNoContent)
		return result
	}
	s := start(t, c, "--database", database)
	d := deskOf(t, s, lead)
	for _, address := range []string{
		far.URL, "https://127.0.0.1:" + port + "/", "https://localhost:" + port + "/", "http://0.0.0.0:" + port + "/", "https://[::ffff:7f00:1]:" + port + "/",
		"http://169.254.169.254/latest/meta-data/",
	} {
		if got := ping(d, address); got["delivered"] != false || got["status"] != nil || !strings.Contains(text(got["outcome"]), "administrator") {
			t.Errorf("%s: %v", address, got)
		}
	}
	s.stop(t)
	if len(far.messages()) != 0 {
		t.Error("something arrived")
	}
	d = deskOf(t, start(t, c, "--database", database, "--webhook-network", "127.0.0.0/8"), lead)
	if got := ping(d, far.URL); got["delivered"] != true || got["status"] != 200. || got["outcome"] != nil {
		t.Errorf("allowed: %v", got)
	}
	demo := start(t, c, "--demo", "--database", newDatabase(t), "--webhook-network", "127.0.0.0/8")
	visitor := deskOf(t, demo, demo.told(t, "Token"))
	visitor.ask(t, http.MethodPost, "webhooks", object{"name": "Bot", "url": far.URL, "events": []string{"report.made"}}).want(t, http.StatusConflict)
	if messages := far.messages(); len(messages) != 1 || messages[0]["type"] != "ping" {
		t.Errorf("arrived: %v", messages)
	}
}
