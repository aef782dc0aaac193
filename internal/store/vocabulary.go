package store

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stetig/internal/plan"
)

// mostHolders is how many words of a vocabulary the index is asked for at once.
// What more words have in them is found sooner by reading on.
const mostHolders = 500

// learned are words by workspace that a transaction has written.
type learned map[string]map[string]bool

// learn notes the words of a row's search text for its workspace's vocabulary.
// Those without a part that does not begin them are not needed there.
func (tx *Tx) learn(ws, searchText string) {
	for word := range strings.FieldsSeq(searchText) {
		if utf8.RuneCountInString(word) <= shortestPart {
			continue
		}
		if tx.learned[ws] == nil {
			tx.learned[ws] = make(map[string]bool)
		}
		tx.learned[ws][indexedPart(word)] = true
	}
}

// textsRead are the texts of entries, by id, as a transaction has read them last.
type textsRead map[string]textRead

type textRead struct {
	version     int
	title, copy string
}

// read notes an entry's texts, so that the vocabulary is left alone where they stay
// as they are.
func (t textsRead) read(e plan.Entry) {
	t[e.ID] = textRead{version: e.Version, title: e.Title, copy: e.Copy}
}

// has reports whether an entry's texts are those of its stored version: known
// already. An entry that was not read by the transaction may have other ones.
func (t textsRead) has(e *plan.Entry) bool {
	return t[e.ID] == textRead{version: e.Version, title: e.Title, copy: e.Copy}
}

// keepVocabulary adds what a transaction has learned to the vocabularies. It is
// the last that the transaction does and goes by the alphabet, so that several
// with the same new words wait for each other, but never in a circle.
func (tx *Tx) keepVocabulary() error {
	each := `json_each(?)`
	if tx.dialect == Postgres {
		each = `json_array_elements_text(CAST(? AS JSON))`
	}
	for _, ws := range slices.Sorted(maps.Keys(tx.learned)) {
		words, err := jsonOf(slices.Sorted(maps.Keys(tx.learned[ws])))
		if err != nil {
			return err
		}
		insert := `INSERT INTO vocabulary (workspace_id, word) SELECT CAST(? AS TEXT), value FROM ` + each + ` WHERE TRUE ON CONFLICT DO NOTHING`
		if err := tx.exec(insert, ws, words); err != nil {
			return fmt.Errorf("add to the vocabulary: %w", err)
		}
	}
	return nil
}

// beginnings returns how the words of a workspace begin that a search finds by a
// word, in one of its spellings: none where they are too many. A word that the vocabulary has only the
// first letters of may have anything behind them.
func (tx *Tx) beginnings(ws string, word soughtWord) ([]string, error) {
	var found []string
	var inside where
	for _, spelling := range word {
		found = append(found, indexedPart(spelling))
		if isPart(spelling) {
			inside.and("v.word LIKE ?", "_%"+spelling+"%")
		}
	}
	own := len(found)
	if len(inside.conditions) == 0 {
		return found, nil
	}
	query := `SELECT v.word FROM vocabulary v WHERE v.workspace_id = ? AND (` + strings.Join(inside.conditions, " OR ") + ` OR length(v.word) = ?) LIMIT ?`
	args := slices.Concat([]any{ws}, inside.args, []any{indexedLetters, mostHolders + 1})
	err := tx.each(query, args, func(r *sql.Rows) error {
		var holder string
		err := r.Scan(&holder)
		found = append(found, word.upTo(holder))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look into the vocabulary: %w", err)
	}
	if len(found) > own+mostHolders {
		return nil, nil
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// upTo cuts off what a word has behind the first place where it has this one in
// it. One that does not have it as far as it is known stays whole.
func (s soughtWord) upTo(holder string) string {
	least := holder
	for _, spelling := range s {
		if before, _, isWhole := strings.Cut(holder, spelling); isWhole && len(before+spelling) < len(least) {
			least = before + spelling
		}
	}
	return least
}
