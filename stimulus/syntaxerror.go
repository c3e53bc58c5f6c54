package stimulus

import (
	"fmt"
	"strconv"
)

// SyntaxError is a text that is no term.
type SyntaxError struct {
	Text   string // the whole term
	Column int    // where it goes wrong, in characters from 1
	What   string
	Cure   string
}

// Error returns one line, such as
//
//	stimulus "AVAL: step 2 to 10", column 14: expected "at" after the size, found "to"; write step SIZE at TIME
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("stimulus %s, column %d: %s; %s", shown(e.Text), e.Column, e.What, e.Cure)
}

// shown returns a text in one line, only its beginning where it is long.
func shown(text string) string {
	const most = 120
	if len(text) <= most {
		return strconv.Quote(text)
	}
	return strconv.Quote(text[:most]) + "…"
}
