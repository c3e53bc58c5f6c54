// Package memory decides whether a run fits into the memory of the machine.
//
// [Available] reads what the process can have, [EstimateRun] adds up what a run allocates, and
// [Savings] lists the options that need less. A test requires the estimate to be between 0.8 and 1.5
// times the largest resident memory of real processes.
package memory

import (
	"io/fs"
	"os"
)

const kibi = 1 << 10

// Available returns how many bytes this process can have in total, including those that it has
// already: what Linux reports as available (MemAvailable of /proc/meminfo), or less if a control
// group of the process, of either version, or an ancestor of it leaves less. known is false on
// other systems.
//
// The control groups are read here because the library for them, KimMachineGun/automemlimit,
// returns the lowest limit of a group and its ancestors without their usage. What is left is the
// least difference of limit and usage, which a group other than the one with the lowest limit can have.
func Available() (bytes float64, known bool) { return available(os.DirFS("/")) }

// available is Available in the file system root.
func available(root fs.FS) (float64, bool) {
	free, known := readField(root, "proc/meminfo", "MemAvailable:")
	if !known {
		return 0, false
	}
	free *= kibi
	for _, group := range controlGroups(root) {
		if left, limited := group.unused(root); limited {
			free = min(free, left)
		}
	}
	resident, _ := readField(root, "proc/self/status", "VmRSS:")
	return max(0, free) + kibi*resident, true
}
