package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// asProgram is the environment variable that makes the test's own executable
// stand in for the program, for what only a process of its own can show.
const asProgram = "STETIG_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(ownClockFile) != "" {
		runWithClocks()
	}
	if os.Getenv(asProgram) != "" {
		main()
	}
	goleak.VerifyTestMain(m)
}

// outcome is what a command that has ended leaves behind.
type outcome struct {
	status         int
	stdout, stderr string
}

// command runs a command of the program as at an instant.
func command(at time.Time, args ...string) outcome {
	return commandBy(at, at, args...)
}

// commandBy is command where the machine's clock and the database's tell each a time.
func commandBy(at, databases time.Time, args ...string) outcome {
	var out, errs bytes.Buffer
	p := &Program{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Now: func() time.Time { return at }, DatabaseNow: func() time.Time { return databases },
	}
	status := p.Run(context.Background(), args)
	return outcome{status, out.String(), errs.String()}
}

// done stops the test unless the command has done its work; it returns what it printed.
func (o outcome) done(t testing.TB) string {
	t.Helper()
	if o.status != exitDone {
		t.Fatalf("status %d\n%s%s", o.status, o.stdout, o.stderr)
	}
	return o.stdout
}

// refused fails unless the command ended as unusable, printed nothing and said
// all of these on standard error.
func (o outcome) refused(t testing.TB, says ...string) {
	t.Helper()
	if o.status != exitFault || o.stdout != "" {
		t.Errorf("status %d, stdout %q, want %d and nothing; stderr %q", o.status, o.stdout, exitFault, o.stderr)
	}
	for _, words := range says {
		if !strings.Contains(o.stderr, words) {
			t.Errorf("stderr lacks %q: %s", words, o.stderr)
		}
	}
}

// process prepares the program as a process of its own, with only the given
// settings in its environment.
func process(t testing.TB, settings []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(settings, asProgram+"=yes", "PATH="+os.Getenv("PATH"))
	cmd.Dir = t.TempDir()
	return cmd
}

// newDatabase returns the path of a database that does not exist yet.
func newDatabase(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "stetig.db")
}

// onEachDatabase runs a test on a new SQLite file and, where there is a cluster,
// on a new schema of PostgreSQL.
func onEachDatabase(t *testing.T, test func(t *testing.T, database string)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) {
		t.Parallel()
		test(t, newDatabase(t))
	})
	if os.Getenv(storetest.Variable) == "" {
		t.Logf("PostgreSQL was not run: %s is not set.", storetest.Variable)
		return
	}
	t.Run(store.Postgres, func(t *testing.T) {
		t.Parallel()
		test(t, storetest.NewSchema(t))
	})
}

// stream takes what is written while others read it.
type stream struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{} // gets something with every write that finds it empty
}

func newStream() *stream { return &stream{news: make(chan struct{}, 1)} }

func (s *stream) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.news <- struct{}{}:
	default:
	}
	return s.text.Write(data)
}

func (s *stream) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// patience is how long a test waits for what has to come.
const patience = 20 * time.Second

// eventually asks again and again until the answer is yes.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	again := time.NewTicker(2 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-again.C:
		case <-deadline.C:
			t.Fatalf("waited %s in vain: %s", patience, what)
		}
	}
}
