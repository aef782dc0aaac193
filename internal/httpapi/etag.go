package httpapi

import (
	"strconv"
	"strings"

	"stetig/internal/plan"
)

// etag is the version of a resource as a header.
func etag(version int) *string {
	tag := `"` + strconv.Itoa(version) + `"`
	return &tag
}

// noVersion is a version that no resource has.
const noVersion = 0

// match reads If-Match (RFC 9110 §13.1.1): nil where it was not sent or is *,
// else the version it names. A tag that was never ours names no version, so the
// change is stale. A weak tag is taken for the strong one: proxies that compress
// weaken it, and a version stays the same whatever its encoding.
func match(header *string) (*int, error) {
	if header == nil {
		return nil, nil
	}
	tag := strings.TrimSpace(*header)
	if tag == "*" {
		return nil, nil
	}
	tag = strings.TrimPrefix(tag, "W/")
	if len(tag) < 2 || tag[0] != '"' || strings.Index(tag[1:], `"`) != len(tag)-2 {
		return nil, plan.Errorf(plan.CodeMalformed, `If-Match takes the one ETag you were given, with its quotes: "3".`)
	}
	text := strings.TrimSuffix(tag[1:len(tag)-1], "-gzip")
	version, err := strconv.Atoi(text)
	if err != nil || version < 1 {
		version = noVersion
	}
	return &version, nil
}
