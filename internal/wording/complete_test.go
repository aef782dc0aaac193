package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms are the packages that refuse what somebody asked for over the network.
var rooms = []string{"app", "auth", "continuity", "httpapi", "plan", "sheet", "store"}

// Every text in which something is refused has its German, with no more in it
// than the English is about, and no German is left over.
func TestEveryRefusalHasGerman(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for _, room := range rooms {
		for text, place := range textsOf(t, filepath.Join("..", room)) {
			said[text] = true
			if isBare(text) {
				continue
			}
			translated, known := german[text]
			if !known {
				t.Errorf("%s: no German for %q", place, text)
			}
			if known && verbs(translated) > verbs(text) {
				t.Errorf("%s: the German %q is about more than %q", place, translated, text)
			}
		}
	}
	for text := range german {
		if !said[text] {
			t.Errorf("nobody says %q any more", text)
		}
	}
}

// isBare reports whether a text holds nothing but what it is about.
func isBare(text string) bool {
	return !regexp.MustCompile(`\pL`).MatchString(regexp.MustCompile(`%[a-z]`).ReplaceAllString(text, ""))
}

func verbs(format string) int { return strings.Count(strings.ReplaceAll(format, "%%", ""), "%") }

// shellOnly are files whose refusals only commands on the server's own machine give.
var shellOnly = []string{"backup.go", "demo.go", "make_user.go", "migrate.go", "postgres.go", "quiesce.go", "shell.go", "shell_users.go", "sqlite.go"}

// textsOf collects the texts of a package, with the place of each.
func textsOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no source in %s: %v", folder, err)
	}
	found := map[string]string{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") || slices.Contains(shellOnly, filepath.Base(path)) {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			for _, text := range textsIn(t, set, node) {
				found[text] = set.Position(node.Pos()).String()
			}
			return true
		})
	}
	return found
}

// formatAt tells at which place a function takes a text. Those of fmt and of
// errors are not for people.
var formatAt = map[string]int{"Errorf": 1, "Textf": 0, "Add": 1, "problem": 1, "note": 1, "needed": 2, "wrong": 1, "refuseField": 2}

// textFields are the fields of the tables that hold texts.
var textFields = []string{"duplicate", "missing", "help"}

func textsIn(t *testing.T, set *token.FileSet, node ast.Node) []string {
	t.Helper()
	switch node := node.(type) {
	case *ast.CallExpr:
		name, owner := calledName(node.Fun)
		if owner == "fmt" && name == "Errorf" {
			refuseBareError(t, set, node)
		}
		at, takes := formatAt[name]
		if !takes || owner == "fmt" || owner == "errors" || owner == "header" || len(node.Args) <= at {
			return nil
		}
		if text, ok := literal(node.Args[at]); ok {
			return []string{text}
		}
		if _, isName := node.Args[at].(*ast.Ident); !isName && (name == "Errorf" || name == "Textf") {
			if _, isField := node.Args[at].(*ast.SelectorExpr); !isField {
				t.Errorf("%s: a text that is put together cannot be translated", set.Position(node.Pos()))
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := node.Key.(*ast.Ident); ok && slices.Contains(textFields, key.Name) {
			text, ok := literal(node.Value)
			if !ok {
				t.Errorf("%s: a text that is put together cannot be translated", set.Position(node.Pos()))
			}
			return []string{text}
		}
	case *ast.CompositeLit:
		return tableTexts(node)
	}
	return nil
}

// refuseBareError refuses an error of fmt in the packages whose errors are shown to
// people: those are plan.Textf's, unless they wrap what went wrong inside.
func refuseBareError(t *testing.T, set *token.FileSet, call *ast.CallExpr) {
	t.Helper()
	place := set.Position(call.Pos())
	room, text := filepath.Base(filepath.Dir(place.Filename)), ""
	if len(call.Args) > 0 {
		text, _ = literal(call.Args[0])
	}
	isShown := (room == "plan" || room == "sheet") && filepath.Base(place.Filename) != "write.go"
	if isShown && !strings.Contains(text, "%w") {
		t.Errorf("%s: %q cannot be translated; say it with plan.Textf", place, text)
	}
}

// tableTexts takes texts out of literals without keys: kinds of refusals, and
// signatures of files.
func tableTexts(node *ast.CompositeLit) []string {
	name, _ := calledName(node.Type)
	if len(node.Elts) == 3 && name == "kind" {
		text, _ := literal(node.Elts[2])
		return []string{text}
	}
	array, ok := node.Type.(*ast.ArrayType)
	if !ok {
		return nil
	}
	shape, ok := array.Elt.(*ast.StructType)
	if !ok || shape.Fields.List[0].Names[len(shape.Fields.List[0].Names)-1].Name != "help" {
		return nil
	}
	var texts []string
	for _, element := range node.Elts {
		text, _ := literal(element.(*ast.CompositeLit).Elts[1])
		texts = append(texts, text)
	}
	return texts
}

func calledName(fun ast.Expr) (name, owner string) {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name, ""
	case *ast.SelectorExpr:
		if pkg, ok := fun.X.(*ast.Ident); ok {
			owner = pkg.Name
		}
		return fun.Sel.Name, owner
	}
	return "", ""
}

func literal(node ast.Expr) (string, bool) {
	basic, ok := node.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}
