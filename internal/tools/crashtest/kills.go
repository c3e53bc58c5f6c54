package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// kills kills that many runs, each at a random moment of its work, half of them once more
// and a quarter a third time while they are resumed.
func (r *rack) kills(count int) error {
	var equal, all, writing, finishing, again int
	for done := 0; done < count; {
		j, out := r.place()
		p, err := r.begin(j, out)
		if err != nil {
			return err
		}
		struck := 0
		for {
			p.after(r.moment(j), p.signal(syscall.SIGKILL))
			if !p.wait().killed {
				break // it was faster
			}
			struck++
			if there(out, "checkpoint/state.new") || there(out, "checkpoint/networks.new") {
				writing++
			}
			if there(out, "spec.yaml") || temporaries(out) > 0 {
				finishing++
			}
			if struck == 3 || r.random.IntN(2) == 0 {
				break
			}
			if p, err = r.start(append([]string{"resume", out}, r.options()...)...); err != nil {
				return err
			}
		}
		if struck == 0 {
			continue
		}
		done, all = done+1, all+struck
		anew, err := r.finish(j, out)
		if anew {
			again++
		}
		equal += r.verdict(fmt.Sprintf("kill %d, job %s", done, j.name), out, err)
		if done%20 == 0 {
			r.say("killed %d, equal %d", done, equal)
		}
	}
	r.say("SIGKILL: %d of %d equal (%d kills in all, %d while a checkpoint was being written, %d while the results were; %d were begun again, killed before their first checkpoint)",
		equal, count, all, writing, finishing, again)
	return nil
}

// longestEnding is how many tenths of a second a run may take to end when it is told to.
const longestEnding = 100

// terms tells that many runs to end, each at a random moment of its work.
func (r *rack) terms(count int) error {
	var equal int
	for done := 0; done < count; {
		j, out := r.place()
		p, err := r.begin(j, out)
		if err != nil {
			return err
		}
		p.after(r.moment(j), p.signal(syscall.SIGTERM))
		inTime := p.ends(longestEnding)
		end := p.wait()
		if end.code == 0 || end.killed {
			continue // it was faster, or did not listen yet
		}
		done++
		anew, err := r.finish(j, out)
		switch {
		case err != nil:
		case end.code != 1 || !strings.Contains(end.stderr, "interrupted; simulate resume") || strings.Contains(end.stderr, "\n"):
			err = fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
		case anew:
			err = errors.New("it left no checkpoint")
		case !inTime:
			err = errors.New("it did not end when it was told to")
		}
		equal += r.verdict(fmt.Sprintf("term %d, job %s", done, j.name), out, err)
	}
	r.say("SIGTERM: %d of %d equal", equal, count)
	return nil
}

// verdict returns 1 for a run that was equal, and else says why not and keeps its folder.
func (r *rack) verdict(what, out string, err error) int {
	if err != nil {
		r.unequal++
		kept := filepath.Join(os.TempDir(), filepath.Base(r.folder)+"-"+filepath.Base(out))
		if os.Rename(out, kept) == nil {
			out = kept
		}
		r.say("%s: %s (see %s)", what, strings.ReplaceAll(err.Error(), "\n", "; "), out)
		return 0
	}
	_ = os.RemoveAll(out) // or it takes room until the end
	return 1
}

func there(folder, name string) bool {
	_, err := os.Stat(filepath.Join(folder, name))
	return err == nil
}

// temporaries counts the files that begin with a dot: results that were being written.
func temporaries(folder string) int {
	found, err := filepath.Glob(filepath.Join(folder, ".*"))
	if err != nil {
		return 0
	}
	return len(found)
}
