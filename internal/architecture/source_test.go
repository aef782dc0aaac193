package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sourceFile is one Go file of the module, as far as the rules look at it.
type sourceFile struct {
	path       string // from the module's root, with slashes
	folder     string
	imports    []string
	clockReads []string // where it reads the clock: "path:line: time.Now"
}

// isTest reports whether the file is in no program: a test, or part of a
// package that is there for tests.
func (f sourceFile) isTest() bool {
	return strings.HasSuffix(f.path, "_test.go") || isForTests(f.folder)
}

// isForTests reports whether a folder's name says, as net/http/httptest's does,
// that its package is there for tests.
func isForTests(folder string) bool { return strings.HasSuffix(path.Base(folder), "test") }

// isIn reports whether the file lies in one of the folders or below it.
func (f sourceFile) isIn(folders ...string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return within(f.folder, folder) })
}

func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

// readModule parses every Go file of the module whose root is fsys. The
// folders that `go list ./...` leaves out are left out here too, and so is
// tools, which is a module of its own.
func readModule(t testing.TB, fsys fs.FS) []sourceFile {
	t.Helper()
	var files []sourceFile
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != "." && isForeign(name) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file, err := readFile(name, source)
		if err != nil {
			return err
		}
		files = append(files, file)
		return nil
	})
	if err != nil {
		t.Fatalf("reading the module: %v", err)
	}
	return files
}

func isForeign(folder string) bool {
	base := path.Base(folder)
	return folder == "tools" || base == "node_modules" || base == "testdata" ||
		strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")
}

func readFile(name string, source []byte) (sourceFile, error) {
	positions := token.NewFileSet()
	parsed, err := parser.ParseFile(positions, name, source, parser.SkipObjectResolution)
	if err != nil {
		return sourceFile{}, err
	}
	file := sourceFile{path: name, folder: path.Dir(name)}
	timeName := ""
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return sourceFile{}, err
		}
		file.imports = append(file.imports, imported)
		if imported == "time" {
			timeName = "time"
			if spec.Name != nil {
				timeName = spec.Name.Name
			}
		}
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok || timeName == "" {
			return true
		}
		if of, ok := selector.X.(*ast.Ident); ok && of.Name == timeName && slices.Contains(clocks, selector.Sel.Name) {
			line := positions.Position(selector.Pos()).Line
			file.clockReads = append(file.clockReads, name+":"+strconv.Itoa(line)+": time."+selector.Sel.Name)
		}
		return true
	})
	return file, nil
}
