package httpapi

import (
	"context"
	"errors"
	"io/fs"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"stetig/internal/plan"
)

func TestASpoolGivesBackWhatItTook(t *testing.T) {
	t.Parallel()
	s, err := newSpool(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("Größe;", pacedPart/3)
	for _, part := range []string{text[:10], text[10:]} {
		if _, err := s.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	w := httptest.NewRecorder()
	if err := s.send(t.Context(), w); err != nil || w.Body.String() != text {
		t.Errorf("%d bytes came back of %d, %v", w.Body.Len(), len(text), err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.file.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", s.file.Name(), err)
	}
}

func TestASpoolIsBounded(t *testing.T) {
	t.Parallel()
	s, err := newSpool(10)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if n, err := s.Write([]byte("0123456789")); n != 10 || err != nil {
		t.Errorf("%d bytes written, %v", n, err)
	}
	if _, err := s.Write([]byte("x")); plan.CodeOf(err) != plan.CodeTooLarge {
		t.Errorf("too much gives %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if w := httptest.NewRecorder(); s.send(ended, w) == nil || w.Body.Len() > 0 {
		t.Error("sent on though the time was over")
	}
}
