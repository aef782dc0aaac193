package httpapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// revisionHeader of the answer to a change says how far the workspace then was.
const revisionHeader = "Workspace-Revision"

// tellingRevision sets the header of what a change answers. A browser knows by
// it which of the changes that it is told of are its own, and already read.
func tellingRevision(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := app.WithRevision(c.Request().Context(), func(revision int64) {
			c.Response().Header().Set(revisionHeader, strconv.FormatInt(revision, 10))
		})
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

// ListChanges answers GET …/changes, once or for as long as somebody listens.
func (h *handlers) ListChanges(ctx context.Context, r api.ListChangesRequestObject) (api.ListChangesResponseObject, error) {
	after := r.Params.After
	if r.Params.LastEventID != nil {
		last, err := strconv.ParseInt(*r.Params.LastEventID, 10, 64)
		if err != nil {
			return nil, plan.Errorf(plan.CodeMalformed, "Last-Event-ID takes the id of an event.")
		}
		after = &last
	}
	if exchangeOf(ctx).streams {
		return changeStream{ctx: ctx, app: h.app, by: actor(ctx), workspace: r.Workspace, after: after}, nil
	}
	stand, err := h.app.Stand(ctx, actor(ctx), r.Workspace, after)
	if err != nil {
		return nil, err
	}
	return api.ListChanges200JSONResponse(sendStand(stand)), nil
}

func sendStand(s app.Stand) api.Changes {
	return api.Changes{Revision: s.Revision, Channels: each(s.Channels, sendChannelRevision)}
}

func sendChannelRevision(c *app.ChannelRevision) api.ChannelRevision {
	return api.ChannelRevision{ID: c.ChannelID, Revision: c.Revision}
}

// changeStream tells changes as server-sent events (HTML §9.2).
type changeStream struct {
	ctx       context.Context
	app       *app.App
	by        app.Actor
	workspace string
	after     *int64
}

// VisitListChangesResponse writes events until the client leaves, the server
// stops or the member may no longer read. A refusal after the first of them ends
// the answer; the client learns the reason when it comes back.
func (s changeStream) VisitListChangesResponse(w http.ResponseWriter) error {
	out := &eventWriter{w: w}
	err := s.app.Listen(s.ctx, s.by, s.workspace, s.after, out)
	if out.begun {
		return nil
	}
	return err
}

// eventWriter writes each event out at once.
type eventWriter struct {
	w     http.ResponseWriter
	begun bool
}

// comeBackAfter is when a client whose stream broke off tries again.
const comeBackAfter = "retry: 2000\n\n"

// Changed tells how the workspace stands now.
func (e *eventWriter) Changed(stand app.Stand) error {
	data, err := json.Marshal(sendStand(stand))
	if err != nil {
		return fmt.Errorf("write an event: %w", err)
	}
	return e.send(fmt.Appendf(nil, "id: %d\nevent: changed\ndata: %s\n\n", stand.Revision, data))
}

// Quiet keeps proxies between from giving the connection up.
func (e *eventWriter) Quiet() error { return e.send([]byte(": quiet\n\n")) }

func (e *eventWriter) send(event []byte) error {
	if !e.begun {
		e.begun = true
		header := e.w.Header()
		header.Set("Content-Type", eventStream)
		header.Set("Cache-Control", "no-store")
		header.Set("X-Accel-Buffering", "no") // nginx would gather events
		e.w.WriteHeader(http.StatusOK)
		event = append([]byte(comeBackAfter), event...)
	}
	if _, err := e.w.Write(event); err != nil {
		return err
	}
	below := e.w // echo's own Flush tells no error
	if response, ok := e.w.(interface{ Unwrap() http.ResponseWriter }); ok {
		below = response.Unwrap()
	}
	return http.NewResponseController(below).Flush()
}
