package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
)

// longestEnding is how many tenths of a second a run may take to end after SIGTERM.
const longestEnding = 100

// terminate sends that many runs SIGTERM, each at a random moment.
func (h *harness) terminate(count int) error {
	var equal int
	for done := 0; done < count; {
		ref, out := h.choose()
		p, err := h.begin(ref, out)
		if err != nil {
			return err
		}
		p.after(h.moment(ref), p.signal(syscall.SIGTERM))
		inTime := p.endsWithin(longestEnding)
		end := p.wait()
		if end.code == 0 || end.killed {
			continue // it ended first, or its signal handler was not installed yet
		}
		done++
		again, err := h.finish(ref, out)
		if err == nil {
			err = end.terminationError(again, inTime)
		}
		equal += h.countEqual(fmt.Sprintf("term %d, %s", done, ref.name), out, err)
	}
	h.report("SIGTERM: %d of %d equal", equal, count)
	return nil
}

// terminationError returns what is wrong with the end of a run that was sent SIGTERM, given
// whether it had to be begun again, and whether it ended in time.
func (end ending) terminationError(again, inTime bool) error {
	switch {
	case end.code != 1 || !strings.Contains(end.stderr, "interrupted; simulate resume") || strings.Contains(end.stderr, "\n"):
		return fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
	case again:
		return errors.New("it left no checkpoint")
	case !inTime:
		return errors.New("it did not end in time")
	default:
		return nil
	}
}
