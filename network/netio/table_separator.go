package netio

import (
	"bytes"

	"noiseprune/network"
)

// separator is the byte between two fields of a record; blanks stands for runs of blanks and tabs.
type separator byte

const blanks separator = ' '

// separators lists them, the rarest within a field first.
func separators() []separator { return []separator{'\t', ';', ',', blanks} }

// name is how a note calls the separator.
func (s separator) name() string {
	switch s {
	case '\t':
		return "tabs"
	case ';':
		return "semicolons"
	case ',':
		return "commas"
	default:
		return "blanks"
	}
}

// division is how a separator divides the first records of a file into fields.
type division struct {
	separator separator
	first     int  // fields of the first record
	fields    int  // of the others
	trailing  bool // each record ends with a separator
	commented bool // the header is the last of the comments
	fit       int  // how well the separator suits the file, larger is better
	regular   int  // records from the first on that have the same number of fields
}

// The fit of a separator is the sum of what holds.
const (
	otherFirst = 1 << iota // all records but the first have one number of fields, and the first one fewer
	sameFields             // all records have one number of fields
	knownNames             // the first record, or the comment before it, names source and target
)

// divide returns how the separator divides these records. The comment is the one before them.
func divide(s separator, records [][]byte, comment []byte, given network.Columns) division {
	d := division{separator: s, trailing: true}
	split := fieldSplitter{separator: s}
	counts := make([]int, len(records))
	for k, record := range records {
		var ok bool
		if counts[k], ok = split.split(record); !ok {
			counts[k] = -k // unlike others
		}
		d.trailing = d.trailing && s != blanks && counts[k] > 2 && record[len(record)-1] == byte(s)
	}
	if d.trailing {
		for k := range counts {
			counts[k]--
		}
	}
	d.first, d.fields = counts[0], counts[0]
	for d.regular < len(counts) && counts[d.regular] == d.first {
		d.regular++
	}
	others := counts[min(1, len(counts)-1):]
	same := true
	for _, n := range others {
		same = same && n == others[0]
	}
	switch {
	case !same || others[0] < 2:
	case others[0] == d.first:
		d.fit = sameFields
	case others[0] == d.first+1:
		d.fit, d.fields = otherFirst, others[0]
	}
	d.findNames(split, records[0], comment, given)
	if d.fit == 0 && d.fields < 2 {
		d.regular = 0
	}
	return d
}

// findNames looks for the names of source and target.
func (d *division) findNames(split fieldSplitter, first, comment []byte, given network.Columns) {
	split.most = d.first + 1
	if n, ok := split.split(first); ok && n > 1 && namesEdges(split.cells, given) {
		d.fit += knownNames
	} else if n, ok := split.split(comment); ok && n > 1 && n == d.fields && namesEdges(split.cells, given) {
		d.fit += knownNames
		d.commented = true
	}
}

// bestDivision returns that of the separator which suits the records best.
func bestDivision(records [][]byte, comment []byte, given network.Columns) division {
	var best division
	for k, s := range separators() {
		d := divide(s, records, comment, given)
		if k == 0 || d.fit > best.fit || d.fit == 0 && best.fit == 0 && d.regular > best.regular {
			best = d
		}
	}
	if best.fit == 0 && best.regular == 0 {
		return divide(',', records, comment, given)
	}
	return best
}

// hasLaterHeader reports whether one of the records behind the first, divided by any separator, is the
// header of an edge list, as below a title.
func hasLaterHeader(records [][]byte) bool {
	const most = 20
	for _, record := range records[min(1, len(records)):min(most, len(records))] {
		for _, s := range separators() {
			split := fieldSplitter{separator: s, most: mostColumns}
			if n, ok := split.split(record); ok && n > 1 && namesEdges(split.cells, network.Columns{}) {
				return true
			}
		}
	}
	return false
}

// mostColumns is more than an edge list has; a longer row is not searched for the names of columns.
const mostColumns = 1000

// namesEdges reports whether the cells are the header of an edge list.
func namesEdges(cells [][]byte, given network.Columns) bool {
	return len(cells) <= mostColumns && namesEnds(texts(cells), given)
}

// texts copies the cells.
func texts(cells [][]byte) []string {
	all := make([]string, len(cells))
	for k, cell := range cells {
		all[k] = string(bytes.TrimSpace(cell))
	}
	return all
}
