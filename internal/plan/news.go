package plan

// NewsKind is a kind of mail that members get of their own accord.
type NewsKind string

// The kinds.
const (
	WeeklyNews NewsKind = "weekly_report" // of one workspace
	DailyNews  NewsKind = "daily_digest"  // of all of a user's workspaces, in one mail
)

// NewsChoice is whether somebody wants news.
type NewsChoice string

// The choices.
const (
	ByRole  NewsChoice = "by_role" // as the role has it, which may change
	NewsYes NewsChoice = "yes"
	NewsNo  NewsChoice = "no"
)

// MemberNews is what a member wants to be told of a workspace by mail.
type MemberNews struct {
	WorkspaceID  string
	MemberID     string
	WeeklyReport NewsChoice
	DailyDigest  bool // their digest tells of the workspace, too
	Version      int  // 0: they never said
}

// WantsReport reports whether a member of a role is sent the weekly report: who
// never said is where they lead.
func (n MemberNews) WantsReport(role Role) bool {
	return n.WeeklyReport == NewsYes || n.WeeklyReport == ByRole && role == Lead
}

// DefaultDigestHour is when somebody is sent the digest who never said.
const DefaultDigestHour = 8

// UserNews is what a user wants to be told in all workspaces.
type UserNews struct {
	UserID      string
	DailyDigest bool
	DigestHour  int    // 0 to 23, by the clock of TimeZone
	TimeZone    string // IANA name; "": that of the oldest workspace they are in
	Version     int    // 0: they never said
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (n UserNews) Validate() error {
	var problems Problems
	if n.DigestHour < 0 || n.DigestHour > 23 {
		problems.Add("digest_hour", "must be from 0 to 23")
	}
	if n.TimeZone != "" {
		problems.zone("time_zone", n.TimeZone)
	}
	return problems.Err()
}
