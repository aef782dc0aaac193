package store

import (
	"slices"
	"strings"
	"unicode"

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

// sought returns the words of a search, each of which has to begin a word of a
// row: sorted, without those that another begins with.
func sought(search string) ([]string, error) {
	if len(search) > maxSearch {
		var problems plan.Problems
		problems.Add("q", "is longer than %d characters", maxSearch)
		return nil, problems.Err()
	}
	sorted := wordsOf(search)
	slices.Sort(sorted)
	var words []string
	for i, word := range sorted {
		if i+1 == len(sorted) || !strings.HasPrefix(sorted[i+1], word) {
			words = append(words, word)
		}
	}
	return words, nil
}

// andWords adds that each of some words begins a word of the row. This alone says
// what is found; an index only finds it sooner.
func (w *where) andWords(column string, words []string) {
	for _, word := range words {
		w.and(column+" LIKE ?", "% "+word+"%")
	}
}
