package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"noiseprune/internal/jobs"
	"noiseprune/internal/watch"
)

// text says it for people.
func (s *folderStatus) text() string {
	var b strings.Builder
	kind, _ := finishedKind(s.Folder)
	what := cmp.Or(s.Command, kind)
	if what == recordCommand {
		what = "recording"
	}
	switch {
	case s.State == watch.Finished:
		fmt.Fprintf(&b, "%s holds a finished %s.\n", s.Folder, what)
		return b.String()
	case s.Engine == nil:
		fmt.Fprintf(&b, "%s: %s, %s\n%s", s.Folder, what, s.aloneText(), s.workingText())
		return b.String()
	case len(s.Submitted) == 0:
		fmt.Fprintf(&b, "%s: %s, for %s\n\n", s.Folder, what, s.Engine)
	default:
		fmt.Fprintf(&b, "%s: %s, submitted to %s as %s\n\n", s.Folder, what, s.Engine, strings.Join(s.Submitted, ", "))
	}
	s.table(&b)
	b.WriteString("\n" + s.workingText() + s.failuresText() + s.leftText())
	return b.String()
}

// aloneText says how far a process without jobs is.
func (s *folderStatus) aloneText() string {
	text := s.State.String()
	if p := s.Progress; s.State == watch.Running && len(s.Working) == 0 && p.Units > 0 {
		text += fmt.Sprintf(": %s, %d%%", p.Phase, 100*p.Done/p.Units)
	}
	if s.State == watch.Interrupted || s.State == watch.Silent || s.State == watch.Failed {
		text += "; simulate resume " + s.Folder + " continues"
	}
	if s.Message != "" {
		text += ": " + s.Message
	}
	return text
}

// table has a row for each round.
func (s *folderStatus) table(b *strings.Builder) {
	shown := []jobs.State{jobs.Done, jobs.Running, jobs.Waiting, jobs.Failed, jobs.Cancelled}
	fmt.Fprintf(b, "%-20s%9s", "", "parts")
	for _, state := range shown {
		fmt.Fprintf(b, "%10s", state)
	}
	b.WriteString("\n")
	for _, r := range s.Rounds {
		fmt.Fprintf(b, "%-20s%9s", r.Name, count(len(r.Parts)))
		for _, state := range shown {
			n := r.Count(state)
			if state == jobs.Waiting {
				n += r.Count(jobs.Blocked)
			}
			fmt.Fprintf(b, "%10s", count(n))
		}
		b.WriteString("\n")
	}
}

// namedFailures is how many failures of a round are named.
const namedFailures = 5

// failuresText names the parts that have failed, and where they say why.
func (s *folderStatus) failuresText() string {
	var b strings.Builder
	for _, r := range s.Rounds {
		var failed []string
		for _, p := range r.Parts {
			switch {
			case p.State == jobs.Failed && p.Code != nil:
				failed = append(failed, fmt.Sprintf("%d (exit code %d)", p.Number, *p.Code))
			case p.State == jobs.Failed, p.State == jobs.Cancelled:
				failed = append(failed, strconv.Itoa(p.Number)+" ("+p.State.String()+")")
			}
		}
		if len(failed) == 0 {
			continue
		}
		more := ""
		if n := len(failed) - namedFailures; n > 0 {
			failed, more = failed[:namedFailures], fmt.Sprintf(" and %s more", count(n))
		}
		fmt.Fprintf(&b, "%s, not done: part %s%s; %s-*.log in %s say why\n", r.Name, strings.Join(failed, ", "), more, r.Label,
			filepath.Join(s.Folder, jobs.FolderName))
	}
	return b.String()
}

// leftText says what is to be done by a person.
func (s *folderStatus) leftText() string {
	text, ended, active := "", 0, 0
	for _, r := range s.Rounds {
		ended += r.Count(jobs.Failed) + r.Count(jobs.Cancelled) + r.Count(jobs.Blocked)
		active += r.Count(jobs.Running)
	}
	if s.Unknown != "" {
		text = "Slurm was not asked (" + s.Unknown + "): what runs is not known, and counts as waiting.\n"
	}
	again := filepath.Join(s.Folder, jobs.FolderName, jobs.SubmitName)
	switch {
	case len(s.Submitted) == 0:
		text += again + " submits them.\n"
	case ended > 0 && active > 0:
		text += "When the running ones have ended and the cause is removed, " + again + " submits what is left.\n"
	case ended > 0:
		text += "When the cause is removed, " + again + " submits what is left.\n"
	}
	return text
}
