package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"noiseprune/internal/jobs"
	"noiseprune/internal/resume"
	"noiseprune/internal/watch"
)

// workingPart is a part at work.
type workingPart struct {
	Number int `json:"number"` // from 1
	Of     int `json:"of"`
	partUnderWay
}

// partName says which part of how many, from 1.
type partName struct{ number, of int }

// heardWithin is how long ago the progress of a part at work was written at most. It is written every ten seconds.
const heardWithin = 30 * time.Second

// runningParts returns the parts that the engine runs. Those of the last round do no part of the work.
func runningParts(rounds []jobs.RoundProgress) map[partName]bool {
	running := map[partName]bool{}
	for _, r := range rounds[:max(0, len(rounds)-1)] {
		for _, p := range r.Parts {
			if p.State == jobs.Running {
				running[partName{p.Number, len(r.Parts)}] = true
			}
		}
	}
	return running
}

// takeWorking reads how far the parts at work are: those that are running, or where that is nil, since no engine was asked, those whose
// progress was written lately. A run that was interrupted goes on where there are some.
func (s *folderStatus) takeWorking(running map[partName]bool) {
	for name, folder := range newestParts(checkpointFolder(s.Folder)) {
		if running != nil && !running[name] {
			continue
		}
		now, written, ok := readPartProgress(filepath.Join(folder, partProgressName))
		if ok && (running != nil || time.Since(written).Abs() <= heardWithin) {
			s.Working = append(s.Working, workingPart{name.number, name.of, now})
		}
	}
	slices.SortFunc(s.Working, func(a, b workingPart) int {
		return cmp.Or(cmp.Compare(a.share(), b.share()), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Number, b.Number))
	})
	if len(s.Working) > 0 && s.State == watch.Interrupted {
		s.State = watch.Running
	}
}

// newestParts returns the newest folder of each part of a checkpoint.
func newestParts(checkpoint string) map[partName]string {
	newest := map[partName]string{}
	for _, folder := range resume.PartFolders(checkpoint) { // the oldest first
		_, name, _ := strings.Cut(filepath.Base(folder), "-")
		var p partName
		if _, err := fmt.Sscanf(name, "%d-of-%d", &p.number, &p.of); err == nil {
			newest[p] = folder
		}
	}
	return newest
}

// readPartProgress returns what the file says and when it was written, and false where there is none that makes sense.
func readPartProgress(path string) (p partUnderWay, written time.Time, ok bool) {
	info, err := os.Stat(path)
	if err != nil {
		return p, written, false
	}
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &p) != nil {
		return p, written, false
	}
	return p, info.ModTime(), p.Phase != "" && p.Done >= 0 && p.Units >= 0 && (p.SecondsLeft == nil || *p.SecondsLeft >= 0)
}

// share returns the finished part of the phase.
func (p workingPart) share() float64 {
	if p.Done >= p.Units {
		return 1
	}
	return float64(p.Done) / float64(p.Units)
}

// namedWorking is how many parts at work are named.
const namedWorking = 5

// workingText has a line for each of the first parts at work.
func (s *folderStatus) workingText() string {
	var b strings.Builder
	for _, p := range s.Working[:min(namedWorking, len(s.Working))] {
		fmt.Fprintf(&b, "%s: part %d of %d, %s", p.Phase, p.Number, p.Of, shareDone(p.Done, p.Units))
		if p.SecondsLeft != nil && p.Done < p.Units {
			b.WriteString(", " + secondsText(*p.SecondsLeft))
		}
		if n := p.Network; n != nil {
			fmt.Fprintf(&b, "; network %d of %d, %s", n.Number, n.Of, n.Name)
		}
		b.WriteString("\n")
	}
	if more := len(s.Working) - namedWorking; more > 0 {
		fmt.Fprintf(&b, "and %s more\n", count(more))
	}
	return b.String()
}
