package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"time"

	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/web"
)

// assets are the files under /static/, by name.
type assets map[string]asset

// asset is a file that browsers may keep as long as its version is asked for.
type asset struct {
	content     []byte
	contentType string
	version     string
}

// reportStyle is the name of the stylesheet of report pages, which the report
// package brings along.
const reportStyle = "report.css"

func loadAssets() (assets, error) {
	files, err := web.Static()
	if err != nil {
		return nil, fmt.Errorf("opening the static files: %w", err)
	}
	names, err := fs.Glob(files, "*.*")
	if err != nil {
		return nil, fmt.Errorf("listing the static files: %w", err)
	}
	all := assets{reportStyle: newAsset(reportStyle, []byte(report.Stylesheet()))}
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the static files: %w", err)
		}
		all[name] = newAsset(name, content)
	}
	return all, nil
}

func newAsset(name string, content []byte) asset {
	sum := sha256.Sum256(content)
	a := asset{content: content, version: hex.EncodeToString(sum[:6]), contentType: "application/octet-stream"}
	switch path.Ext(name) {
	case ".css":
		a.contentType = "text/css; charset=utf-8"
	case ".svg":
		a.contentType = "image/svg+xml"
	}
	return a
}

// address returns where a file is offered, in its present version.
func (a assets) address(name string) string { return "/static/" + name + "?v=" + a[name].version }

// asset serves a file to anybody.
func (p *pageServer) asset(w http.ResponseWriter, r *http.Request) {
	exchangeOf(r.Context()).route = "GET /static/{file}"
	file, known := p.assets[r.PathValue("file")]
	if !known {
		p.refuse(w, r, plan.Errorf(plan.CodeNotFound, "There is no such file."))
		return
	}
	header := w.Header()
	header.Set("Content-Type", file.contentType)
	header.Set("ETag", `"`+file.version+`"`)
	header.Set("Cache-Control", "public, no-cache")
	if r.URL.Query().Get("v") == file.version {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.content))
}
