package auth

import (
	"bytes"
	"strings"
	"testing"
)

func TestNewAPIToken(t *testing.T) {
	t.Parallel()
	one, two := NewAPIToken(), NewAPIToken()
	if one.Text == two.Text {
		t.Fatal("two tokens are the same")
	}
	if len(one.Text) != len("sttg_")+43 || !strings.HasPrefix(one.Text, "sttg_") {
		t.Errorf("token has an unexpected form: %d characters", len(one.Text))
	}
	if !strings.HasSuffix(one.Text, one.Hint) || len(one.Hint) != 4 {
		t.Errorf("hint %q is not the end of the token", one.Hint)
	}
	hash, wellFormed := HashAPIToken(one.Text)
	if !wellFormed || !bytes.Equal(hash, one.Hash) {
		t.Error("a fresh token is not recognised by its hash")
	}
}

func TestHashTokenRefusesWhatCannotBeOne(t *testing.T) {
	t.Parallel()
	token, feed := NewAPIToken().Text, NewFeedToken().Text
	for name, text := range map[string]string{
		"empty":        "",
		"prefix alone": "sttg_",
		"feed token":   feed,
		"short":        token[:len(token)-1],
		"long":         token + "A",
		"line break":   token[:20] + "\n" + token[21:],
	} {
		if _, wellFormed := HashAPIToken(text); wellFormed {
			t.Errorf("%s: taken for an API token", name)
		}
	}
	if _, wellFormed := HashFeedToken(token); wellFormed {
		t.Error("an API token is taken for a feed token")
	}
	if _, wellFormed := HashFeedToken(feed); !wellFormed {
		t.Error("a feed token is refused")
	}
}
