package main

import (
	"fmt"
	"syscall"
)

// mostKills is how often one run is killed at most.
const mostKills = 3

// killCounts counts SIGKILLs.
type killCounts struct {
	all              int
	duringCheckpoint int
	duringResults    int
}

// kill kills that many runs, each at a random moment, half of them a second time and a quarter
// a third time while they are being resumed.
func (h *harness) kill(count int) error {
	var equal, again int
	var kills killCounts
	for done := 0; done < count; {
		ref, out := h.choose()
		killed, err := h.killRepeatedly(ref, out, &kills)
		if err != nil {
			return err
		}
		if !killed {
			continue
		}
		done++
		beganAgain, err := h.finish(ref, out)
		if beganAgain {
			again++
		}
		equal += h.countEqual(fmt.Sprintf("kill %d, %s", done, ref.name), out, err)
		if done%20 == 0 {
			h.report("killed %d, equal %d", done, equal)
		}
	}
	h.report("SIGKILL: %d of %d equal (%d kills in all, %d while a checkpoint was being written, %d while the results were;"+
		" %d were begun again, killed before their first checkpoint)",
		equal, count, kills.all, kills.duringCheckpoint, kills.duringResults, again)
	return nil
}

// killRepeatedly begins a run and kills it up to mostKills times, resuming it in between. It
// reports false if the run ended before the first kill.
func (h *harness) killRepeatedly(ref *reference, out string, counts *killCounts) (killed bool, err error) {
	p, err := h.begin(ref, out)
	if err != nil {
		return false, err
	}
	for kills := 1; ; kills++ {
		p.after(h.moment(ref), p.signal(syscall.SIGKILL))
		if !p.wait().killed {
			return kills > 1, nil // it ended first
		}
		counts.all++
		if checkpointBeingWritten(out) {
			counts.duringCheckpoint++
		}
		if resultsBeingWritten(out) {
			counts.duringResults++
		}
		if kills == mostKills || h.random.IntN(2) == 0 {
			return true, nil
		}
		if p, err = h.resume(out); err != nil {
			return true, err
		}
	}
}
