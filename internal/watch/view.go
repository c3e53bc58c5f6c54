package watch

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// view is a Status as the page shows it.
type view struct {
	State    string   `json:"state"`
	Tab      string   `json:"tab"` // title of the browser's tab
	Heading  string   `json:"heading"`
	Sentence string   `json:"sentence"` // whether the run goes on, and how it can be taken up again
	Share    *float64 `json:"share"`    // of the phase that is done; null where nothing is under way
	CanStop  bool     `json:"can_stop"`
	Page     string   `json:"page"` // address of the results; empty without one
	Facts    []fact   `json:"facts"`
	Figures  []figure `json:"figures"`
	Table    *table   `json:"table"` // cells of a sweep; null without one
}

// fact is a name, its value, and what the value means.
type fact struct {
	Name    string `json:"name"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// view returns what is shown now.
func (s *Server) view() view {
	status := s.source.Status()
	v := view{
		State: status.State.String(), Heading: heading(status, s.shown.Folder),
		Sentence: sentence(status, s.shown.Folder), CanStop: status.State == Running,
		Facts: factsOf(status, s.shown.Folder), Figures: figuresOf(status), Table: tableOf(status.Sweep),
	}
	v.Tab = v.State
	if status.State == Running && status.Progress.Phase != "" {
		share := status.Progress.share()
		v.Share, v.Tab = &share, fmt.Sprintf("%.0f%% %s", math.Floor(100*share), status.Progress.Phase)
	}
	if status.State == Finished {
		v.Page = s.shown.finishedPage()
	}
	return v
}

// finishedPage returns the first page that is there.
func (s Shown) finishedPage() string {
	for _, name := range s.Pages {
		if exists(filepath.Join(s.Folder, name)) {
			return name
		}
	}
	return ""
}

// share returns how much of the phase is done. The units of a phase are an estimate where a run decides on the way.
func (p Progress) share() float64 {
	return min(1, float64(p.Done)/float64(max(1, p.Units)))
}

// phasesDone lists the phases that are done. Of a run that has finished the last one is, too.
func (p Progress) phasesDone(state State) []string {
	if state != Finished || p.Phase == "" || slices.Contains(p.Before, p.Phase) {
		return p.Before
	}
	return append(slices.Clone(p.Before), p.Phase)
}

// heading names the run.
func heading(s Status, folder string) string {
	if s.Command == "" {
		return "Watching " + folder
	}
	return "simulate " + s.Command + " --out " + folder
}

// sentence says whether the run goes on.
func sentence(s Status, folder string) string {
	resumed := fmt.Sprintf("simulate resume %s continues it", folder)
	switch s.State {
	case Running:
		return "The run goes on."
	case Silent:
		return fmt.Sprintf("The run has said nothing since %s: it was killed, or its machine sleeps. If it was killed, %s.",
			s.Seen.Format(time.DateTime), resumed)
	case Interrupted:
		return "The run was interrupted; " + resumed + "."
	case Failed:
		return "The run failed: " + s.Message + "."
	case Finished:
		text := "The run has finished. Its results are in " + folder + "."
		if s.Message != "" {
			text += " It says: " + s.Message + "."
		}
		return text
	case Absent:
	}
	return "There is no run in " + folder + ". This page shows one when it begins."
}

// factsOf lists what is known in words and numbers.
func factsOf(s Status, folder string) []fact {
	facts := []fact{{"folder", folder, ""}}
	if s.Network != "" {
		facts = append(facts, fact{"network", s.Network, ""})
	}
	p := s.Progress
	if done := p.phasesDone(s.State); len(done) > 0 {
		facts = append(facts, fact{"phases done", strings.Join(done, ", "), ""})
	}
	if s.State != Running && s.State != Silent && s.State != Interrupted || p.Phase == "" {
		return facts
	}
	facts = append(facts, fact{"phase", p.Phase, ""},
		fact{"done", fmt.Sprintf("%.0f%%", math.Floor(100*p.share())), fmt.Sprintf("of this phase, %d of %d units", p.Done, p.Units)})
	if p.PerSecond != nil {
		facts = append(facts, fact{"speed", fmt.Sprintf("%.3g", *p.PerSecond), "units a second: steps × replicas, or tasks"})
	}
	if p.SecondsLeft != nil && s.State == Running {
		facts = append(facts, fact{"time left", duration(*p.SecondsLeft), "of this phase, at this speed"})
	}
	return append(facts, fact{"running for", duration(s.Seen.Sub(s.Began).Seconds()), "since " + s.Began.Format(time.DateTime)})
}

// duration writes seconds as hours, minutes and seconds.
func duration(seconds float64) string {
	const year = 365 * 24 * 3600
	if seconds > year {
		return "more than a year"
	}
	return (time.Duration(math.Round(seconds)) * time.Second).String()
}
