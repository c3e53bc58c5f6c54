// Package memory says how much memory a process may take.
package memory

import (
	"bufio"
	"io/fs"
	"math"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Limit returns how many bytes this process may have in all, what it has already among
// them: what Linux says is available (MemAvailable of /proc/meminfo), or less if a control
// group of the process, of either version, or one above it leaves less. It reports false
// on other systems, where it does not know.
func Limit() (bytes float64, known bool) { return limit(os.DirFS("/")) }

func limit(root fs.FS) (float64, bool) {
	left, known := field(root, "proc/meminfo", "MemAvailable:")
	if !known {
		return 0, false
	}
	left *= kibi
	for _, group := range groups(root) {
		if l, ok := group.left(root); ok {
			left = min(left, l)
		}
	}
	own, _ := field(root, "proc/self/status", "VmRSS:")
	return max(0, left) + kibi*own, true
}

const kibi = 1 << 10

// group is a control group that bounds memory, by the names that its version gives to things.
type group struct {
	folder                  string
	limit, usage, reclaimed string
}

// groups returns the control groups of the process and all above them.
func groups(root fs.FS) []group {
	text, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return nil
	}
	var all []group
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		g := group{"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"}
		switch {
		case parts[1] == "": // version 2
		case slices.Contains(strings.Split(parts[1], ","), "memory"):
			g = group{"sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}
		default:
			continue
		}
		mount := g.folder
		for at := path.Clean("/" + parts[2]); ; at = path.Dir(at) {
			g.folder = path.Join(mount, at)
			all = append(all, g)
			if at == "/" {
				break
			}
		}
	}
	return all
}

// left returns what the group leaves to its processes beyond what they have. Pages of
// files that were read a while ago make room when it is needed.
func (g group) left(root fs.FS) (float64, bool) {
	limit, limited := number(root, path.Join(g.folder, g.limit))
	usage, used := number(root, path.Join(g.folder, g.usage))
	if !limited || !used {
		return 0, false
	}
	reclaimed, _ := field(root, path.Join(g.folder, "memory.stat"), g.reclaimed)
	return limit - usage + reclaimed, true
}

// number reads a file that holds a number alone. "max", for none, is no number.
func number(root fs.FS, name string) (float64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// field reads the number behind a word that begins a line.
func field(root fs.FS, name, word string) (float64, bool) {
	file, err := root.Open(name)
	if err != nil {
		return 0, false
	}
	defer file.Close() //nolint:errcheck // nothing is written
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) >= 2 && words[0] == word {
			v, err := strconv.ParseFloat(words[1], 64)
			return v, err == nil
		}
	}
	return 0, false
}
