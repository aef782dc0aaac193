package main

import (
	"strings"
	"testing"
	"time"
)

func TestUsersAreListedAndLetInOrNot(t *testing.T) {
	t.Parallel()
	then := time.Date(2027, time.March, 1, 9, 0, 0, 0, time.UTC)
	onEachDatabase(t, func(t *testing.T, database string) {
		run := func(args ...string) outcome { return command(then, append(args, "--database", database)...) }
		run("token", "create", "--email", "chef@example.org", "--name", "Chefin", "--admin").done(t)
		run("token", "create", "--email", "ben@example.org", "--name", "Ben Muster", "--role", "editor").done(t)

		run("user", "deactivate", "nobody@example.org").refused(t, "no user with the address nobody@example.org")
		run("user", "deactivate").refused(t, "<email>")
		run("user", "deactivate", "chef@example.org").refused(t, "last active administrator")

		list := run("user", "list").done(t)
		for _, words := range []string{"ADDRESS", "ben@example.org", "Ben Muster", "chef@example.org"} {
			if !strings.Contains(list, words) {
				t.Errorf("the list lacks %q:\n%s", words, list)
			}
		}
		deactivated := func() string {
			for line := range strings.Lines(run("user", "list").done(t)) {
				if fields := strings.Fields(line); fields[0] == "ben@example.org" {
					return fields[len(fields)-1]
				}
			}
			return "nobody"
		}
		if got := deactivated(); got != "-" {
			t.Errorf("deactivated %s, want never", got)
		}
		run("user", "deactivate", "Ben@Example.org").done(t)
		if got := deactivated(); got != minute(then) {
			t.Errorf("deactivated %s, want %s", got, minute(then))
		}
		run("user", "link", "--email", "ben@example.org").refused(t, "stetig user activate ben@example.org")
		run("user", "activate", "ben@example.org").done(t)
		run("user", "link", "--email", "ben@example.org").done(t)
		if got := deactivated(); got != "-" {
			t.Errorf("deactivated %s after all", got)
		}
	})
}

func TestNamesInListsGiveTheTerminalNoOrders(t *testing.T) {
	t.Parallel()
	then := time.Date(2027, time.March, 1, 9, 0, 0, 0, time.UTC)
	onEachDatabase(t, func(t *testing.T, database string) {
		run := func(args ...string) outcome { return command(then, append(args, "--database", database)...) }
		const hostile = "Bén\x1b[2J\nchef@example.org\u202e\tA"
		run("token", "create", "--email", "ben@example.org", "--name", hostile, "--label", hostile).done(t)
		for what, args := range map[string][]string{"users": {"user", "list"}, "tokens": {"token", "list", "--email", "ben@example.org"}} {
			if list := run(args...).done(t); strings.Count(list, "\n") != 2 || strings.ContainsAny(list, "\x1b\u202e\t") || !strings.Contains(list, "Bén") {
				t.Errorf("%s:\n%q", what, list)
			}
		}
	})
}
