package httpapi

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page's template and style
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"stetig/api"
)

//go:embed docs.gohtml
var docsTemplate string

//go:embed docs.css
var docsStyle []byte

// documentation is the contract for people and for programs. Nothing in it comes
// from anywhere else, and nothing needs a script.
type documentation struct {
	rendered func() (*documents, error) // when they are first asked for
}

// documents are the contract as a page and as JSON.
type documents struct {
	html, specJSON []byte
}

func newDocumentation(c *contract, version string) *documentation {
	return &documentation{sync.OnceValues(func() (*documents, error) { return render(c, version) })}
}

func render(c *contract, version string) (*documents, error) {
	specJSON, err := c.doc.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("writing the API's contract as JSON: %w", err)
	}
	parsed, err := template.New("docs").Parse(docsTemplate)
	if err != nil {
		return nil, fmt.Errorf("parsing the template of the API's documentation: %w", err)
	}
	var html bytes.Buffer
	if err := parsed.Execute(&html, newDocsPage(c, version)); err != nil {
		return nil, fmt.Errorf("rendering the API's documentation: %w", err)
	}
	return &documents{html: html.Bytes(), specJSON: specJSON}, nil
}

// page answers GET /api/docs.
func (d *documentation) page(c echo.Context) error {
	documents, err := d.rendered()
	if err != nil {
		return err
	}
	return sendFile(c, "text/html; charset=utf-8", documents.html)
}

// style answers GET /api/docs/style.css.
func (d *documentation) style(c echo.Context) error {
	return sendFile(c, "text/css; charset=utf-8", docsStyle)
}

// yaml answers GET /api/openapi.yaml with the contract as it was written.
func (d *documentation) yaml(c echo.Context) error {
	return sendFile(c, "application/yaml", api.YAML)
}

// json answers GET /api/openapi.json.
func (d *documentation) json(c echo.Context) error {
	documents, err := d.rendered()
	if err != nil {
		return err
	}
	return sendFile(c, "application/json", documents.specJSON)
}

func sendFile(c echo.Context, contentType string, body []byte) error {
	sum := sha256.Sum256(body)
	header := c.Response().Header()
	header.Set("Content-Type", contentType)
	header.Set("Cache-Control", "no-cache")
	header.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, bytes.NewReader(body))
	return nil
}
