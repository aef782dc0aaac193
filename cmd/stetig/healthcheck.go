package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// HealthcheckCmd asks a running server whether it is ready, for containers that
// have no curl.
type HealthcheckCmd struct {
	Listen string `name:"listen" env:"STETIG_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Address the server listens on."`
}

// Run fails unless the server answers that it is ready.
func (c *HealthcheckCmd) Run(ctx context.Context) error {
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // and no proxy
	answer, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("no answer: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s%s", answer.Status, failingChecks(answer.Body))
	}
	return nil
}

// failingChecks names the checks that fail, as /readyz tells them.
func failingChecks(body io.Reader) string {
	var state struct {
		Checks map[string]string `json:"checks"`
	}
	if err := json.NewDecoder(io.LimitReader(body, 64<<10)).Decode(&state); err != nil {
		return "" // something else answers there; its status says enough
	}
	var failing strings.Builder
	for _, name := range slices.Sorted(maps.Keys(state.Checks)) {
		if state.Checks[name] != "ok" {
			failing.WriteString("; " + name + ": " + state.Checks[name])
		}
	}
	return failing.String()
}
