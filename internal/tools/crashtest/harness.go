package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// harness starts runs, interrupts and resumes them, and counts those that are not equal.
type harness struct {
	ctx        context.Context //nolint:containedctx // it lives no longer than the call that made it
	program    string
	folder     string
	out        io.Writer
	random     *rand.Rand
	references []*reference
	unequal    int
	number     int // of the next folder
}

// report writes a line of the report.
func (h *harness) report(format string, values ...any) {
	fmt.Fprintf(h.out, format+"\n", values...) //nolint:errcheck // the report goes to standard output
}

// choose returns a random reference and a new folder for a run of it.
func (h *harness) choose() (*reference, string) {
	h.number++
	return h.references[h.random.IntN(len(h.references))], fmt.Sprintf("%s/%04d", h.folder, h.number)
}

// moment returns a random time up to 1.1 times the reference's duration; one in three is at most
// a tenth of it, because the start has many phases in a short time.
func (h *harness) moment(ref *reference) time.Duration {
	most := 1.1 * float64(ref.duration)
	if h.random.IntN(3) == 0 {
		most = 0.1 * float64(ref.duration)
	}
	return time.Duration(h.random.Float64() * most)
}

// options returns random flags that change no byte of the results.
func options(random *rand.Rand) []string {
	intervals := []time.Duration{time.Millisecond, 3 * time.Millisecond, 10 * time.Millisecond, 100 * time.Millisecond}
	interval := intervals[random.IntN(len(intervals))]
	return []string{
		"--workers", strconv.Itoa(1 + random.IntN(4)), "--checkpoint", interval.String(),
		"--kernel", []string{"auto", "dense", "sparse"}[random.IntN(3)],
	}
}

// begin starts a run of the reference's command line in a folder.
func (h *harness) begin(ref *reference, out string) (*process, error) {
	return h.start(append(append(options(h.random), "--out", out), ref.args...)...)
}

// resume starts simulate resume in a folder.
func (h *harness) resume(out string) (*process, error) {
	return h.start(append([]string{"resume", out}, options(h.random)...)...)
}

// finish resumes a run to its end, or begins it again if it was interrupted before its first
// checkpoint, and compares the files. It reports whether it began again.
func (h *harness) finish(ref *reference, out string) (again bool, err error) {
	p, err := h.resume(out)
	if err != nil {
		return false, err
	}
	end := p.wait()
	if end.code == 2 && strings.Contains(end.stderr, "nothing to resume") {
		again = true
		if p, err = h.begin(ref, out); err != nil {
			return again, err
		}
		end = p.wait()
	}
	if end.code != 0 {
		return again, fmt.Errorf("code %d: %s", end.code, end.stderr)
	}
	return again, ref.differences(out)
}

// countEqual returns 1 and removes the folder if err is nil; otherwise it reports the error, keeps
// the folder and returns 0.
func (h *harness) countEqual(what, out string, err error) int {
	if err == nil {
		_ = os.RemoveAll(out) // to limit the room that all runs take
		return 1
	}
	h.unequal++
	kept := filepath.Join(os.TempDir(), filepath.Base(h.folder)+"-"+filepath.Base(out))
	if os.Rename(out, kept) == nil {
		out = kept
	}
	h.report("%s: %s (see %s)", what, strings.ReplaceAll(err.Error(), "\n", "; "), out)
	return 0
}
