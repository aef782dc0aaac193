package httpapi

import (
	"bytes"
	"cmp"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"stetig/internal/plan"
)

// serveFeed answers calendar programs: GET or HEAD /feeds/{token}/{slug}.ics.
// An unknown, a revoked and a malformed address look the same, and nothing that
// is no calendar is ever sent with 200: programs would drop every event.
func (s *server) serveFeed(c echo.Context) error {
	w, r := c.Response(), c.Request()
	if !strings.HasSuffix(c.Param("file"), ".ics") {
		return plan.Errorf(plan.CodeNotFound, "There is no such feed.")
	}
	document, err := s.app.ServeFeed(r.Context(), c.Param("token"), r.UserAgent(), cmp.Or(s.baseURL, exchangeOf(r.Context()).site))
	if err != nil {
		return err
	}
	header := w.Header()
	header.Set("Cache-Control", "private, max-age=0, must-revalidate")
	header.Set("Vary", "Accept-Encoding")
	body, tag := document.Body, document.ETag
	if len(document.Gzip) > 0 && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		body, tag = document.Gzip, gzipTag(document.ETag)
	}
	header.Set("ETag", tag)
	if matchesTag(r.Header.Get("If-None-Match"), document.ETag) {
		header.Set("Last-Modified", document.LastModified.UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	header.Set("Content-Type", "text/calendar; charset=utf-8")
	if tag != document.ETag {
		header.Set("Content-Encoding", "gzip")
	}
	http.ServeContent(w, r, "", document.LastModified, bytes.NewReader(body))
	return nil
}

// gzipTag is the strong tag of the compressed form of what tag names.
func gzipTag(tag string) string { return strings.TrimSuffix(tag, `"`) + `-gzip"` }

// matchesTag compares weakly (RFC 9110 §8.8.3.2) with either form of the feed;
// proxies weaken tags and add the encoding to them.
func matchesTag(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == gzipTag(tag) || candidate == "*" {
			return true
		}
	}
	return false
}

// acceptsGzip reports whether an Accept-Encoding header asks for gzip.
func acceptsGzip(header string) bool { return acceptsCoding(header, "gzip") }

// acceptsCoding reads Accept-Encoding (RFC 9110 §12.5.3). Only a coding asked for by
// its name is sent: "*" alone comes from programs that cannot unpack it.
func acceptsCoding(header, name string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(coding), name) {
			weight, isWeight := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(parameters), " ", ""), "q=")
			return !isWeight || strings.Trim(weight, "0.") != ""
		}
	}
	return false
}
