package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// maxRowProblems bounds how many bad rows one answer lists; all are counted.
const maxRowProblems = 1000

// defaultPreviewRows is how many rows a dry run tells of where nobody says, as
// in every list.
const defaultPreviewRows = 50

// ImportEntries answers POST …/imports.
func (h *handlers) ImportEntries(ctx context.Context, r api.ImportEntriesRequestObject) (api.ImportEntriesResponseObject, error) {
	x := exchangeOf(ctx)
	columns, err := receiveColumns(given(r.Params.Columns))
	if err != nil {
		return nil, err
	}
	result, err := h.app.Import(ctx, x.actor, r.Workspace, x.body, app.ImportOptions{
		Mode:      app.ImportMode(r.Params.Mode),
		ChannelID: given(r.Params.Channel),
		Name:      given(r.Params.Name),
		Columns:   columns,
		Offset:    given(r.Params.Offset),
		Limit:     cmp.Or(given(r.Params.Limit), defaultPreviewRows),
	})
	if err != nil {
		return nil, err
	}
	sent := sendImportResult(x, &result)
	if result.Mode == app.AllOrNothing && len(result.Problems) > 0 {
		return refusedImport{result: sent, exchange: x}, nil
	}
	return api.ImportEntries200JSONResponse(sent), nil
}

// receiveColumns reads what columns hold: a JSON object of fields by heading.
func receiveColumns(sent string) (columns map[string]string, err error) {
	if sent == "" {
		return nil, nil
	}
	if json.Unmarshal([]byte(sent), &columns) != nil {
		return nil, &plan.Error{
			Code: plan.CodeMalformed, Message: plan.Textf("Some parameters cannot be read."),
			Fields: []plan.FieldError{{Field: "columns", Message: plan.Textf(`must be a JSON object of fields by heading, such as {"Wann":"date"}`)}},
		}
	}
	return columns, nil
}

func sendImportResult(x *exchange, r *app.ImportResult) api.ImportResult {
	return api.ImportResult{
		Mode:         api.ImportMode(r.Mode),
		Applied:      r.Applied,
		Rows:         r.Rows,
		Created:      r.Created,
		Unchanged:    r.Unchanged,
		Differing:    r.Differing,
		ProblemCount: len(r.Problems),
		Columns: each(r.Columns, func(c *app.ImportColumn) api.ImportColumn {
			return api.ImportColumn{Heading: c.Name, Field: orNull(c.Field), Detected: orNull(c.Detected), Examples: listed(c.Examples)}
		}),
		Preview:  each(r.Preview, func(row *app.ImportRow) api.ImportRow { return sendImportRow(x, row) }),
		Problems: sendRowProblems(x, r.Problems[:min(len(r.Problems), maxRowProblems)]),
		Notes:    each(r.Notes, func(note *plan.Text) string { return x.say(*note) }),
	}
}

func sendImportRow(x *exchange, row *app.ImportRow) api.ImportRow {
	return api.ImportRow{
		Line:        row.Line,
		Outcome:     string(row.Outcome),
		Day:         row.Day,
		Time:        clockOrNull(row.Second),
		SkippedTime: clockOrNull(row.Skipped),
		Channel:     row.Channel,
		Title:       row.Title,
		State:       orNull(string(row.State)),
		Topic:       row.Topic,
		TopicIsNew:  row.NewTopic,
		Problems:    sendRowProblems(x, row.Problems),
	}
}

// clockOrNull sends seconds after midnight as a time of day.
func clockOrNull(second *int) *string {
	if second == nil {
		return nil
	}
	text := plan.FormatTimeOfDay(*second)
	return &text
}

func sendRowProblems(x *exchange, problems []app.ImportProblem) []api.RowProblem {
	return each(problems, func(p *app.ImportProblem) api.RowProblem {
		return api.RowProblem{Line: p.Line, Column: p.Column, Reason: x.say(p.Reason)}
	})
}

// refusedImport is the answer where a bad row has kept all others out.
type refusedImport struct {
	result   api.ImportResult
	exchange *exchange
}

// VisitImportEntriesResponse writes problem details with the bad rows in them.
func (r refusedImport) VisitImportEntriesResponse(w http.ResponseWriter) error {
	kind := kindOf(plan.CodeInvalid)
	detail := plan.Textf("%d problems; nothing was imported. Correct the rows, or import the good ones alone with mode=good_rows.", r.result.ProblemCount)
	sendProblem(w, r.exchange, kind.status, struct {
		problem
		Import api.ImportResult `json:"import"`
	}{newProblem(r.exchange, kind, detail), r.result})
	return nil
}
