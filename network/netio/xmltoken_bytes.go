package netio

import (
	"bufio"
	"errors"
	"io"
)

var errLongToken = errors.New("netio: token too long")

// tokenBytes limits the bytes read for a piece. The decoder reads from it byte by byte, and so
// not beyond a piece.
type tokenBytes struct {
	*bufio.Reader
	since int
	err   error // of the reader below
}

func (b *tokenBytes) ReadByte() (byte, error) {
	if b.since++; b.since > longestToken {
		return 0, errLongToken
	}
	c, err := b.Reader.ReadByte()
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return c, err
}
