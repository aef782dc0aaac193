package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/web"
)

// planner serves the planner in the browser as it was built.
type planner struct {
	files  map[string]plannerFile // by path, "_app/immutable/entry/start.js"
	policy string                 // of the page that starts it
}

// plannerFile is a file as it is sent in each of its encodings.
type plannerFile struct {
	contentType string
	version     string
	plain       []byte
	encoded     map[string][]byte // by the name of the encoding, "br"
}

// plannerEncodings are those the build makes, the smaller first, with the ends
// of their files' names.
var plannerEncodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// immutable are the files whose names change with their content.
const immutable = "_app/immutable/"

// announcerStyle is the hash of the one style attribute that SvelteKit writes:
// it hides the region in which a change of page is told to screen readers.
const announcerStyle = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='"

// inlineScript finds a script that stands in the page itself.
var inlineScript = regexp.MustCompile(`(?s)<script(?:\s+type="module")?>(.*?)</script>`)

// newPlanner reads a build; nil where there is none.
func newPlanner(build fs.FS) (*planner, error) {
	if build == nil {
		return nil, nil
	}
	p := &planner{files: make(map[string]plannerFile)}
	err := fs.WalkDir(build, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") || isEncoded(name) {
			return err
		}
		p.files[name], err = readPlannerFile(build, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the planner: %w", err)
	}
	index, there := p.files[web.PlannerIndex]
	if !there {
		return nil, fmt.Errorf("reading the planner: there is no %s", web.PlannerIndex)
	}
	p.policy = plannerPolicy(index.plain)
	return p, nil
}

func isEncoded(name string) bool {
	for _, encoding := range plannerEncodings {
		if strings.HasSuffix(name, encoding.suffix) {
			return true
		}
	}
	return false
}

func readPlannerFile(build fs.FS, name string) (plannerFile, error) {
	plain, err := fs.ReadFile(build, name)
	if err != nil {
		return plannerFile{}, err
	}
	sum := sha256.Sum256(plain)
	file := plannerFile{
		contentType: mime.TypeByExtension(path.Ext(name)), version: hex.EncodeToString(sum[:8]),
		plain: plain, encoded: make(map[string][]byte),
	}
	switch path.Ext(name) { // a machine's own table of types may say something else
	case ".js":
		file.contentType = "text/javascript; charset=utf-8"
	case ".css":
		file.contentType = "text/css; charset=utf-8"
	case ".html":
		file.contentType = "text/html; charset=utf-8"
	case "":
		file.contentType = "application/octet-stream"
	}
	for _, encoding := range plannerEncodings {
		if content, err := fs.ReadFile(build, name+encoding.suffix); err == nil {
			file.encoded[encoding.name] = content
		}
	}
	return file, nil
}

// plannerPolicy is the policy of all pages, with what the planner's page needs
// beside: the scripts that stand in it, known by their hashes.
func plannerPolicy(page []byte) string {
	var hashes strings.Builder
	for _, script := range inlineScript.FindAllSubmatch(page, -1) {
		sum := sha256.Sum256(script[1])
		fmt.Fprintf(&hashes, " 'sha256-%s'", base64.StdEncoding.EncodeToString(sum[:]))
	}
	policy := strings.Replace(contentPolicy, "script-src 'self'", "script-src 'self'"+hashes.String(), 1)
	return policy + "; style-src-attr 'unsafe-hashes' " + announcerStyle
}

// page answers with the page that starts the planner. Which screen it shows, and
// whether anybody is signed in, is decided in the browser with what the API says.
func (p *planner) page(w http.ResponseWriter, r *http.Request) error {
	header := w.Header()
	header.Set("Content-Security-Policy", p.policy)
	header.Set("Cache-Control", "no-cache")
	p.send(w, r, p.files[web.PlannerIndex])
	return nil
}

// file answers with a part of the planner. What is none is never answered with the
// page: an old browser tab would take it for a script.
func (p *planner) file(w http.ResponseWriter, r *http.Request) error {
	name := strings.TrimPrefix(r.URL.Path, "/")
	file, known := p.files[name]
	if !known {
		return plan.Errorf(plan.CodeNotFound, "There is no such file.")
	}
	w.Header().Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, immutable) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	p.send(w, r, file)
	return nil
}

func (p *planner) send(w http.ResponseWriter, r *http.Request, file plannerFile) {
	header := w.Header()
	header.Set("Vary", "Accept-Encoding")
	header.Set("Content-Type", file.contentType)
	content, tag := file.plain, file.version
	for _, encoding := range plannerEncodings {
		if encoded, there := file.encoded[encoding.name]; there && acceptsCoding(r.Header.Get("Accept-Encoding"), encoding.name) {
			header.Set("Content-Encoding", encoding.name)
			content, tag = encoded, tag+"-"+encoding.name
			break
		}
	}
	header.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
