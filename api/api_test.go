package api_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"stetig/api"
)

func contract(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(api.YAML)
	if err != nil {
		t.Fatalf("the contract cannot be read: %v", err)
	}
	return doc
}

// eachOperation calls check with every operation, named "GET /path".
func eachOperation(t *testing.T, check func(t *testing.T, method, path string, item *openapi3.PathItem, op *openapi3.Operation)) {
	t.Helper()
	for path, item := range contract(t).Paths.Map() {
		for method, op := range item.Operations() {
			t.Run(method+" "+path, func(t *testing.T) { check(t, method, path, item, op) })
		}
	}
}

func TestContractIsValidWithItsExamples(t *testing.T) {
	t.Parallel()
	if err := contract(t).Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestEveryOperationTeaches(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	eachOperation(t, func(t *testing.T, _, _ string, _ *openapi3.PathItem, op *openapi3.Operation) {
		if op.OperationID == "" || seen[op.OperationID] {
			t.Errorf("operationId %q is missing or not unique", op.OperationID)
		}
		seen[op.OperationID] = true
		if op.Summary == "" || op.Description == "" || len(op.Tags) != 1 {
			t.Error("needs a summary, a description and one tag")
		}
		if action, ok := op.Extensions["x-action"].(string); !ok || action == "" {
			t.Error("needs an x-action that names the permission")
		}
	})
}

func TestEveryOperationRefusesTheSameWay(t *testing.T) {
	t.Parallel()
	eachOperation(t, func(t *testing.T, method, path string, _ *openapi3.PathItem, op *openapi3.Operation) {
		want := []string{"401", "default"}
		if path != "/me" {
			want = append(want, "400")
		}
		if strings.Contains(path, "{workspace}") {
			want = append(want, "404")
		}
		if op.RequestBody != nil {
			want = append(want, "413", "415", "422")
		}
		for _, status := range want {
			if op.Responses.Map()[status] == nil {
				t.Errorf("does not say what %s means", status)
			}
		}
		for status, response := range op.Responses.Map() {
			isRefusal := !strings.HasPrefix(status, "2")
			if _, isProblem := response.Value.Content["application/problem+json"]; isProblem != isRefusal {
				t.Errorf("%s: problem details for refusals, and only for them", status)
			}
		}
	})
}

func TestChangesCanBeGuarded(t *testing.T) {
	t.Parallel()
	eachOperation(t, func(t *testing.T, method, path string, item *openapi3.PathItem, op *openapi3.Operation) {
		has := func(name string) bool {
			parameter := op.Parameters.GetByInAndName("header", name)
			return parameter != nil && !parameter.Required
		}
		changes := method == "PATCH" || method == "PUT" || method == "DELETE" ||
			slices.Contains([]string{"moveEntry", "approveEntry", "rejectEntry", "answerOwnership", "rotateWebhookSecret", "fillGap"}, op.OperationID)
		// A token never changes before it is revoked, nor a session before it ends;
		// a password has no version that anybody could have read.
		unguarded := strings.HasSuffix(path, "/tokens/{token}") || strings.Contains(path, "/sessions") || path == "/me/password"
		guarded := changes && !unguarded
		if has("If-Match") != guarded {
			t.Errorf("If-Match: got %t, want %t", has("If-Match"), guarded)
		}
		if has("Idempotency-Key") != (method == "POST") {
			t.Errorf("Idempotency-Key: got %t, want %t", has("Idempotency-Key"), method == "POST")
		}
		if method == "PATCH" {
			types := slices.Sorted(maps.Keys(op.RequestBody.Value.Content))
			if want := []string{"application/json", "application/merge-patch+json"}; !slices.Equal(types, want) {
				t.Errorf("PATCH takes %v, want %v", types, want)
			}
		}
	})
}

func TestEverythingSentIsBounded(t *testing.T) {
	t.Parallel()
	eachOperation(t, func(t *testing.T, _, _ string, item *openapi3.PathItem, op *openapi3.Operation) {
		for _, parameter := range append(slices.Clone(item.Parameters), op.Parameters...) {
			checkBounds(t, parameter.Value.Name, parameter.Value.Schema.Value)
		}
		if op.RequestBody == nil {
			return
		}
		for mediaType, content := range op.RequestBody.Value.Content {
			if mediaType != "text/csv" { // bounded as a whole
				checkBounds(t, "body", content.Schema.Value)
			}
		}
	})
}

func checkBounds(t *testing.T, name string, schema *openapi3.Schema) {
	t.Helper()
	switch {
	case schema.Type.Is("string"):
		if schema.MaxLength == nil && schema.Pattern == "" && len(schema.Enum) == 0 && !strings.HasPrefix(schema.Format, "date") {
			t.Errorf("%s: a string without a bound", name)
		}
	case schema.Type.Is("integer"), schema.Type.Is("number"):
		if schema.Min == nil || schema.Max == nil {
			t.Errorf("%s: a number without bounds", name)
		}
	case schema.Type.Is("array"):
		if schema.MaxItems == nil {
			t.Errorf("%s: a list without a bound", name)
		}
		checkBounds(t, name+"[]", schema.Items.Value)
	case schema.Type.Is("object"):
		isFree := schema.MaxProps != nil // and bounded as a whole
		if !isFree && (schema.AdditionalProperties.Has == nil || *schema.AdditionalProperties.Has) {
			t.Errorf("%s: takes unknown fields", name)
		}
		for field, property := range schema.Properties {
			checkBounds(t, name+"."+field, property.Value)
		}
	case !schema.Type.Is("boolean"):
		t.Errorf("%s: of no known type", name)
	}
}
