package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

var update = flag.Bool("update", false, "rewrite what the README shows")

const readme = "../../README.md"

// TestReadmeListsTheConfiguration keeps the README's table of settings true.
func TestReadmeListsTheConfiguration(t *testing.T) {
	shown := between(t, "config")
	want := configuration(t)
	if *update {
		rewrite(t, shown, want)
		return
	}
	same(t, "the README's configuration; go test ./cmd/stetig -run Readme -update rewrites it", want, shown)
}

// configuration renders the settings of `stetig serve` as a table.
func configuration(t *testing.T) string {
	t.Helper()
	parser, err := kong.New(&CLI{}, kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("| flag | environment | default | meaning |\n|---|---|---|---|\n")
	for _, command := range parser.Model.Children {
		if command.Name != "serve" {
			continue
		}
		for _, setting := range command.Flags {
			if len(setting.Envs) != 1 || setting.Help == "" {
				t.Errorf("--%s has %d variables and the help %q; each setting needs one, and a meaning", setting.Name, len(setting.Envs), setting.Help)
				continue
			}
			name, value := "--"+setting.Name, "none"
			if setting.PlaceHolder != "" {
				name += " " + setting.PlaceHolder
			}
			if setting.HasDefault {
				value = "`" + setting.Default + "`"
			} else if setting.IsBool() {
				value = "`false`"
			}
			fmt.Fprintf(&table, "| `%s` | `%s` | %s | %s |\n", strings.ReplaceAll(name, "|", `\|`), setting.Envs[0], value, setting.Help)
		}
	}
	return table.String()
}

// TestReadmeShowsRealOutput runs the command in the README's picture.
func TestReadmeShowsRealOutput(t *testing.T) {
	shown := between(t, "picture")
	line := regexp.MustCompile(`(?m)^\$ bin/stetig (.*)$`).FindStringSubmatch(shown)
	if line == nil {
		t.Fatalf("no command in the picture:\n%s", shown)
	}
	args := strings.Fields(line[1])
	for i, arg := range args {
		if strings.HasPrefix(arg, "docs/") {
			args[i] = filepath.Join("..", "..", arg)
		}
	}
	var out, errs bytes.Buffer
	p := &Program{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: time.Now}
	if status := p.Run(context.Background(), args); status != exitGaps || errs.Len() > 0 {
		t.Errorf("status %d, stderr %s", status, errs.String())
	}
	want := "```console\n" + line[0] + "\n" + strings.TrimRight(out.String(), "\n") + "\n```\n"
	if *update {
		rewrite(t, shown, want)
		return
	}
	same(t, "the README's picture", want, shown)
}

// TestReadmeCommandsAreUnderstood has the program parse every command line that
// README and docs/operations.md show, so that none names what is not there.
func TestReadmeCommandsAreUnderstood(t *testing.T) {
	t.Parallel()
	var found int
	for _, page := range []string{readme, "../../docs/operations.md"} {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, shown := range regexp.MustCompile("(?m)(?:^    |^\\$ |`|=/usr/local/)(?:bin/)?stetig ([a-z][^`\n]*)").FindAllStringSubmatch(string(data), -1) {
			args := words(shown[1])
			parser, err := kong.New(&CLI{}, kong.NoDefaultHelp(), kong.Writers(&bytes.Buffer{}, &bytes.Buffer{}))
			if err != nil {
				t.Fatal(err)
			}
			found++
			if _, err := parser.Parse(args); err != nil && !isShort(err, args) && !strings.Contains(err.Error(), errHelpShown.Error()) {
				t.Errorf("%s shows `stetig %s`: %v", filepath.Base(page), shown[1], err)
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d commands in the documentation; is it still written as code?", found)
	}
}

// words splits a command line as a shell does, as far as our pages need it.
func words(line string) (words []string) {
	line = regexp.MustCompile(` [>#…].*$`).ReplaceAllString(line, "")
	for _, word := range regexp.MustCompile(`(?:"[^"]*"|\$\([^)]*\)|[^\s"])+`).FindAllString(line, -1) {
		words = append(words, strings.ReplaceAll(word, `"`, ""))
	}
	return words
}

// TestReadmeRequestsWork sends the requests that the README shows, in order, with
// the ids that the answers tell in the place of the dots.
func TestReadmeRequestsWork(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	requests := regexp.MustCompile(`(?m)^    ask \$(API|WORKSPACE)(\S+)(?: -d '(.*)')?$`).FindAllStringSubmatch(string(data), -1)
	if len(requests) != 3 {
		t.Fatalf("found %d requests in the README", len(requests))
	}
	c := clockAt(journeyDay)
	database := newDatabase(t)
	lead := token(t, c.read(), "--email", "you@example.org", "--database", database)
	d := deskOf(t, start(t, c, "--database", database), lead)
	var told string // the id of what was made last
	for _, request := range requests {
		path := map[string]string{"API": "/api/v1", "WORKSPACE": "/api/v1/workspaces/" + d.workspace}[request[1]] + request[2]
		if request[3] == "" {
			d.ask(t, http.MethodGet, path, nil).want(t, http.StatusOK)
			continue
		}
		body := strings.ReplaceAll(request[3], "…", told)
		made := d.ask(t, http.MethodPost, path, body, "Content-Type", "application/json").want(t, http.StatusCreated).object(t)
		told = text(made["id"])
	}
	if shown := command(c.read(), "import", "--dry-run", "--channel", "Blog", sample, "--database", database).done(t); !strings.Contains(shown, "would be created") {
		t.Errorf("the import says %q", shown)
	}
}

// isShort reports whether a text names only a command, without what it needs.
func isShort(err error, args []string) bool {
	return len(args) == 1 && (strings.Contains(err.Error(), "expected") || strings.Contains(err.Error(), "missing flags"))
}

// between returns what stands between a pair of markers in the README.
func between(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, begun := strings.Cut(string(data), "<!-- "+name+":begin -->\n")
	inside, _, ended := strings.Cut(rest, "<!-- "+name+":end -->")
	if !begun || !ended {
		t.Fatalf("the README has no markers for %q", name)
	}
	return inside
}

// rewrite puts something else in the place of what the README shows.
func rewrite(t *testing.T, shown, want string) {
	t.Helper()
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	marked := "begin -->\n"
	text := strings.Replace(string(data), marked+shown+"<!--", marked+want+"<!--", 1)
	if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
