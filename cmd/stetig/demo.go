package main

import (
	"fmt"
	"net"
	"strings"
)

// announceDemo tells what to open of the demo and, before all else, whom it is open to.
func (s *serving) announceDemo(site string) {
	note := "This is the demo: whoever is on this machine is let in without a token. Nothing in it is real."
	if s.DemoOpen {
		note = `DANGER: THIS DEMO IS OPEN. WHOEVER CAN REACH THIS ADDRESS IS LET IN WITHOUT A TOKEN, AS THE LEAD OF THE
DEMO'S WORKSPACE, AND MAY READ, CHANGE AND DELETE EVERYTHING IN IT. ENTER NOTHING REAL, KEEP NOTHING ELSE IN
THIS DATABASE, AND START WITHOUT --demo-open UNLESS THAT IS WHAT YOU WANT.`
	}
	fmt.Fprintf(s.program.Stdout, `Stetig serves on %[1]s

  %[7]s   %[1]s/
  Gap report   %[1]s/w/%[2]s/reports/latest
  Feed         %[1]s/feeds/%[3]s/%[4]s.ics
  API docs     %[1]s/api/docs
  Token        %[5]s

%[6]s

  curl -H "Authorization: Bearer %[5]s" %[1]s/api/v1/workspaces/%[2]s/gaps

Ctrl+C ends it; the next start finds everything again.
`, site, s.demo.WorkspaceID, s.demo.FeedToken, s.demo.FeedSlug, s.demo.Token, note, s.front())
}

// isLoopback reports whether an address is reached from this machine alone.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
