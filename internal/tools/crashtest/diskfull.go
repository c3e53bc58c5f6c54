package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// diskCounts counts the outcomes of runs on a disk that fails.
type diskCounts struct {
	equal   int // after they were resumed
	enough  int // had room enough
	refused int // ended before they began
	again   int // were begun again, without a checkpoint
}

// fillDisk does that many runs on a disk with a random number of free bytes, looks for corrupt
// files when they fail, frees the rest of the disk, and resumes.
func (h *harness) fillDisk(count int) error {
	disk, remove, err := h.mountDisk("full")
	if err != nil {
		return fmt.Errorf("%w; -disk-full 0 leaves these runs out", err)
	}
	defer remove()
	var n diskCounts
	for done := range count {
		if err := h.runOnFullDisk(disk, done+1, &n); err != nil {
			return err
		}
	}
	h.report("disk full: %d of %d equal, no corrupt file (%d had room enough, %d were refused before they began; %d were begun again)",
		n.equal, count, n.enough, n.refused, n.again)
	return nil
}

// runOnFullDisk does the run of that number.
func (h *harness) runOnFullDisk(disk string, number int, n *diskCounts) error {
	ref, _ := h.choose()
	out, filling := filepath.Join(disk, "out"), filepath.Join(disk, "filling")
	free := h.random.IntN(4 * ref.size())
	if err := writeZeros(filling, diskSize-free); err != nil {
		return err
	}
	p, err := h.begin(ref, out)
	if err != nil {
		return err
	}
	end := p.wait()
	switch end.code {
	case 0:
		n.enough++
	case 2:
		n.refused++
	}
	corrupt := ref.corruptionOnFullDisk(out, end)
	if err := os.Remove(filling); err != nil {
		return err
	}
	again, err := h.finishAfterFullDisk(ref, out, end, corrupt)
	if again {
		n.again++
	}
	n.equal += h.countEqual(fmt.Sprintf("disk full %d, %s, %d bytes free", number, ref.name, free), out, err)
	return nil
}

// corruptionOnFullDisk returns what is wrong with the files and the end of a run whose disk had
// only some bytes free.
func (ref *reference) corruptionOnFullDisk(out string, end ending) error {
	if end.code != 0 && !strings.Contains(end.stderr, "no space left") {
		return fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
	}
	if !exists(out, "") {
		return nil
	}
	return ref.corruption(out)
}

// finishAfterFullDisk finishes the run unless it was corrupt. A run that failed after its start
// must have left a checkpoint.
func (h *harness) finishAfterFullDisk(ref *reference, out string, end ending, corrupt error) (again bool, err error) {
	if corrupt != nil {
		return false, corrupt
	}
	again, err = h.finish(ref, out)
	if end.code == 1 && again {
		err = fmt.Errorf("it failed and left no checkpoint: %s", end.stderr)
	}
	return again, err
}

// writeZeros writes a file of that many bytes.
func writeZeros(path string, size int) error {
	return os.WriteFile(path, make([]byte, max(0, size)), 0o600)
}
