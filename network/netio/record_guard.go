package netio

import (
	"errors"
	"io"
)

const longestRecord = 1 << 18

var (
	errLongRecord = errors.New("netio: record too long")
	errFewRecords = errors.New("netio: too few records")
)

// recordGuard limits the length of a record, which a missing quotation mark would extend to
// the end of the file, and the amount of blank text in a file.
type recordGuard struct {
	r     io.Reader
	since int // bytes read since the last record
	bulk  bulk
}

func (g *recordGuard) Read(p []byte) (int, error) {
	if g.since > longestRecord {
		return 0, errLongRecord
	}
	n, err := g.r.Read(p)
	g.since += n
	if !g.bulk.add(n) {
		return 0, errFewRecords
	}
	return n, err
}
