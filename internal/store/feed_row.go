package store

import (
	"stetig/internal/plan"
)

type feedRow struct {
	ID          string
	WorkspaceID string
	CreatedBy   string
	Name        string
	Slug        string
	TokenHash   []byte
	Scope       string
	MemberID    ref
	TopicIDs    string `gorm:"column:topic_ids"`
	States      string
	Ideas       bool
	Gaps        bool
	Cancelled   bool
	Language    string
	Sequence    int
	RenderedAt  int64
	LastFetchAt moment
	LastClient  string
	Trimmed     int
	RevokedAt   moment
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Version     int
}

func (feedRow) TableName() string { return "feeds" }

// feedChannelRow is a channel that a feed names.
type feedChannelRow struct {
	WorkspaceID string
	FeedID      string
	Position    int
	ChannelID   string
}

func (feedChannelRow) TableName() string { return "feed_channels" }

func rowOfFeed(f *plan.Feed) (feedRow, error) {
	row := feedRow{
		ID: f.ID, WorkspaceID: f.WorkspaceID, CreatedBy: f.CreatedBy, Name: f.Name, Slug: f.Slug, TokenHash: f.TokenHash,
		Scope: string(f.Scope), MemberID: ref(f.MemberID), Ideas: f.Ideas, Gaps: f.Gaps, Cancelled: f.Cancelled, Language: f.Language,
		Sequence: f.Sequence, RenderedAt: unixOf(f.RenderedAt), LastFetchAt: momentOf(f.LastFetchAt), LastClient: f.LastClient,
		Trimmed: f.Trimmed, RevokedAt: momentOf(f.RevokedAt),
		CreatedAt: unixOf(f.CreatedAt), UpdatedAt: unixOf(f.UpdatedAt), Version: f.Version,
	}
	var err error
	if len(f.TopicIDs) > 0 {
		if row.TopicIDs, err = jsonOf(f.TopicIDs); err != nil {
			return row, err
		}
	}
	if len(f.States) > 0 {
		row.States, err = jsonOf(f.States)
	}
	return row, err
}

func (r feedRow) feed(channelIDs []string) (plan.Feed, error) {
	f := plan.Feed{
		ID: r.ID, WorkspaceID: r.WorkspaceID, CreatedBy: r.CreatedBy, Name: r.Name, Slug: r.Slug, TokenHash: r.TokenHash,
		Scope: plan.FeedScope(r.Scope), ChannelIDs: channelIDs, MemberID: string(r.MemberID),
		Ideas: r.Ideas, Gaps: r.Gaps, Cancelled: r.Cancelled, Language: r.Language,
		Sequence: r.Sequence, RenderedAt: timeOf(r.RenderedAt), LastFetchAt: r.LastFetchAt.time(), LastClient: r.LastClient,
		Trimmed: r.Trimmed, RevokedAt: r.RevokedAt.time(),
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
	if err := fromJSON(r.TopicIDs, &f.TopicIDs); err != nil {
		return f, err
	}
	return f, fromJSON(r.States, &f.States)
}
