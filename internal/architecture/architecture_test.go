package architecture

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPackagesLeanOnlyAsTheRulesSay(t *testing.T) {
	t.Parallel()
	files := readModule(t, os.DirFS("../.."))
	if len(files) < 10 {
		t.Fatalf("found %d Go files; is this still the module's root?", len(files))
	}
	for _, breach := range breaches(files) {
		t.Error(breach)
	}
}

// breaches names every place where a file breaks a rule, with the reason for it.
func breaches(files []sourceFile) []string {
	var found []string
	for _, file := range files {
		found = append(found, floorBreaches(file)...)
		found = append(found, fenceBreaches(file)...)
		found = append(found, purityBreaches(file)...)
		if !file.isTest() && !file.isIn(mayReadClock...) {
			for _, read := range file.clockReads {
				found = append(found, read+" outside "+strings.Join(mayReadClock, " and ")+
					": take the time as an argument, or a clock as a field, so that a test can stand on any day")
			}
		}
	}
	return found
}

// floorBreaches looks at what a file imports of ours. Test files may look
// upward: they are in no program.
func floorBreaches(file sourceFile) []string {
	own, known := floorOf(file.folder)
	if !known {
		return []string{fmt.Sprintf("%s: package %s has no place in the house yet; give it a floor in rules_test.go and a line in CONTRIBUTING.md",
			file.path, file.folder)}
	}
	if file.isTest() {
		return nil
	}
	var found []string
	for _, imported := range file.imports {
		folder, ours := strings.CutPrefix(imported, module)
		if ours && isForTests(folder) {
			found = append(found, fmt.Sprintf("%s imports %s, which is there for tests and must be in no program", file.path, imported))
			continue
		}
		if !ours || sameRoom(file.folder, folder) {
			continue
		}
		if floor, known := floorOf(folder); known && floor >= own {
			found = append(found, fmt.Sprintf("%s imports %s: arrows run downward only, from floor %d to a lower one, and that is on %d",
				file.path, imported, own, floor))
		}
	}
	return found
}

// floorOf finds the floor of a folder, or of the nearest listed one around it.
func floorOf(folder string) (floor int, known bool) {
	room := roomOf(folder)
	floor, known = floors[room]
	return floor, known
}

// roomOf is the listed folder that the given one is or lies in, "" for none.
func roomOf(folder string) string {
	room := ""
	for listed := range floors {
		if within(folder, listed) && len(listed) > len(room) {
			room = listed
		}
	}
	return room
}

func sameRoom(a, b string) bool { return roomOf(a) != "" && roomOf(a) == roomOf(b) }

func fenceBreaches(file sourceFile) []string {
	var found []string
	for _, fence := range fences {
		if file.isIn(fence.only...) || file.isTest() && !fence.tests {
			continue
		}
		for _, imported := range file.imports {
			if slices.ContainsFunc(fence.imports, func(fenced string) bool { return matches(imported, fenced) }) &&
				!ownRoom(file.folder, imported) {
				found = append(found, fmt.Sprintf("%s imports %s, which only %s may: %s",
					file.path, imported, strings.Join(fence.only, " and "), fence.why))
			}
		}
	}
	return found
}

// ownRoom reports whether the import is of the room the file itself is in.
func ownRoom(folder, imported string) bool {
	target, ours := strings.CutPrefix(imported, module)
	return ours && sameRoom(folder, target)
}

func matches(imported, pattern string) bool {
	if prefix, all := strings.CutSuffix(pattern, "/"); all {
		return within(imported, prefix)
	}
	return imported == pattern
}

func purityBreaches(file sourceFile) []string {
	if file.isTest() || !file.isIn(pure...) {
		return nil
	}
	var found []string
	for _, imported := range file.imports {
		if slices.Contains(outside, imported) {
			found = append(found, fmt.Sprintf("%s imports %s: this package is pure; what it says may depend on its arguments alone", file.path, imported))
		}
		domain, _, _ := strings.Cut(imported, "/")
		foreign := strings.Contains(domain, ".") // standard packages, and ours, begin with no domain name
		if file.isIn("internal/plan") && foreign && !slices.Contains(planMayImport, imported) {
			found = append(found, fmt.Sprintf("%s imports %s: the domain leans on nothing but the standard library and recurrence rules, so that everything else can lean on it", file.path, imported))
		}
	}
	return found
}

// The rules themselves must be able to fail: each case is a module with one
// file, and a part of the breach it must be told of, "" for none.
func TestRulesCatchWhatTheyForbid(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ path, source, want string }{
		"downward":               {"internal/app/a.go", `package app; import _ "stetig/internal/plan"`, ""},
		"upward":                 {"internal/plan/a.go", `package plan; import _ "stetig/internal/app"`, "arrows run downward"},
		"sideways":               {"internal/report/a.go", `package report; import _ "stetig/internal/ical"`, "arrows run downward"},
		"upward in a test":       {"internal/plan/a_test.go", `package plan_test; import _ "stetig/internal/app"`, ""},
		"own inner package":      {"internal/store/a.go", `package store; import _ "stetig/internal/store/migrations"`, ""},
		"test support reaches":   {"internal/ical/icaltest/a.go", `package icaltest; import _ "os/exec"`, ""},
		"test support in use":    {"internal/app/a.go", `package app; import _ "stetig/internal/ical/icaltest"`, "must be in no program"},
		"test support in a test": {"internal/app/a_test.go", `package app; import _ "stetig/internal/ical/icaltest"`, ""},
		"homeless package":       {"internal/utils/a.go", `package utils`, "no place in the house"},
		"homeless top level":     {"extra/a.go", `package extra`, "no place in the house"},
		"store past app":         {"internal/httpapi/a.go", `package httpapi; import _ "stetig/internal/store"`, "only internal/app and cmd"},
		"echo at home":           {"internal/httpapi/a.go", `package httpapi; import _ "github.com/labstack/echo/v4"`, ""},
		"echo elsewhere":         {"internal/app/a.go", `package app; import _ "github.com/labstack/echo/v4"`, "echo's next version"},
		"echo in a test":         {"internal/app/a_test.go", `package app; import _ "github.com/labstack/echo/v4/middleware"`, "echo's next version"},
		"gorm at home":           {"internal/store/a.go", `package store; import _ "gorm.io/gorm"`, ""},
		"gorm elsewhere":         {"cmd/stetig/a.go", `package main; import _ "gorm.io/driver/sqlite"`, "the store's secret"},
		"clock in app":           {"internal/app/a.go", `package app; import "time"; var now = time.Now`, ""},
		"clock in cmd":           {"cmd/stetig/a.go", `package main; import "time"; var now = time.Now()`, ""},
		"clock elsewhere":        {"internal/worker/a.go", `package worker; import "time"; var now = time.Now`, "a.go:1: time.Now outside"},
		"clock by another name":  {"internal/worker/a.go", `package worker; import clock "time"; var now = clock.Now()`, "time.Now outside"},
		"clock read by a detour": {"internal/httpapi/a.go", `package httpapi; import "time"; func f(t time.Time) any { return time.Since(t) }`, "time.Since outside"},
		"clock in a test":        {"internal/worker/a_test.go", `package worker; import "time"; var now = time.Now()`, ""},
		"a method named Now":     {"internal/worker/a.go", `package worker; func f(o interface{ Now() int }) int { return o.Now() }`, ""},
		"pure package reaches":   {"internal/report/a.go", `package report; import _ "os"`, "this package is pure"},
		"domain leans outside":   {"internal/plan/a.go", `package plan; import _ "github.com/google/uuid"`, "the domain leans on nothing"},
		"domain leans on rules":  {"internal/plan/a.go", `package plan; import _ "github.com/teambition/rrule-go"`, ""},
		"domain, standard":       {"internal/plan/a.go", `package plan; import _ "encoding/json"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := breaches(readModule(t, fstest.MapFS{tc.path: {Data: []byte(tc.source)}}))
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("breaches = %q, want none", got)
			case tc.want != "" && (len(got) != 1 || !strings.Contains(got[0], tc.want)):
				t.Errorf("breaches = %q, want one that says %q", got, tc.want)
			}
		})
	}
}
