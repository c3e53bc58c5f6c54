package netio

import (
	"errors"
	"fmt"
)

// recovered calls read and turns a panic into an error of format: arrow-go panics on some damaged
// files, with an index out of range in most cases.
func recovered(at place, read func() (*Matrix, error)) (m *Matrix, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			m, err = nil, at.fail(0, fetchAgain, "the file is damaged (%s)", oneLine(fmt.Sprint(reason)))
		}
	}()
	return read()
}

// damagedFile returns an error of format for one that arrow-go returned.
func damagedFile(at place, err error) error {
	return at.fail(0, fetchAgain, "the file is damaged (%s)", oneLine(err.Error()))
}

// keepFormat returns an error of format as it is, and any other as damage of the file.
func keepFormat(at place, err error) error {
	var known *FormatError
	if errors.As(err, &known) {
		return known
	}
	return damagedFile(at, err)
}
