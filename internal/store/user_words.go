package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// saveUserWords notes the words of a user's name and address, by which they are
// found.
func (tx *Tx) saveUserWords(userID, name, email string) error {
	words := append(wordsOf(name), wordsOf(email)...)
	slices.Sort(words)
	words = slices.Compact(words)
	kept, err := tx.userWords(userID)
	if err != nil || slices.Equal(kept, words) {
		return err
	}
	if err := tx.exec(`DELETE FROM user_terms WHERE user_id = ?`, userID); err != nil {
		return fmt.Errorf("replace a user's words: %w", err)
	}
	for _, word := range words {
		if err := tx.exec(`INSERT INTO user_terms (word, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, word, userID); err != nil {
			return fmt.Errorf("keep a user's words: %w", err)
		}
	}
	return nil
}

func (tx *Tx) userWords(userID string) (words []string, err error) {
	err = tx.each(`SELECT word FROM user_terms WHERE user_id = ? ORDER BY word`, []any{userID}, func(r *sql.Rows) error {
		words = append(words, "")
		return r.Scan(&words[len(words)-1])
	})
	if err != nil {
		return nil, fmt.Errorf("read a user's words: %w", err)
	}
	return words, nil
}

// fillUserWords notes the words of users who have none: those who were there
// before words were kept.
func (tx *Tx) fillUserWords() error {
	var users []User
	err := tx.each(`SELECT id, name, email FROM users u WHERE NOT EXISTS (SELECT 1 FROM user_terms w WHERE w.user_id = u.id)`, nil,
		func(r *sql.Rows) error {
			var u User
			err := r.Scan(&u.ID, &u.Name, &u.Email)
			users = append(users, u)
			return err
		})
	if err != nil {
		return fmt.Errorf("look for users without words: %w", err)
	}
	for _, u := range users {
		if err := tx.saveUserWords(u.ID, u.Name, u.Email); err != nil {
			return err
		}
	}
	return nil
}

// lastRune follows every rune that a word may hold.
const lastRune = "\U0010FFFF"

// andUserWords adds that each word begins a word of a user u.
func (w *where) andUserWords(words []soughtWord) {
	for _, spellings := range words {
		var begin where
		for _, word := range spellings {
			begin.and("u.id IN (SELECT x.user_id FROM user_terms x WHERE x.word >= ? AND x.word < ?)", word, word+lastRune)
		}
		w.and("("+strings.Join(begin.conditions, " OR ")+")", begin.args...)
	}
}
