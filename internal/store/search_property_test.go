package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Both databases find, page by page, what a look at each text finds.
func TestSearchFindsWhatAFilterFinds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		owner := newTeam(t, s, "Werk")
		channels := []plan.Channel{owner.channel, newChannel(owner.ID, "Zweiter")}
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&channels[1]) })
		fill(t, s, owner.channel)
		rapid.Check(t, func(t *rapid.T) {
			word := rapid.SampledFrom([]string{
				"Kreisel", "kreiselpumpe", "Pumpe", "mpen", "Umwälzpumpen", "Größe", "GROSSE", "Übung", "Uebung", "übungen", "Café", "cafe\u0301", "Straße", "naïve",
				"3D", "3", "2027", "Azubi's", "Über-", "E-Mail", "Ödland", "od", "ﬁx", "Fixe", "日本", "日", "İstanbul", "i", "ſo", "–", "\x00", "\"", "*",
			})
			text := rapid.Custom(func(t *rapid.T) string {
				return strings.Join(rapid.SliceOfN(word, 1, 5).Draw(t, "words"), rapid.SampledFrom([]string{" ", "-", ", ", ""}).Draw(t, "between"))
			})
			var made []*plan.Entry
			for i, title := range rapid.SliceOfN(text, 1, 12).Draw(t, "titles") {
				title = strings.ReplaceAll(title, "\x00", " ") // neither database takes one in a text
				e := on(newEntry(channels[i%2], title, plan.Planned), nearby+plan.Day(rapid.IntRange(0, 20).Draw(t, "day")))
				e.Copy = strings.ReplaceAll(text.Draw(t, "copy"), "\x00", " ")
				made = append(made, &e)
			}
			if err := s.Write(context.Background(), func(tx *store.Tx) error { return tx.CreateEntries(made, time.UTC) }); err != nil {
				t.Fatal(err)
			}
			defer func() {
				for _, e := range made {
					e.DeletedAt = plan.Date(2020, 1, 1).Start(time.UTC)
				}
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					for _, e := range made {
						if err := tx.UpdateEntry(e, time.UTC); err != nil {
							return err
						}
					}
					_, err := tx.DeletePurge(plan.Date(2021, 1, 1).Start(time.UTC))
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}()
			for range 5 {
				filter := store.EntryFilter{Search: text.Draw(t, "search")}
				if rapid.Bool().Draw(t, "one channel") {
					filter.ChannelIDs = []string{channels[0].ID}
				}
				limit := rapid.IntRange(1, 4).Draw(t, "limit")
				if got, want := pages(t, s, owner.ID, filter, limit), naive(made, filter); !slices.Equal(got, want) {
					t.Fatalf("%q found %q, want %q", filter.Search, got, want)
				}
			}
		})
		intact(t, s)
	})
}

// pages lists the ids of a filter's entries page by page.
func pages(t *rapid.T, s *store.Store, ws string, filter store.EntryFilter, limit int) (ids []string) {
	page := store.Page{Limit: limit}
	for {
		err := s.Read(context.Background(), func(tx *store.Tx) error {
			entries, next, err := tx.Entries(ws, filter, page)
			for _, e := range entries {
				ids = append(ids, e.ID)
			}
			page.Cursor = next
			return err
		})
		if err != nil {
			t.Fatalf("%q: %v", filter.Search, err)
		}
		if page.Cursor == "" {
			return ids
		}
	}
}

// naive looks at each entry's texts, and puts those found in a list's order.
func naive(entries []*plan.Entry, filter store.EntryFilter) (ids []string) {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b *plan.Entry) int {
		if *a.PublishOn != *b.PublishOn {
			return int(*a.PublishOn - *b.PublishOn)
		}
		return strings.Compare(a.ID, b.ID)
	})
	words := plainWords(filter.Search)
	spellings := make(map[string][]string)
	for i, written := range plainWords(twoLetters.Replace(norm.NFC.String(filter.Search))) {
		spellings[words[i]] = append(withUmlauts("", written, 0, false), words[i])
	}
	for _, e := range entries {
		if len(words) == 0 || len(filter.ChannelIDs) > 0 && e.ChannelID != filter.ChannelIDs[0] {
			continue
		}
		texts := plainWords(e.Title + " " + e.Copy)
		missing := slices.ContainsFunc(words, func(word string) bool {
			return !slices.ContainsFunc(texts, func(text string) bool {
				return slices.ContainsFunc(spellings[word], func(word string) bool {
					return strings.HasPrefix(text, word) || len([]rune(word)) >= 3 && strings.Contains(text, word)
				})
			})
		})
		if !missing {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

var twoLetters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// withUmlauts are all ways to take ae, oe and ue in the rest of a word for an umlaut
// or not, where the letter before lets it be one; behind the third, as the third was.
func withUmlauts(before, rest string, count int, last bool) (all []string) {
	if len(rest) < 2 {
		if whole := before + rest; len(whole) > 1 || count == 0 {
			all = append(all, whole)
		}
		return all
	}
	isOne := strings.ContainsRune("aou", rune(rest[0])) && rest[1] == 'e' && !strings.ContainsRune("aeiouq", rune((" " + before)[len(before)]))
	if !isOne {
		return withUmlauts(before+rest[:1], rest[1:], count, last)
	}
	if count < 3 || !last {
		all = append(all, withUmlauts(before+rest[:2], rest[2:], count+1, false)...)
	}
	if count < 3 || last {
		all = append(all, withUmlauts(before+rest[:1], rest[2:], count+1, true)...)
	}
	return all
}

// plainWords are a text's words without case and accents, rune by rune.
func plainWords(text string) (words []string) {
	word := ""
	for _, r := range norm.NFKD.String(text) + " " {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			word += "ss"
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word += string(unicode.ToLower(r))
		case word != "":
			words, word = append(words, word), ""
		}
	}
	return words
}
