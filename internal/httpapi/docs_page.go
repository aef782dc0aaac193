package httpapi

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// docsPage is what the documentation's template shows.
type docsPage struct {
	Title, Version string
	Intro          template.HTML
	Permissions    []docsPermission
	Roles          []plan.Role
	Groups         []docsGroup
	Schemas        []docsSchema
}

// docsGroup is the operations of one tag.
type docsGroup struct {
	Name        string
	Description template.HTML
	Operations  []docsOperation
}

// docsOperation is one operation.
type docsOperation struct {
	ID, Method, Path string
	Summary          string
	Description      template.HTML
	Needs            string // which role, in words
	Parameters       []docsField
	MediaTypes       string // of the body, "" for none
	BodyType         template.HTML
	Answers          []docsAnswer
	Curl             string
}

// docsAnswer is one answer of an operation.
type docsAnswer struct {
	Status      string
	Description template.HTML
	Type        template.HTML
	Headers     string
}

// docsSchema is one object that is sent or received.
type docsSchema struct {
	Name        string
	Type        template.HTML
	Description template.HTML
	Fields      []docsField
	Example     string
}

// docsField is a field of an object or a parameter of an operation.
type docsField struct {
	Name, In    string
	Required    bool
	Type        template.HTML
	Bounds      string
	Description template.HTML
}

// docsWriter turns parts of the contract into what the page shows.
type docsWriter struct {
	doc *openapi3.T
	md  *markdown
}

func newDocsPage(c *contract, version string) docsPage {
	w := &docsWriter{doc: c.doc, md: newMarkdown()}
	page := docsPage{Title: c.doc.Info.Title, Version: version, Intro: w.md.blocks(c.doc.Info.Description), Permissions: docsPermissions(), Roles: plan.Roles}
	for _, tag := range c.doc.Tags {
		group := docsGroup{Name: tag.Name, Description: w.md.inline(tag.Description)}
		for _, op := range sortedOperations(c) {
			if slices.Contains(op.Tags, tag.Name) {
				group.Operations = append(group.Operations, w.operation(op))
			}
		}
		page.Groups = append(page.Groups, group)
	}
	for _, name := range slices.Sorted(maps.Keys(c.doc.Components.Schemas)) {
		page.Schemas = append(page.Schemas, w.schema(name, c.doc.Components.Schemas[name]))
	}
	return page
}

// sortedOperations orders by path, then reading before writing.
func sortedOperations(c *contract) []*operation {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	return slices.SortedFunc(maps.Values(c.operations), func(a, b *operation) int {
		return cmp.Or(strings.Compare(a.path, b.path), slices.Index(methods, a.method)-slices.Index(methods, b.method))
	})
}

func (w *docsWriter) operation(op *operation) docsOperation {
	shown := docsOperation{
		ID: op.OperationID, Method: op.method, Path: apiBase + op.path,
		Summary: op.Summary, Description: w.md.blocks(op.Description),
		Needs: needs(op), Curl: curl(op),
	}
	for _, parameter := range append(slices.Clone(op.route.PathItem.Parameters), op.Parameters...) {
		shown.Parameters = append(shown.Parameters, w.parameter(parameter.Value))
	}
	if op.RequestBody != nil {
		shown.MediaTypes = op.mediaTypes()
		for _, content := range op.RequestBody.Value.Content {
			shown.BodyType = w.typeOf(content.Schema)
		}
	}
	statuses := slices.Sorted(maps.Keys(op.Responses.Map()))
	for _, status := range statuses {
		shown.Answers = append(shown.Answers, w.answer(status, op.Responses.Map()[status].Value))
	}
	return shown
}

// needs says what an operation asks of the one who asks.
func needs(op *operation) string {
	action, _ := op.Extensions["x-action"].(string)
	switch role, known := app.Permissions()[app.Permission(action)]; {
	case known:
		return fmt.Sprintf("the role %s or higher (%s)", role, action)
	case action == app.Administrate:
		return "the server's administrator"
	default:
		return "any valid token or session"
	}
}

func (w *docsWriter) parameter(p *openapi3.Parameter) docsField {
	return docsField{
		Name: p.Name, In: p.In, Required: p.Required,
		Type: w.typeOf(p.Schema), Bounds: bounds(p.Schema.Value), Description: w.md.inline(p.Description),
	}
}

func (w *docsWriter) answer(status string, response *openapi3.Response) docsAnswer {
	answer := docsAnswer{Status: status, Description: w.md.inline(*response.Description)}
	if status == "default" {
		answer.Status = "else"
	}
	var types []string
	for _, mediaType := range slices.Sorted(maps.Keys(response.Content)) {
		text := template.HTMLEscapeString(mediaType)
		if ref := response.Content[mediaType].Schema; ref != nil && ref.Ref != "" {
			text += " " + string(w.typeOf(ref))
		}
		types = append(types, text)
	}
	answer.Type = template.HTML(strings.Join(types, "<br>")) // #nosec G203: typeOf and the line above escape
	answer.Headers = strings.Join(slices.Sorted(maps.Keys(response.Headers)), ", ")
	return answer
}

func (w *docsWriter) schema(name string, ref *openapi3.SchemaRef) docsSchema {
	schema := ref.Value
	shown := docsSchema{Name: name, Description: w.md.blocks(schema.Description), Fields: w.fields(schema)}
	if len(schema.Properties) == 0 {
		shown.Type = w.typeOf(&openapi3.SchemaRef{Value: schema})
		if limits := bounds(schema); limits != "" {
			shown.Type += template.HTML("; " + template.HTMLEscapeString(limits)) // #nosec G203: escaped
		}
		return shown
	}
	shown.Example = exampleText(schema)
	return shown
}

// fields lists those that are always there first, as the contract orders them.
func (w *docsWriter) fields(schema *openapi3.Schema) []docsField {
	names := slices.Clone(schema.Required)
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		if !slices.Contains(schema.Required, name) {
			names = append(names, name)
		}
	}
	fields := make([]docsField, len(names))
	for i, name := range names {
		property := schema.Properties[name]
		fields[i] = docsField{
			Name: name, Required: slices.Contains(schema.Required, name),
			Type: w.typeOf(property), Bounds: bounds(property.Value),
		}
		if property.Ref == "" {
			fields[i].Description = w.md.inline(property.Value.Description)
		}
	}
	return fields
}
