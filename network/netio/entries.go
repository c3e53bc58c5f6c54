package netio

import (
	"slices"
	"sort"

	"noiseprune/network"
)

// entryList collects the entries of a file, and where the file has lines, the line of
// each. Most are on consecutive lines, so that only runs of lines are stored.
type entryList struct {
	entries []network.Entry
	runs    []run
}

// run is a run of entries on consecutive lines: entry first at line, entry first+1 at the
// next, and so on.
type run struct{ first, line int }

// add appends an entry. Memory at most doubles with each growth and never goes beyond
// the declared number of entries, so that a wrong declaration costs no memory.
func (l *entryList) add(e network.Entry, promised int) {
	if len(l.entries) == cap(l.entries) {
		grown := min(max(1024, 2*len(l.entries)), max(promised, len(l.entries)+1))
		l.entries = slices.Grow(l.entries, grown-len(l.entries))
	}
	l.entries = append(l.entries, e)
}

// addAt appends an entry of the given line.
func (l *entryList) addAt(line int, e network.Entry, promised int) {
	l.mark(len(l.entries), line)
	l.add(e, promised)
}

// mark notes the line of entry k, which is the next.
func (l *entryList) mark(k, line int) {
	if len(l.runs) == 0 || l.line(k) != line {
		l.runs = append(l.runs, run{first: k, line: line})
	}
}

// line returns the line of entry k.
func (l *entryList) line(k int) int {
	last := len(l.runs) - 1
	if k < l.runs[last].first {
		last = sort.Search(last, func(i int) bool { return l.runs[i].first > k }) - 1
	}
	return l.runs[last].line + k - l.runs[last].first
}
