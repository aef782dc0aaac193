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

// andFound adds that each word of a search begins a word of the row. A search
// without a word finds nothing; none at all ("") is no condition.
func (w *where) andFound(column, search string) error {
	if search == "" {
		return nil
	}
	if len(search) > maxSearch {
		var problems plan.Problems
		problems.Add("q", "is longer than %d characters", maxSearch)
		return problems.Err()
	}
	words := wordsOf(search)
	if len(words) == 0 {
		w.and("1 = 0")
	}
	for _, word := range words {
		w.and(column+" LIKE ?", "% "+word+"%")
	}
	return nil
}
