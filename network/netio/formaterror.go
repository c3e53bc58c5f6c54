package netio

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// FormatError says what is wrong in a file, where, and what cures it.
type FormatError struct {
	Path   string // the file
	Member string // the member of an .npz archive, or empty
	Line   int    // from 1; 0 where the format has no lines
	What   string
	Cure   string // may be empty
}

// Error returns one line, "path:line: what; cure".
func (e *FormatError) Error() string {
	var b strings.Builder
	b.WriteString(oneLine(e.Path))
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Member != "" {
		b.WriteString(": " + oneLine(e.Member))
	}
	b.WriteString(": " + e.What)
	if e.Cure != "" {
		b.WriteString("; " + e.Cure)
	}
	return b.String()
}

// oneLine returns the name as it is, or quoted where it would break the line.
func oneLine(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) >= 0 {
		return strconv.Quote(name)
	}
	return name
}

// quote shows a piece of a file on one line, and only its beginning where it is long.
func quote[T string | []byte](piece T) string {
	const most = 40
	if len(piece) <= most {
		return strconv.Quote(string(piece))
	}
	return strconv.Quote(string(piece[:most])) + "…"
}

// place is where an error of format is to be reported: a file, or a member of one.
type place struct {
	path, member string
}

// fail returns the error at the given line, 0 where there are no lines.
func (p place) fail(line int, cure, what string, args ...any) error {
	return &FormatError{Path: p.path, Member: p.member, Line: line, What: fmt.Sprintf(what, args...), Cure: cure}
}

// wrap turns an error of reading the file into one that names it, unless it is of format.
func (p place) wrap(err error) error {
	var known *FormatError
	if errors.As(err, &known) {
		return err
	}
	return cannotRead(p.path, err)
}
