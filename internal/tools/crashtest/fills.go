package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// diskSize is that of the disk in bytes: more than any job needs.
const diskSize = 16 << 20

// fills does that many jobs on a disk with a random number of free bytes, looks for corrupt
// files where they fail, makes room, and resumes.
func (r *rack) fills(count int) error {
	disk, unmount, err := r.disk("full")
	if err != nil {
		return fmt.Errorf("%w; -fills 0 leaves these runs out", err)
	}
	defer unmount()
	var equal, enough, refused, again int
	for done := range count {
		j, _ := r.place()
		out, ballast := filepath.Join(disk, "out"), filepath.Join(disk, "ballast")
		room := r.random.IntN(4 * j.size())
		if err := fill(ballast, diskSize-room); err != nil {
			return err
		}
		p, err := r.begin(j, out)
		if err != nil {
			return err
		}
		end := p.wait()
		err = nil
		if there(out, "") {
			err = j.partial(out)
		}
		switch end.code {
		case 0:
			enough++
		case 2:
			refused++
		}
		if end.code != 0 && !strings.Contains(end.stderr, "no space left") {
			err = fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
		}
		if removal := os.Remove(ballast); removal != nil {
			return removal
		}
		if err == nil {
			anew, other := r.finish(j, out)
			if err = other; anew {
				again++
			}
			if end.code == 1 && anew {
				err = fmt.Errorf("it failed and left no checkpoint: %s", end.stderr)
			}
		}
		equal += r.verdict(fmt.Sprintf("fill %d, job %s, room for %d bytes", done+1, j.name, room), out, err)
	}
	r.say("disk full: %d of %d equal, no corrupt file (%d had room enough, %d were refused before they began; %d were begun again)",
		equal, count, enough, refused, again)
	return nil
}

// disk mounts a small disk of that name.
func (r *rack) disk(name string) (path string, remove func(), err error) {
	path = filepath.Join(r.folder, name)
	if err := os.Mkdir(path, 0o755); err != nil {
		return "", nil, err
	}
	if err := mount(path, diskSize); err != nil {
		return "", nil, fmt.Errorf("no small disk can be mounted: %w", err)
	}
	return path, func() { unmount(path) }, nil
}

// size returns the bytes of the job's results.
func (j *job) size() int {
	sum := 0
	for _, content := range j.files {
		sum += len(content)
	}
	return sum
}

// fill makes a file of that many bytes.
func fill(path string, size int) error { return os.WriteFile(path, make([]byte, max(0, size)), 0o600) }
