package store

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// mostSpelled is how many umlauts of a word are each taken for one or not; those
// behind them are taken as the last of these is.
const mostSpelled = 3

// shortestSpelling keeps ue from finding all that begins with a u.
const shortestSpelling = 2

// umlauts are written in two letters where a keyboard has none. That ß is ss is
// seen to before, for the words of a row as well.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// withoutUmlauts writes Brücke as Bruecke. It leaves where words begin and end.
func withoutUmlauts(text string) string { return umlauts.Replace(norm.NFC.String(text)) }

// spellingsOf returns how a word may stand in a text that is sought as own, and
// written without umlauts: bruecke and brucke, which is how Brücke is kept. So
// nothing that is stored depends on it. The first is its own.
func spellingsOf(own, written string) soughtWord {
	var others []string
	places := digraphs(written)
	for which := range 1 << min(len(places), mostSpelled) {
		spelling := folded(written, places, which)
		if spelling != own && len(spelling) >= min(shortestSpelling, len(own)) {
			others = append(others, spelling)
		}
	}
	slices.Sort(others)
	return append(soughtWord{own}, slices.Compact(others)...)
}

// digraphs returns where a word has two letters that may stand for an umlaut: the
// place of the second. Behind a vowel or a q they do not: neu, Quelle.
func digraphs(word string) (places []int) {
	for i := 1; i < len(word); i++ {
		if word[i] != 'e' || !strings.ContainsRune("aou", rune(word[i-1])) {
			continue
		}
		if i < 2 || !strings.ContainsRune("aeiouq", rune(word[i-2])) {
			places = append(places, i)
		}
	}
	return places
}

// folded leaves out of a word the letters at some places: those whose bit is set.
func folded(word string, places []int, which int) string {
	var b strings.Builder
	from := 0
	for i, place := range places {
		if which>>min(i, mostSpelled-1)&1 == 0 {
			continue
		}
		b.WriteString(word[from:place])
		from = place + 1
	}
	b.WriteString(word[from:])
	return b.String()
}
