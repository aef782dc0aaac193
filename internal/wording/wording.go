// Package wording says in German what was refused and why. The English is where a
// thing is refused (plan.Errorf, plan.Textf, Problems.Add); a test sees to it that
// every such text has its German here, and that none is here for nothing.
//
// It is pure.
package wording

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"stetig/internal/plan"
)

// The languages in which texts can be had.
const (
	German  = "de"
	English = "en"
)

// In puts a text into a language; into English where it is not German.
func In(language string, text plan.Text) string {
	if language != German {
		return text.String()
	}
	return inGerman(text)
}

func inGerman(text plan.Text) string {
	format, known := german[text.Format]
	if !known {
		format = text.Format
	}
	if !strings.Contains(format, "%") {
		return format // the German may say less than the English
	}
	args := make([]any, len(text.Args))
	for i, arg := range text.Args {
		args[i] = germanArg(arg)
	}
	return fmt.Sprintf(format, args...)
}

// germanArg puts what a text is about into German: other texts, words and days.
func germanArg(arg any) any {
	switch arg := arg.(type) {
	case plan.Text:
		return inGerman(arg)
	case plan.Day:
		year, month, day := arg.Civil()
		return fmt.Sprintf("%d.%d.%d", day, month, year)
	case error:
		return germanError(arg)
	}
	if value := reflect.ValueOf(arg); value.Kind() == reflect.String && value.Type() != reflect.TypeFor[string]() {
		return word(value.String())
	}
	return arg
}

func germanError(err error) string {
	var refusal *plan.Error
	var text plan.Text
	switch {
	case errors.As(err, &refusal):
		parts := []string{inGerman(refusal.Message)}
		for _, field := range refusal.Fields {
			parts = append(parts, word(field.Field)+": "+inGerman(field.Message))
		}
		return strings.Join(parts, " ")
	case errors.As(err, &text):
		return inGerman(text)
	}
	return err.Error()
}

// word is the German for a word of the domain or the name of a field.
func word(english string) string {
	if german, known := words[english]; known {
		return german
	}
	return english
}
