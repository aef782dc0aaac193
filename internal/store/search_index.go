package store

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// indexedLetters is how much of a word PostgreSQL's index holds, which takes no
// longer ones; indexedMark is how much of a workspace's id stands in front of it.
const (
	indexedLetters = 100
	indexedMark    = 8
)

// indexedWords is the expression of the indexes entries_found and topics_found,
// to the letter, for the table of an alias.
func indexedWords(alias string) string {
	return `array_to_tsvector(string_to_array(btrim(replace(
		regexp_replace(left(` + alias + `.search_text, 200000), '([^ ]{100})[^ ]+', '\1', 'g'), ' ', ' ' || right(` + alias + `.workspace_id, 8))), ' '))`
}

// indexedPart is what the indexes and the vocabulary have of a word.
func indexedPart(word string) string {
	if utf8.RuneCountInString(word) <= indexedLetters {
		return word
	}
	return string([]rune(word)[:indexedLetters])
}

// mostAsked is how many words of a search the index is asked for: its longest,
// which the fewest rows have.
const mostAsked = 3

// indexQuery writes for the index what a workspace's rows have to have for the
// words of a search; it is empty where too many have it. Words are letters and
// digits only and in lower case, so that nothing in them is an operator.
func (tx *Tx) indexQuery(ws string, words []soughtWord) (string, error) {
	mark := ws[max(0, len(ws)-indexedMark):]
	or, and, quote, open := " OR ", " AND ", "", "*"
	if tx.dialect == Postgres {
		or, and, quote, open = " | ", " & ", "'", ":*"
	}
	longest := slices.SortedStableFunc(slices.Values(words), func(a, b soughtWord) int { return len(b[0]) - len(a[0]) })
	var asked []string
	for _, word := range longest[:min(len(longest), mostAsked)] {
		terms, err := tx.beginnings(ws, word)
		if err != nil {
			return "", err
		}
		for i, term := range terms {
			terms[i] = quote + mark + term + quote + open
		}
		if len(terms) > 0 {
			asked = append(asked, "("+strings.Join(terms, or)+")")
		}
	}
	return strings.Join(asked, and), nil
}

// foundTopics are the conditions that topics have the words, one of them served
// by the index of words.
func (tx *Tx) foundTopics(ws string, words []soughtWord) (w where, err error) {
	w.andWords("topics.search_text", words)
	query, err := tx.indexQuery(ws, words)
	if err != nil || query == "" {
		return w, err
	}
	if tx.dialect == Postgres {
		w.and(indexedWords("topics")+" @@ CAST(? AS tsquery)", query)
		return w, nil
	}
	w.and("id IN (SELECT n.topic_id FROM topic_words w CROSS JOIN topic_numbers n ON n.number = w.docid WHERE w.words MATCH ?)", query)
	return w, nil
}
