package netio

import (
	"bufio"
	"bytes"
	"io"
)

// openText returns the text of a file. Line ends "\r\n" and "\r" become "\n"; the byte order
// mark that some editors write before UTF-8 is removed. A file whose first bytes cannot be
// text is an error.
func openText(r io.Reader, at place) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(&lineEnds{r: r}, longestLine)
	mark, err := b.Peek(3)
	switch {
	case string(mark) == "\ufeff":
		b.Discard(3) //nolint:errcheck // what was peeked can be discarded
	case bytes.HasPrefix(mark, []byte("\x1f\x8b")):
		return nil, at.fail(0, "let its name end in .gz", "the file is compressed by gzip")
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")),
		len(mark) > 1 && mark[0] != 0 && mark[1] == 0: // without a byte order mark
		return nil, at.fail(0, "save it as UTF-8", "the text is UTF-16")
	case len(mark) == 0 && err != nil && err != io.EOF:
		return nil, at.wrap(err)
	}
	return b, nil
}

// lineEnds turns "\r\n" and "\r" into "\n".
type lineEnds struct {
	r     io.Reader
	after bool // the byte last read was "\r"
}

func (l *lineEnds) Read(p []byte) (int, error) {
	for {
		n, err := l.r.Read(p)
		if n == 0 || (!l.after && bytes.IndexByte(p[:n], '\r') < 0) {
			return n, err
		}
		if n = l.replace(p[:n]); n > 0 || err != nil {
			return n, err
		}
	}
}

// replace changes the line ends in place and returns the new number of bytes.
func (l *lineEnds) replace(p []byte) int {
	kept := 0
	for _, c := range p {
		second := l.after && c == '\n'
		l.after = c == '\r'
		if second {
			continue
		}
		if l.after {
			c = '\n'
		}
		p[kept] = c
		kept++
	}
	return kept
}

// bulk bounds the amount of text in relation to the number of records, so that a small
// compressed file cannot expand to a long run of blanks and comments.
type bulk struct {
	bytes   int64 // read so far
	records int   // in these
	each    int64 // bytes allowed for each record, in addition to freeBytes for all
}

const (
	freeBytes      = 64 << 20
	bytesPerLine   = 1 << 10
	bytesPerRecord = 1 << 12 // of a table, which holds two labels
)

// add counts bytes read, and reports whether they stay within the bounds.
func (b *bulk) add(bytes int) bool {
	b.bytes += int64(bytes)
	return b.bytes <= freeBytes+b.each*int64(b.records)
}
