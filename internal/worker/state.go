package worker

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"stetig/internal/app"
)

// State says how a job has fared.
type State struct {
	LastStart   time.Time // when it was last begun here, or seen to be another server's; zero: not yet
	LastSuccess time.Time // zero: not yet
	LastError   error     // of the last run; nil where it succeeded
	Runs        int       // here
	Failures    int       // here
	Takeovers   int       // runs that other servers had left
	Counts      Counts    // what the runs here did, all together
	Every       time.Duration

	known   bool      // it has run here, or another server has it
	settled time.Time // due time of the last run that is over, here or elsewhere
}

// States returns how each job has fared, by name.
func (w *Worker) States() map[string]State {
	w.mu.Lock()
	defer w.mu.Unlock()
	states := make(map[string]State, len(w.states))
	for name, state := range w.states {
		state.Counts = maps.Clone(state.Counts)
		states[name] = state
	}
	return states
}

// Healthy returns nil while every job has succeeded, here or elsewhere, within
// its last three intervals (and a minute), else which one has not.
func (w *Worker) Healthy() error {
	for name, state := range w.States() {
		patience := 3*state.Every + time.Minute
		switch {
		case state.LastError != nil && w.now().Sub(state.LastSuccess) > patience:
			return fmt.Errorf("job %s has not succeeded for more than %s", name, patience)
		case !state.known:
			return fmt.Errorf("job %s has not run yet", name)
		case w.now().Sub(state.LastStart) > patience:
			return fmt.Errorf("job %s has not run for more than %s", name, patience)
		}
	}
	return nil
}

func (w *Worker) begin(job string) {
	start := w.now()
	w.note(job, func(s *State) { s.LastStart = start; s.Runs++ })
}

func (w *Worker) end(job string, counts Counts, err error) {
	if err != nil {
		w.log.Error("job failed", "job", job, "error", err)
	}
	end := w.now()
	w.note(job, func(s *State) {
		for what, n := range counts {
			s.Counts[what] += n
		}
		s.known, s.LastError = true, err
		if err != nil {
			s.Failures++
		} else {
			s.LastSuccess = end
		}
	})
}

// rest notes that nothing could be claimed, and tells it once.
func (w *Worker) rest(job string, err error) {
	known := w.States()[job].LastError
	if known == nil || known.Error() != err.Error() {
		w.log.Error("a job rests", "job", job, "error", err)
	}
	w.note(job, func(s *State) { s.LastError = err })
}

// observe notes how another server fares with a job.
func (w *Worker) observe(job string, due time.Time, run app.JobRun) {
	now := w.now()
	w.note(job, func(s *State) {
		s.known, s.LastStart = true, now
		if !run.DueAt.Equal(due) || run.Outcome == app.RunRunning {
			return
		}
		s.settled = due
		if s.LastError = nil; run.Outcome != app.RunDone {
			s.LastError = errors.New("failed on another server")
			return
		}
		s.LastSuccess = now
	})
}

// settle notes that a run is over, so that nobody has to be asked about it.
func (w *Worker) settle(job string, due time.Time) {
	w.note(job, func(s *State) { s.settled = due })
}

func (w *Worker) isSettled(job string, due time.Time) bool {
	return w.States()[job].settled.Equal(due)
}

func (w *Worker) note(job string, set func(*State)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := w.states[job]
	set(&state)
	w.states[job] = state
}
