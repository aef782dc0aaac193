// Package web holds what a browser is sent as it is: styles and the icon. The
// pages that the server writes are its package pages.
package web

import (
	"embed"
	"io/fs"
)

//go:embed static
var files embed.FS

// Static returns the files to be offered under /static/, by their names there.
func Static() (fs.FS, error) { return fs.Sub(files, "static") }
