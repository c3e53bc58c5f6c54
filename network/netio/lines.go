package netio

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// longestLine bounds a line of data. Only a comment may be longer.
const longestLine = 1 << 16

// lines reads a text file line by line. The last line may end with the file.
type lines struct {
	r      *bufio.Reader
	at     place
	number int // of the line last returned, from 1
	bulk   bulk
}

func newLines(r io.Reader, at place) (*lines, error) {
	b, err := openText(r, at)
	if err != nil {
		return nil, err
	}
	return &lines{r: b, at: at, bulk: bulk{each: bytesPerLine}}, nil
}

// next returns the next line that is neither blank nor a comment, with white space
// around it removed, or io.EOF. A comment begins with comment; 0 stands for none. The
// line stays valid until the next call.
func (l *lines) next(comment byte) ([]byte, error) {
	for {
		line, err := l.r.ReadSlice('\n')
		if len(line) > 0 {
			l.number++
		}
		if !l.bulk.add(len(line)) {
			return nil, l.tooMuch()
		}
		switch {
		case err == nil:
		case errors.Is(err, bufio.ErrBufferFull):
			if err := l.skipLong(line, comment); err != nil {
				return nil, err
			}
			continue
		case !errors.Is(err, io.EOF) || len(line) == 0:
			return nil, l.failed(err)
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 && (comment == 0 || line[0] != comment) {
			l.bulk.records++
			return line, nil
		}
	}
}

// skipLong skips the rest of a comment that is longer than the buffer, and refuses any
// other line of such a length.
func (l *lines) skipLong(line []byte, comment byte) error {
	line = bytes.TrimSpace(line)
	if comment == 0 || len(line) == 0 || line[0] != comment {
		return l.at.fail(l.number, "break it", "the line is longer than %d bytes", longestLine)
	}
	for {
		part, err := l.r.ReadSlice('\n')
		switch {
		case !l.bulk.add(len(part)):
			return l.tooMuch()
		case err == nil || errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return l.failed(err)
		}
	}
}

func (l *lines) tooMuch() error {
	return l.at.fail(l.number, "remove blanks, blank lines and comments", "%d MiB hold no more than %d lines of data", l.bulk.bytes>>20,
		l.bulk.records)
}

func (l *lines) failed(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return l.at.wrap(err)
}

// cutField returns the first field of a line, fields being separated by white space, and
// what follows it.
func cutField(line []byte) (field, rest []byte) {
	begin := 0
	for begin < len(line) && isSpace(line[begin]) {
		begin++
	}
	end := begin
	for end < len(line) && !isSpace(line[end]) {
		end++
	}
	return line[begin:end], line[end:]
}

func isSpace(c byte) bool { return c == ' ' || (c >= '\t' && c <= '\r') }
