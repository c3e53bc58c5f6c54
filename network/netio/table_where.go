package netio

import (
	"slices"
	"strings"
)

// rowFilter is the conditions that a row must fulfil to be read.
type rowFilter struct {
	header     header
	conditions []condition
	rows, read int
	others     []string // values of the first condition's column that were not asked for, some of them
}

func newRowFilter(h header, conditions []condition) rowFilter {
	return rowFilter{header: h, conditions: conditions}
}

// accepts reports whether the row is to be read.
func (f *rowFilter) accepts(row [][]byte) bool {
	f.rows++
	for k, c := range f.conditions {
		if !slices.ContainsFunc(c.values, func(v string) bool { return v == string(row[c.column]) }) {
			if k == 0 {
				f.remember(string(row[c.column]))
			}
			return false
		}
	}
	f.read++
	return true
}

func (f *rowFilter) remember(value string) {
	const most = 8
	if len(f.others) < most && !slices.Contains(f.others, value) {
		f.others = append(f.others, value)
	}
}

// check returns an error if there are rows, but none was read.
func (f *rowFilter) check() error {
	if f.read > 0 || f.rows == 0 {
		return nil
	}
	first := f.conditions[0]
	var seen []string
	for _, value := range f.others {
		seen = append(seen, quote(value))
	}
	what := "no row fulfils all conditions"
	if len(seen) > 0 {
		what = "no row has " + f.header.names[first.column] + "=" + strings.Join(first.values, " or ") + "; there is " + strings.Join(seen, ", ")
	}
	return f.header.at.fail(0, "correct --where", "%s", what)
}
