package store

import "strings"

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

// indexQuery writes words that a workspace's rows have to have, as the beginnings
// of theirs, for the index. Words are letters and digits only and in lower case,
// so that nothing in them is an operator.
func (tx *Tx) indexQuery(ws string, words []string) string {
	mark := ws[max(0, len(ws)-indexedMark):]
	terms := make([]string, len(words))
	for i, word := range words {
		if tx.dialect == SQLite {
			terms[i] = mark + word + "*"
			continue
		}
		if letters := []rune(word); len(letters) > indexedLetters {
			word = string(letters[:indexedLetters])
		}
		terms[i] = "'" + mark + word + "':*"
	}
	if tx.dialect == SQLite {
		return strings.Join(terms, " ")
	}
	return strings.Join(terms, " & ")
}

// foundTopics are the conditions that topics have the words, one of them served
// by the index of words.
func (tx *Tx) foundTopics(ws string, words []string) (w where) {
	w.andWords("topics.search_text", words)
	if tx.dialect == Postgres {
		w.and(indexedWords("topics")+" @@ CAST(? AS tsquery)", tx.indexQuery(ws, words))
		return w
	}
	w.and("id IN (SELECT n.topic_id FROM topic_words w CROSS JOIN topic_numbers n ON n.number = w.docid WHERE w.words MATCH ?)",
		tx.indexQuery(ws, words))
	return w
}
