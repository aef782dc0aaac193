package pages

import (
	"fmt"
	"slices"
	"strings"

	"stetig/internal/auth"
)

// Wrong names the fields of a form that were refused, as the API spells them.
type Wrong []string

// field is one input of a form.
type field struct {
	Name, Label, Type, Value string
	Complete                 string // what browsers may fill in (HTML standard §4.10.18.7.1)
	Hint                     string
	Problem                  string // what is wrong with what was entered; "": nothing
	Focus                    bool
	IsWrong                  bool
	described                string // id of a further text about it
}

// DescribedBy lists the ids of the texts about the field.
func (f field) DescribedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Problem != "" {
		ids = append(ids, f.Name+"-problem")
	}
	if f.described != "" {
		ids = append(ids, f.described)
	}
	return strings.Join(ids, " ")
}

func nameField(w words, value string) field {
	return field{Name: "name", Label: w.YourName, Type: "text", Value: value, Complete: "name"}
}

func emailField(w words, value string) field {
	return field{Name: "email", Label: w.Email, Type: "email", Value: value, Complete: "username"}
}

// newPasswordField asks for a password that is to be; what was typed is never
// shown again.
func newPasswordField(w words, label string) field {
	return field{Name: "password", Label: label, Type: "password", Complete: "new-password", Hint: fmt.Sprintf(w.PasswordHint, auth.MinPassword)}
}

// withProblems says in each field that is wrong what is, and lets the typing go
// on in the first of them, or in the first that is empty.
func (w words) withProblems(wrong Wrong, fields ...*field) (problems []field) {
	var focus *field
	for _, f := range fields {
		if slices.Contains(wrong, f.Name) {
			f.Problem, f.IsWrong = w.problemWith(f.Name), true
			problems = append(problems, *f)
		}
		if focus == nil && f.Value == "" || f.IsWrong && (focus == nil || !focus.IsWrong) {
			focus = f
		}
	}
	if focus != nil {
		focus.Focus = true
	}
	return problems
}

// problemWith says what is wrong with a field by its name.
func (w words) problemWith(field string) string {
	switch field {
	case "email":
		return w.EmailWrong
	case "password":
		return fmt.Sprintf(w.PasswordWrong, auth.MinPassword, auth.MaxPassword)
	case "current_password":
		return w.CurrentPasswordWrong
	case "time_zone":
		return w.TimeZoneWrong
	case "language":
		return w.LanguageWrong
	default:
		return w.NameWrong
	}
}
