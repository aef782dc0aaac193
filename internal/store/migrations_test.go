package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

const frozenFolder = "../../testdata/schema"

func migrationFiles(tb testing.TB, dialect string) []string {
	tb.Helper()
	entries, err := os.ReadDir(filepath.Join("migrations", dialect))
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func readText(tb testing.TB, path ...string) string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func TestDialectsHaveTheSameMigrations(t *testing.T) {
	t.Parallel()
	lite, big := migrationFiles(t, store.SQLite), migrationFiles(t, store.Postgres)
	same(t, "migration files", lite, big)
	numbered := regexp.MustCompile(`^\d{4}_[a-z_]+\.sql$`)
	// Words are indexed in PostgreSQL by its gin, in SQLite by tables of its fts4.
	words := regexp.MustCompile(`(?m)^CREATE INDEX \w+ ON \w+ USING gin `)
	index := regexp.MustCompile(`(?m)^(CREATE|DROP) (UNIQUE )?INDEX .*$`)
	known := map[string]bool{} // SQLite makes indexes again with a table that it makes anew
	for _, name := range lite {
		if !numbered.MatchString(name) {
			t.Errorf("%s is not named like 0001_initial.sql", name)
		}
		inPostgres := index.FindAllString(words.ReplaceAllString(readText(t, "migrations", store.Postgres, name), ""), -1)
		inSQLite := slices.DeleteFunc(index.FindAllString(readText(t, "migrations", store.SQLite, name), -1), func(made string) bool {
			return known[made] && !slices.Contains(inPostgres, made)
		})
		for _, made := range inSQLite {
			known[made] = true
		}
		same(t, "indexes of "+name, inSQLite, inPostgres)
	}
}

// A migration that was released has run somewhere. It is never edited: what it
// did wrong, another one mends.
func TestFirstMigrationIsFrozen(t *testing.T) {
	t.Parallel()
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		frozen := readText(t, frozenFolder, dialect, "0001_initial.sql")
		if diff := cmp.Diff(frozen, readText(t, "migrations", dialect, "0001_initial.sql")); diff != "" {
			t.Errorf("%s: the first migration was edited; add a new one instead (-frozen +now):\n%s", dialect, diff)
		}
	}
}

func TestFirstSchemaIsUpgraded(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, fresh *store.Store) {
		address, driver := filepath.Join(t.TempDir(), "old.db"), "sqlite3"
		if fresh.Dialect() == store.Postgres {
			address, driver = storetest.NewSchema(t), "pgx"
		}
		makeFirstSchema(t, fresh.Dialect(), driver, address)
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			t.Fatalf("upgrade: %v", err)
		}
		defer closeStore(t, s)
		current, target, err := s.SchemaVersion(context.Background())
		if err != nil || current != target {
			t.Errorf("schema %d of %d, %v", current, target, err)
		}
		same(t, "schema upgraded against made anew", schemaOf(t, s), schemaOf(t, fresh))
		same(t, "instance id", instanceID(t, s), "d9b0a5f4-6d0f-4b7e-9c41-0c6a5b1f2e3d")
		read(t, s, func(tx *store.Tx) error { return checkFirstRows(t, tx) })
	})
}

// makeFirstSchema makes a database as the first release did, with rows.
func makeFirstSchema(tb testing.TB, dialect, driver, address string) {
	tb.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	files := os.DirFS(filepath.Join(frozenFolder, dialect))
	spoken, bytes := database.DialectSQLite3, "CAST($1 AS BLOB)"
	if dialect == store.Postgres {
		spoken, bytes = database.DialectPostgres, "CAST($1 AS BYTEA)"
	}
	migrator, err := goose.NewProvider(spoken, db, fs.FS(files), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := migrator.Up(context.Background()); err != nil {
		tb.Fatal(err)
	}
	rows := regexp.MustCompile(`BYTES\(('[^']*')\)`).ReplaceAllString(readText(tb, frozenFolder, "rows.sql"), bytes)
	for statement := range strings.SplitSeq(rows, ";\n") {
		if _, err := db.Exec(statement); err != nil {
			tb.Fatalf("%s: %v", statement, err)
		}
	}
}

// checkFirstRows reads a row of each kind through the store.
func checkFirstRows(tb testing.TB, tx *store.Tx) error {
	tb.Helper()
	entry, err := tx.Entry("w1", "e1", false)
	if err != nil {
		return err
	}
	same(tb, "entry", []any{entry.Title, entry.State, entry.PublishAt.Unix(), entry.Extra["Zielgruppe"], entry.Version},
		[]any{"Neue Gesichter", plan.Approved, int64(1799139600), "Azubis", 3})
	snapshot, err := tx.Snapshot("w1", "c1", made)
	if err != nil {
		return err
	}
	same(tb, "snapshot", []int{len(snapshot.Plans), len(snapshot.Pauses), len(snapshot.Entries), len(snapshot.ActiveMembers)}, []int{1, 1, 1, 1})
	gap, err := tx.Gap("w1", "g1")
	if err != nil {
		return err
	}
	same(tb, "gap", []any{gap.State, gap.Severity, gap.Acceptance.Reason, gap.Version}, []any{continuity.Accepted, continuity.Notice, "Messe", 2})
	events, err := tx.GapEvents("w1", "g1")
	if err != nil {
		return err
	}
	same(tb, "gap's history", []any{len(events), events[0].Kind, events[0].Seen.OwnerID}, []any{1, continuity.EventAccepted, "m1"})
	feed, err := tx.FeedByToken([]byte("feed"))
	if err != nil {
		return err
	}
	same(tb, "feed", []any{feed.WorkspaceRevision, feed.ChannelRevision, feed.Feed.States, feed.Feed.Gaps}, []any{int64(17), int64(9), []plan.State{plan.Approved}, true})
	token, user, err := tx.TokenByHash([]byte("token"))
	if err != nil {
		return err
	}
	same(tb, "token", []any{token.WorkspaceID, user.Email, user.Admin}, []any{"w1", "Jana@Example.org", true})
	people, _, err := tx.Users(store.UserFilter{Search: "jana ex"}, store.Page{})
	if err != nil {
		return err
	}
	same(tb, "user found", []any{len(people), people[0].Email, people[0].VerifiedAt.IsZero()}, []any{1, "Jana@Example.org", false})
	channel, err := tx.Channel("w1", "c1")
	if err != nil {
		return err
	}
	same(tb, "owner", []any{channel.AcceptedOwner(), channel.OwnerAcceptedAt}, []any{"m1", channel.UpdatedAt})
	found, _, err := tx.Topics("w1", store.TopicFilter{Search: "ausbild"}, store.Page{})
	if err != nil {
		return err
	}
	same(tb, "topics found", []any{len(found), tx.Found(tb, "w1", "entry", "sichter"), tx.Found(tb, "w1", "topic", "ensch")}, []any{1, []string{"e1"}, []string{"t1"}})
	report, err := tx.ReportOfWeek("w1", 202646)
	if err != nil {
		return err
	}
	same(tb, "report", string(report.Body), `{"week":"2026-W46"}`)
	answer, _, err := tx.Idempotency("u1", "i1")
	if err != nil {
		return err
	}
	same(tb, "answer", []any{answer.Status, answer.Headers["ETag"]}, []any{201, `"1"`})
	return nil
}

func TestDialectsHaveTheSameTables(t *testing.T) {
	t.Parallel()
	var lock sync.Mutex // the databases are read in parallel
	schemas := make(map[string][]string)
	t.Run("read", func(t *testing.T) {
		storetest.Each(t, func(t *testing.T, s *store.Store) {
			columns := schemaOf(t, s)
			if len(columns) < 100 {
				t.Errorf("only %d columns", len(columns))
			}
			lock.Lock()
			defer lock.Unlock()
			schemas[s.Dialect()] = columns
		})
	})
	if other, ran := schemas[store.Postgres]; ran {
		same(t, "columns", other, schemas[store.SQLite])
	}
}

// schemaOf lists every column with its kind of value and whether it may be missing.
func schemaOf(tb testing.TB, s *store.Store) (columns []string) {
	tb.Helper()
	query := `SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' NO' ELSE ' YES' END
		FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
			AND t.name NOT LIKE '%\_words%' ESCAPE '\' AND t.name NOT LIKE '%\_numbers' ESCAPE '\'` // the index of words
	if s.Dialect() == store.Postgres {
		query = `SELECT table_name || '.' || column_name || ' ' || upper(data_type) || ' ' || is_nullable
			FROM information_schema.columns WHERE table_schema = current_schema()`
	}
	kinds := strings.NewReplacer(" BIGINT ", " INTEGER ", " BOOLEAN ", " INTEGER ", " BYTEA ", " BLOB ")
	read(tb, s, func(tx *store.Tx) error {
		for _, column := range tx.Column(tb, query) {
			if !strings.HasPrefix(column, "goose_db_version.") {
				columns = append(columns, kinds.Replace(column))
			}
		}
		return nil
	})
	slices.Sort(columns)
	return columns
}

// What was kept as a view of the list, with a setting that said search, is one of
// the search.
func TestViewsOfTheSearchAreCalledSo(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		for name, settings := range map[string]string{"Messe": `{"q":"Messe","as":"search"}`, "Liste": `{"q":"as"}`} {
			view := plan.SavedView{
				ID: newID(), WorkspaceID: team.ID, MemberID: team.owner.ID, Name: name, Screen: "list", Settings: []byte(settings),
				CreatedAt: made, UpdatedAt: made,
			}
			write(t, s, func(tx *store.Tx) error { return tx.CreateSavedView(&view) })
		}
		mending := regexp.MustCompile(`(?s)\nUPDATE saved_views .*?;`)
		write(t, s, func(tx *store.Tx) error {
			return tx.Exec(mending.FindString(readText(t, "migrations", s.Dialect(), "0018_views_of_the_search.sql")))
		})
		read(t, s, func(tx *store.Tx) error {
			views, _, err := tx.SavedViews(team.ID, team.owner.ID, store.Page{})
			for _, view := range views {
				var settings map[string]string
				if err := json.Unmarshal(view.Settings, &settings); err != nil {
					return err
				}
				want := map[string]struct {
					screen   plan.Screen
					settings map[string]string
				}{"Messe": {"search", map[string]string{"q": "Messe"}}, "Liste": {"list", map[string]string{"q": "as"}}}[view.Name]
				same(t, view.Name, view.Screen, want.screen)
				same(t, "settings of "+view.Name, settings, want.settings)
			}
			same(t, "views", len(views), 2)
			return err
		})
	})
}
