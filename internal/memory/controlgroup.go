package memory

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// controlGroup is a control group that limits memory: its folder, and the names of the files with
// its limit and usage, and of the reclaimable pages in memory.stat, which depend on the version.
type controlGroup struct {
	folder                    string
	limit, usage, reclaimable string
}

// controlGroups returns the control groups of the process and all their ancestors.
func controlGroups(root fs.FS) []controlGroup {
	text, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return nil
	}
	var all []controlGroup
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // hierarchy, controllers, path
		if len(parts) != 3 {
			continue
		}
		group, ok := mountedGroup(parts[1])
		if !ok {
			continue
		}
		mount := group.folder
		for at := path.Clean("/" + parts[2]); ; at = path.Dir(at) {
			group.folder = path.Join(mount, at)
			all = append(all, group)
			if at == "/" {
				break
			}
		}
	}
	return all
}

// mountedGroup returns the root group of the hierarchy with these controllers, of which version 2
// lists none. It reports false for a hierarchy of version 1 that does not limit memory.
func mountedGroup(controllers string) (controlGroup, bool) {
	switch {
	case controllers == "":
		return controlGroup{"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"}, true
	case slices.Contains(strings.Split(controllers, ","), "memory"):
		return controlGroup{"sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}, true
	}
	return controlGroup{}, false
}

// unused returns limit − usage + reclaimable of the group in bytes, and false for a group without
// a limit. The kernel frees inactive pages of files when a process needs their memory.
func (g controlGroup) unused(root fs.FS) (bytes float64, limited bool) {
	limit, limited := readNumber(root, path.Join(g.folder, g.limit))
	usage, known := readNumber(root, path.Join(g.folder, g.usage))
	if !limited || !known {
		return 0, false
	}
	reclaimable, _ := readField(root, path.Join(g.folder, "memory.stat"), g.reclaimable)
	return limit - usage + reclaimable, true
}
