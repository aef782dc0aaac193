// Package api is the contract of the HTTP API, openapi.yaml, and the server
// interface and wire types generated from it.
package api

import _ "embed"

//go:generate go tool oapi-codegen -config codegen.yaml openapi.yaml

// YAML is the contract as it was written.
//
//go:embed openapi.yaml
var YAML []byte
