package httpapi

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// typeOf names a type, with a link where it has a place of its own on the page.
func (w *docsWriter) typeOf(ref *openapi3.SchemaRef) template.HTML {
	if name, ok := strings.CutPrefix(ref.Ref, "#/components/schemas/"); ok {
		return template.HTML(fmt.Sprintf(`<a href="#schema-%[1]s">%[1]s</a>`, template.HTMLEscapeString(name))) // #nosec G203: escaped
	}
	schema := ref.Value
	if schema.Type.Is("array") {
		return "list of " + w.typeOf(schema.Items)
	}
	text := strings.Join(schema.Type.Slice(), " or ")
	switch {
	case len(schema.Enum) > 0:
		text = joined(schema.Enum)
	case schema.Format == "date":
		text = "day"
	case schema.Format == "date-time":
		text = "time"
	}
	if schema.Nullable {
		text += ", or null"
	}
	return template.HTML(template.HTMLEscapeString(text)) // #nosec G203: escaped
}

// bounds says in words what a schema bounds.
func bounds(schema *openapi3.Schema) string {
	var parts []string
	switch {
	case schema.MaxLength != nil && schema.MinLength > 0:
		parts = append(parts, fmt.Sprintf("%d to %d characters", schema.MinLength, *schema.MaxLength))
	case schema.MaxLength != nil:
		parts = append(parts, fmt.Sprintf("at most %d characters", *schema.MaxLength))
	}
	switch {
	case schema.Min != nil && schema.Max != nil:
		parts = append(parts, fmt.Sprintf("%v to %v", *schema.Min, *schema.Max))
	case schema.Min != nil:
		parts = append(parts, fmt.Sprintf("at least %v", *schema.Min))
	}
	if schema.MaxItems != nil {
		parts = append(parts, fmt.Sprintf("at most %d", *schema.MaxItems))
	}
	if schema.Pattern != "" {
		parts = append(parts, "like "+exampleOf(schema))
	}
	if schema.Default != nil {
		parts = append(parts, fmt.Sprintf("default %v", schema.Default))
	}
	return strings.Join(parts, "; ")
}

// exampleText is an example of a schema as JSON.
func exampleText(schema *openapi3.Schema) string {
	text, err := json.MarshalIndent(example(schema, 0), "", "  ")
	if err != nil {
		return "" // an example is plain data and always has a JSON form
	}
	return string(text)
}

// maxExampleDepth ends examples of things that hold their like.
const maxExampleDepth = 6

// example is the schema's own example, or one put together from its parts.
func example(schema *openapi3.Schema, depth int) any {
	switch {
	case schema.Example != nil:
		return schema.Example
	case schema.Default != nil:
		return schema.Default
	case len(schema.Enum) > 0:
		return schema.Enum[0]
	case schema.Nullable || depth > maxExampleDepth:
		return nil
	case schema.Type.Is("array"):
		return []any{example(schema.Items.Value, depth+1)}
	case schema.Type.Is("object"):
		object := map[string]any{}
		for name, property := range schema.Properties {
			object[name] = example(property.Value, depth+1)
		}
		return object
	case schema.Type.Is("boolean"):
		return false
	case schema.Type.Is("integer"), schema.Type.Is("number"):
		return 0
	default:
		return ""
	}
}

// curl is a command that asks for the operation. STETIG is the server's
// address, TOKEN a token.
func curl(op *operation) string {
	var command strings.Builder
	command.WriteString(`curl -H "Authorization: Bearer $TOKEN"`)
	if op.method != "GET" {
		command.WriteString(" -X " + op.method)
	}
	if op.RequestBody != nil {
		if op.takesSheet {
			command.WriteString(" \\\n  -H 'Content-Type: text/csv' --data-binary @plan.csv")
		} else {
			body := op.RequestBody.Value.Content["application/json"].Schema.Value
			data, err := json.Marshal(example(body, 0))
			if err == nil {
				command.WriteString(" \\\n  -H 'Content-Type: application/json' -d '" + strings.ReplaceAll(string(data), "'", `'\''`) + "'")
			}
		}
	}
	query := ""
	for _, parameter := range op.Parameters {
		if parameter.Value.In == openapi3.ParameterInQuery && parameter.Value.Required {
			query += fmt.Sprintf("&%s=%v", parameter.Value.Name, parameterExample(parameter.Value))
		}
	}
	address := "$STETIG" + apiBase + strings.NewReplacer("{", "$", "}", "").Replace(op.path)
	if query != "" {
		address += "?" + query[1:]
	}
	command.WriteString(" \\\n  \"" + address + "\"")
	return command.String()
}

func parameterExample(p *openapi3.Parameter) any {
	if p.Example != nil {
		return p.Example
	}
	value := example(p.Schema.Value, 0)
	if list, ok := value.([]any); ok && len(list) > 0 {
		return list[0]
	}
	return value
}
