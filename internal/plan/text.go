package plan

import "fmt"

// Text is words for people: a format as fmt spells it, in English, and what it is
// about. Both are kept, so that internal/wording can say the same in another
// language. As an error it is a reason that becomes part of an Error.
type Text struct {
	Format string
	Args   []any // Texts, errors made of them and Words among them are put into other languages, too
}

// Textf makes a Text.
func Textf(format string, args ...any) Text { return Text{Format: format, Args: args} }

// String returns the text in English.
func (t Text) String() string { return fmt.Sprintf(t.Format, t.Args...) }

// Error returns the text in English.
func (t Text) Error() string { return t.String() }

// Word is an English word of the domain or a field's name within a Text, such as
// "plan" or "publish_at".
type Word string
