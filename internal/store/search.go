package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stetig/internal/plan"
)

// maxSearch bounds a text to search for, in bytes.
const maxSearch = 1000

// searchText is what a row is found by: the words of its texts, each once and
// behind a space, without case and accents. It is made here and not by the
// database, so that both databases find the same.
func searchText(texts ...string) string {
	var words []string
	for _, text := range texts {
		words = append(words, wordsOf(text)...)
	}
	slices.Sort(words)
	var b strings.Builder
	for _, word := range slices.Compact(words) {
		b.WriteByte(' ')
		b.WriteString(word)
	}
	return b.String()
}

// wordsOf returns the runs of letters and digits of a text: Brücke is brucke,
// Straße is strasse.
func wordsOf(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	return strings.FieldsFunc(strings.ReplaceAll(plain, "ß", "ss"), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// soughtWord is a word of a search in all spellings that it is found by. The
// first is its own.
type soughtWord []string

// sought returns the words of a search, each once.
func sought(search string) ([]soughtWord, error) {
	if len(search) > maxSearch {
		var problems plan.Problems
		problems.Add("q", "is longer than %d characters", maxSearch)
		return nil, problems.Err()
	}
	own, written := wordsOf(search), wordsOf(withoutUmlauts(search))
	words := make([]soughtWord, len(own))
	for i := range own {
		words[i] = spellingsOf(own[i], written[i])
	}
	slices.SortFunc(words, func(a, b soughtWord) int { return strings.Compare(a[0], b[0]) })
	return slices.CompactFunc(words, func(a, b soughtWord) bool { return slices.Equal(a, b) }), nil
}

// shortestPart is how many letters a word has at least that finds others it is
// anywhere in; a shorter one has to begin them.
const shortestPart = 3

func isPart(word string) bool { return utf8.RuneCountInString(word) >= shortestPart }

// andWords adds that the row has a word for each of some. This alone says what is
// found; an index only finds it sooner.
func (w *where) andWords(column string, words []soughtWord) {
	for _, spellings := range words {
		patterns := make([]any, len(spellings))
		for i, word := range spellings {
			place := "% "
			if isPart(word) {
				place = "%"
			}
			patterns[i] = place + word + "%"
		}
		w.and("("+column+" LIKE ?"+strings.Repeat(" OR "+column+" LIKE ?", len(spellings)-1)+")", patterns...)
	}
}
