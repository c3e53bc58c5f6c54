package netio

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"noiseprune/network"
)

// header is the names of a table's columns.
type header struct {
	at    place
	line  int
	names []string
	plain []string
}

func newHeader(at place, line int, names []string) header {
	h := header{at: at, line: line, names: names}
	for _, name := range names {
		h.plain = append(h.plain, plainName(name))
	}
	return h
}

const nameColumns = "name them with --columns source=…,target=…,weight=…"

// namesEnds reports whether a header with these names says which columns are source and target.
func namesEnds(names []string, given network.Columns) bool {
	h := newHeader(place{}, 0, names)
	source, target, err := h.ends(given)
	return err != nil && len(h.pairs()) > 0 || source >= 0 && target >= 0
}

// ends returns the columns of source and target, −1 for what is not there. More than one pair of
// usual names is an error.
func (h header) ends(given network.Columns) (source, target int, err error) {
	if source, err = h.given("source", given.Source); err != nil {
		return -1, -1, err
	}
	if target, err = h.given("target", given.Target); err != nil {
		return -1, -1, err
	}
	if source >= 0 && target >= 0 {
		return source, target, nil
	}
	pairs := h.pairs()
	if len(pairs) > 1 {
		return -1, -1, h.at.fail(h.line, "choose with --columns source=…,target=…",
			"columns %s and %s could be the neurons, and so could %s and %s",
			quote(h.names[pairs[0][0]]), quote(h.names[pairs[0][1]]), quote(h.names[pairs[1][0]]), quote(h.names[pairs[1][1]]))
	}
	if len(pairs) == 1 {
		if source < 0 {
			source, err = h.alone("source", pairs[0][0])
		}
		if target < 0 && err == nil {
			target, err = h.alone("target", pairs[0][1])
		}
	}
	if err != nil {
		return -1, -1, err
	}
	return source, target, nil
}

// pairs returns the pairs of columns whose names say that they are source and target.
func (h header) pairs() [][2]int {
	var found [][2]int
	for _, pair := range endNames() {
		source, target := slices.Index(h.plain, pair[0]), slices.Index(h.plain, pair[1])
		if source >= 0 && target >= 0 {
			found = append(found, [2]int{source, target})
		}
	}
	return found
}

// given returns the column of that name, or that number from 1 where no column has the name; −1
// for the name "".
func (h header) given(role, name string) (int, error) {
	if name == "" {
		return -1, nil
	}
	if k := slices.Index(h.names, name); k >= 0 {
		if again := slices.Index(h.names[k+1:], name); again >= 0 {
			return -1, h.twice(role, k, k+1+again)
		}
		return k, nil
	}
	if k := slices.Index(h.plain, plainName(name)); k >= 0 {
		return h.alone(role, k)
	}
	if number, err := strconv.Atoi(name); err == nil && number >= 1 && number <= len(h.names) {
		return number - 1, nil
	}
	return -1, h.at.fail(h.line, "choose one of them, or give its number", "no column is called %s, as %s says; the columns are %s",
		quote(name), role, h.list())
}

// alone returns column k, and an error if another has its name.
func (h header) alone(role string, k int) (int, error) {
	if again := slices.Index(h.plain[k+1:], h.plain[k]); again >= 0 {
		return -1, h.twice(role, k, k+1+again)
	}
	return k, nil
}

// twice is the error of two columns with one name.
func (h header) twice(role string, k, again int) error {
	return h.at.fail(h.line, fmt.Sprintf("choose by number, --columns %s=%d or %s=%d", role, k+1, role, again+1),
		"columns %d and %d are both called %s", k+1, again+1, quote(h.names[again]))
}

// list names the columns, the first of them where there are many.
func (h header) list() string {
	const most = 20
	names := h.names
	if len(names) > most {
		names = names[:most]
	}
	text := oneLine(strings.Join(names, ", "))
	if len(h.names) > most {
		text += ", …"
	}
	return text
}

// only returns the one column whose name is among the usual ones, −1 for none, and an error for
// several.
func (h header) only(role string, usual []string) (int, error) {
	found := -1
	for k, name := range h.plain {
		switch {
		case !slices.Contains(usual, name):
		case found >= 0 && role == "sign":
			return -1, h.at.fail(h.line, "keep one of them, or leave signs out with --signs none", "columns %s and %s could both be the sign",
				quote(h.names[found]), quote(h.names[k]))
		case found >= 0 && name == h.plain[found]:
			return -1, h.twice(role, found, k)
		case found >= 0:
			return -1, h.at.fail(h.line, "choose with --columns "+role+"=…", "columns %s and %s could both be the %s",
				quote(h.names[found]), quote(h.names[k]), role)
		default:
			found = k
		}
	}
	return found, nil
}
