package pages

import (
	"strconv"
	"strings"
)

// words is the catalogue: every text of the pages in one language. A text with
// verbs is filled in by fmt; of a pair One/Many, Many holds the number as %d.
type words struct {
	Code, Name string // of the language
	Months     string // twelve, separated by blanks
	MonthsShort,
	Weekdays string // from Sunday on

	// Around every page.
	Skip, SignOut, Docs, DocsLong, AllWorkspaces, LanguageSwitch, DemoBanner, DemoOpenBanner, SignedInAs string

	// Signing in.
	SignInTitle, SignInLead, SignIn, SignInWith, OrWithPassword string
	SignInWrong, SignInMissing, SignInEnded                     string
	ForgotPassword, AskForALink, LinkShell                      string
	NeedsSetUpTitle, NeedsSetUpText, OrOnTheShell, AddUserShell string

	// Forms about people.
	FormProblems, YourName, Email, Password, PasswordHint                                    string
	NameWrong, EmailWrong, PasswordWrong, CurrentPasswordWrong, TimeZoneWrong, LanguageWrong string
	SetUpTitle, SetUpLead, WorkspaceName, WorkspaceHint, TimeZone, TimeZoneHint              string
	LanguageHint, SetUp                                                                      string
	DeadLinkTitle, DeadSetUpText, DeadPasswordText                                           string
	ResetTitle, ResetLead, ResetSend, ResetSentTitle, ResetSent, ResetSentHow, NoMail        string
	ResetAgain, ToSignIn, NewPasswordTitle, NewPassword, NewPasswordEnds, SetPassword        string
	NowhereText                                                                              string

	// The account.
	Account, AccountOfDemo, Sessions, ThisSession, SignedInSince, LastUsed, ClientOn, ClientUnknown string
	EndSession, EndSessionOf, EndOtherSessions, NoOtherSessions, SessionEnded                       string
	ChangePassword, CurrentPassword, PasswordChanged, NoPasswordYet                                 string

	// Invitations.
	InvitationTitle, InvitationLead, InvitationUntil, InvitationNew, InvitationAccept          string
	InvitationKnown, InvitationKnownHow, InvitationJoinAs, InvitationJoin                      string
	InvitationOtherAddress, InvitationHasAccount, InvitationDeactivated                        string
	DeadInvitationTitle, DeadInvitationText, RoleViewer, RoleContributor, RoleEditor, RoleLead string

	// Signing in through an identity provider.
	ProviderDown, ProviderDenied, ProviderAgain, ProviderUnverified, NotInvited, NoPasswords string

	// Choosing a workspace.
	ChoiceTitle, NoWorkspaces string

	// Start page.
	NoReportHeadline, ReadReport, Jump      string
	OwnershipAsk, OwnershipYes, OwnershipNo string

	// Channels.
	Channels, Channel, Owner, Nobody, OwnerAsked, Runway, Rate, RateMeans, Gaps         string
	RunwayOne, RunwayMany, RunwayNone, RunwayNoPlan, RateOf, RateNone                   string
	StatusCandidate, StatusListening, StatusRetired, PromisesNothing, ShowGapsOf, BarOf string
	NoChannels, NoChannelsToken, TokenShell, NoChannelsHow, NoChannelsSheet, NoPlanHow  string
	MoreChannels, ChannelsShown, FirstChannels                                          string

	// The year.
	Year, YearCaption, PreviousYear, NextYear, ThisYear, ThisWeek, ToThisWeek, Week  string
	CellNothing, CellUnpromised, CellPlanned, CellReady, CellPublished               string
	CellGap, CellPause, CellPausePartly, CellPlanless, ThemeOf                       string
	Legend, LegendNumbers, LegendMonths, LegendPublished, LegendReady, LegendPlanned string
	LegendMissing, LegendGap, LegendPause, LegendPlanless, LegendTheme, LegendNow    string

	// Gaps.
	OpenGaps, NoGaps, NoGapsFiltered, NoGapsNoChannels, AcceptedGaps, AcceptedUntil, AcceptedBy string
	Filter, AllChannels, AllRules, AllSeverities, Rule, Severity, Apply, Unapply                string
	CriticalMeans, WarningMeans, NoticeMeans                                                    string
	MoreGaps, MoreAccepted, FirstGaps, Permalink                                                string

	// Reports.
	Report, ReportOf, AsPage, AsText, AsCSV, PastReports, AllReports, MoreReports, FirstReports string
	NoReports, Kept, NothingDue, Late, OpenCounts, ReportMade                                   string

	// What people without an account are shown.
	SharedYearTitle, SharedYearLead, SharedThemes, SharedPauses, NothingPlanned, Untitled string
	UnsubscribeTitle, UnsubscribeText, UnsubscribeNow                                     string // the text has a %s for what is ended
	UnsubscribedTitle, UnsubscribedText, UnsubscribedAgain                                string // so has the text
	UnsubscribeReport, UnsubscribeDigest, DeadUnsubscribeText                             string // the first has a %s for the workspace
	Day, Entry, State, DeadSharedTitle, DeadSharedText                                    string
	StatePlanned, StateDrafting, StateInReview, StateApproved, StatePublished             string

	// Feeds.
	Subscribe, SubscribeLead, Feeds, NoFeeds, FeedName, FeedShows, FeedMine, FeedAll, FeedChannels, FeedOf string
	WithGaps, WithIdeas, WithGapsShort, WithIdeasShort, CreateFeed, LastFetch, LastFetchBy, NeverFetched   string
	MadeBy, Trimmed, TrimmedHow, Revoke, RevokeAsk, RevokeNow, MoreFeeds, FirstFeeds                       string
	NameTooLong, ChannelUnknown, ScopeUnknown, SeveralChannels, DefaultFeedName                            string

	// The address of a new feed, and how to use it.
	NewFeed, NewFeedOnce, Address, AddressWebcal, OpenInCalendar, AddToGoogle, Back            string
	HowTo, PublicNeeded, NotPublic, RefreshHead                                                string
	Google, GoogleHow, GoogleRefresh, Outlook, OutlookHow, OutlookRefresh                      string
	OutlookOld, OutlookOldHow, OutlookOldRefresh, Apple, AppleHow, AppleRefresh                string
	Thunderbird, ThunderbirdHow, ThunderbirdRefresh, Nextcloud, NextcloudHow, NextcloudRefresh string
	AddressIsSecret                                                                            string

	// Refusals, by the code of the domain.
	ForbiddenTitle, ForbiddenText, NotFoundTitle, NotFoundText, InvalidTitle, InvalidText       string
	ConflictTitle, ConflictText, TooLargeTitle, TooLargeText, UnavailableTitle, UnavailableText string
	TooManyTitle, TooManyTextOne, TooManyTextMany                                               string
	NoPlannerTitle, NoPlannerText, FaultTitle, FaultText, RequestID, ToStart                    string
}

// Languages lists the codes of the languages that the pages are written in.
func Languages() []string { return []string{"de", "en"} }

func wordsIn(language string) words {
	if language == "de" {
		return german()
	}
	return english()
}

// plural chooses the text for one or for n.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strings.ReplaceAll(many, "%d", strconv.Itoa(n))
}
