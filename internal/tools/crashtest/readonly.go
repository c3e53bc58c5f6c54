package main

import (
	"fmt"
	"path/filepath"
	"strings"
)

// makeReadOnly does that many runs on a disk that becomes read-only at a random moment, as file
// systems do after an error, looks for corrupt files, makes it writable again, and resumes.
func (h *harness) makeReadOnly(count int) error {
	disk, remove, err := h.mountDisk("read-only")
	if err != nil {
		return fmt.Errorf("%w; -read-only 0 leaves these runs out", err)
	}
	defer remove()
	var n diskCounts
	for done := 0; done < count; {
		ref, _ := h.choose()
		out := filepath.Join(disk, "out")
		end, err := h.runUntilReadOnly(ref, disk, out)
		if err != nil {
			return err
		}
		if end.code == 0 { // it ended first
			h.countEqual("read-only after the end, "+ref.name, out, ref.differences(out))
			continue
		}
		done++
		if end.code == 2 {
			n.refused++
		}
		again, err := h.finishAfterReadOnly(ref, out, end)
		if again {
			n.again++
		}
		n.equal += h.countEqual(fmt.Sprintf("read-only %d, %s", done, ref.name), out, err)
	}
	h.report("disk read-only: %d of %d equal, no corrupt file (%d were refused before they began; %d were begun again)",
		n.equal, count, n.refused, n.again)
	return nil
}

// finishAfterReadOnly finishes the run unless its end or its files are wrong.
func (h *harness) finishAfterReadOnly(ref *reference, out string, end ending) (again bool, err error) {
	if err := ref.corruptionOnReadOnlyDisk(out, end); err != nil {
		return false, err
	}
	return h.finish(ref, out)
}

// runUntilReadOnly runs the reference's command line, makes the disk read-only at a random moment,
// waits for the end, and makes the disk writable again.
func (h *harness) runUntilReadOnly(ref *reference, disk, out string) (ending, error) {
	p, err := h.begin(ref, out)
	if err != nil {
		return ending{}, err
	}
	p.after(h.moment(ref), func() { err = mountReadOnly(disk) })
	if err != nil {
		return ending{}, fmt.Errorf("the disk cannot be made read-only: %w; -read-only 0 leaves these runs out", err)
	}
	end := p.wait()
	unmountReadOnly(disk)
	return end, nil
}

// corruptionOnReadOnlyDisk returns what is wrong with the files and the end of a run whose disk
// became read-only.
func (ref *reference) corruptionOnReadOnlyDisk(out string, end ending) error {
	if end.killed || !strings.Contains(end.stderr, "read-only file system") {
		return fmt.Errorf("it ended with code %d: %s", end.code, end.stderr)
	}
	if !exists(out, "") {
		return nil
	}
	return ref.corruption(out)
}
