package main

import (
	"fmt"
	"path/filepath"
	"strings"
)

// freezes does that many jobs on a disk that becomes read-only at a random moment, as disks
// do after an error, looks for corrupt files, makes it writable again, and resumes.
func (r *rack) freezes(count int) error {
	disk, unmount, err := r.disk("frozen")
	if err != nil {
		return fmt.Errorf("%w; -freezes 0 leaves these runs out", err)
	}
	defer unmount()
	var equal, refused, again int
	for done := 0; done < count; {
		j, _ := r.place()
		out := filepath.Join(disk, "out")
		p, err := r.begin(j, out)
		if err != nil {
			return err
		}
		p.after(r.moment(j), func() { err = freeze(disk) })
		if err != nil {
			return fmt.Errorf("the disk cannot be made read-only: %w; -freezes 0 leaves these runs out", err)
		}
		end := p.wait()
		thaw(disk)
		if end.code == 0 { // it was faster
			r.verdict("freeze after the end, job "+j.name, out, j.differences(out))
			continue
		}
		done++
		if end.code == 2 {
			refused++
		}
		err = r.frozen(j, out, end)
		if err == nil {
			var anew bool
			if anew, err = r.finish(j, out); anew {
				again++
			}
		}
		equal += r.verdict(fmt.Sprintf("freeze %d, job %s", done, j.name), out, err)
	}
	r.say("disk read-only: %d of %d equal, no corrupt file (%d were refused before they began; %d were begun again)",
		equal, count, refused, again)
	return nil
}

// frozen says what is wrong with the end of a job whose disk became read-only.
func (r *rack) frozen(j *job, out string, end ending) error {
	if end.killed || !strings.Contains(end.stderr, "read-only file system") {
		return fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
	}
	if !there(out, "") {
		return nil
	}
	return j.partial(out)
}
