package netio

import (
	"compress/bzip2"
	"errors"
	"io"
)

// bunzip converts the errors of bzip2 into those of format.
type bunzip struct {
	r  io.Reader
	at place
}

func (b *bunzip) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	var wrong bzip2.StructuralError
	if errors.As(err, &wrong) {
		return n, b.at.fail(0, fetchAgain, "the data are damaged (%v)", err)
	}
	return n, err
}
