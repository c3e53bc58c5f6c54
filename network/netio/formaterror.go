package netio

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// FormatError states an error in a file, its position, and a remedy.
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

// oneLine returns the name, quoted if it contains line breaks or control characters.
func oneLine(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) >= 0 {
		return strconv.Quote(name)
	}
	return name
}

// quote returns a piece of a file in one line, only its beginning where it is long.
func quote[T string | []byte](piece T) string {
	const most = 40
	if len(piece) <= most {
		return strconv.Quote(string(piece))
	}
	return strconv.Quote(string(piece[:most])) + "…"
}

// place is the position that errors of format report: a file, or a member of one.
type place struct {
	path, member string
}

// fail returns the error at the given line, 0 where there are no lines.
func (p place) fail(line int, cure, what string, args ...any) error {
	return &FormatError{Path: p.path, Member: p.member, Line: line, What: fmt.Sprintf(what, args...), Cure: cure}
}

// wrap returns an error of reading with the name of the file, or a *FormatError unchanged.
func (p place) wrap(err error) error {
	var known *FormatError
	if errors.As(err, &known) {
		return err
	}
	return cannotRead(p.path, err)
}
