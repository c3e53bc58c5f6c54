package netio

import (
	"bytes"
	"errors"
	"io"
)

const (
	sampleBytes  = 64 << 10 // of a file, by which its separator is found
	longestRow   = 16 << 20 // bytes of a line: a row of a dense matrix
	bytesPerCell = 1 << 10  // of text on average, but for freeBytes
)

// recordReader reads the records of a text table: lines, or several where a line break is quoted.
type recordReader struct {
	r  io.Reader
	at place

	buffer []byte // read from r; ends with a line break when r has ended
	start  int    // of what is not yet returned
	err    error  // of r, after what is in buffer
	quotes bool   // whether buffer may hold a quotation mark

	line  int // of the record last returned, from 1
	lines int // returned
	bulk  bulk
}

func newRecordReader(r io.Reader, at place) (*recordReader, error) {
	text, err := openText(r, at)
	if err != nil {
		return nil, err
	}
	return &recordReader{r: text, at: at, buffer: make([]byte, 0, sampleBytes), bulk: bulk{each: bytesPerCell}}, nil
}

// fill reads until the buffer is full, which may grow, and reports whether there was more. A line that
// does not end is so searched a few times only, however small the pieces of r are.
func (d *recordReader) fill() bool {
	if d.err != nil {
		return false
	}
	if d.start > 0 {
		d.buffer = d.buffer[:copy(d.buffer, d.buffer[d.start:])]
		d.start = 0
		d.quotes = d.quotes && bytes.IndexByte(d.buffer, '"') >= 0
	}
	if len(d.buffer) == cap(d.buffer) {
		d.buffer = append(make([]byte, 0, 2*cap(d.buffer)), d.buffer...)
	}
	n, err := readBlock(d.r, d.buffer[len(d.buffer):cap(d.buffer)])
	d.quotes = d.quotes || bytes.IndexByte(d.buffer[len(d.buffer):len(d.buffer)+n], '"') >= 0
	d.buffer = d.buffer[:len(d.buffer)+n]
	d.err = err
	if k := len(d.buffer); errors.Is(err, io.EOF) && k > 0 && d.buffer[k-1] != '\n' {
		d.buffer = append(d.buffer, '\n')
	}
	return n > 0 || err == nil
}

// recordEnd finds the end of a record, in which quotation marks are in pairs.
type recordEnd struct {
	searched, quotes, lines int // in the text looked at so far
}

// find returns where the record ends with which the text begins, behind its line break; −1 where
// the text does not hold the end. It may then be called again with a longer text.
func (e *recordEnd) find(text []byte) int {
	for {
		k := bytes.IndexByte(text[e.searched:], '\n')
		if k < 0 {
			e.quotes += bytes.Count(text[e.searched:], []byte{'"'})
			e.searched = len(text)
			return -1
		}
		e.quotes += bytes.Count(text[e.searched:e.searched+k], []byte{'"'})
		e.searched += k + 1
		e.lines++
		if e.quotes%2 == 0 {
			return e.searched
		}
	}
}

// next returns the next record that is not blank, without its line break, or io.EOF. It is valid
// until the next call.
func (d *recordReader) next() ([]byte, error) {
	for {
		record, err := d.any()
		if err != nil || len(record) > 0 && (record[0] > ' ' || len(bytes.TrimSpace(record)) > 0) {
			return record, err
		}
	}
}

// any returns the next record.
func (d *recordReader) any() ([]byte, error) {
	d.line = d.lines + 1
	if !d.quotes {
		if k := bytes.IndexByte(d.buffer[d.start:], '\n'); k >= 0 {
			return d.take(k+1, 1)
		}
	}
	var e recordEnd
	for {
		text := d.buffer[d.start:]
		if end := e.find(text); end >= 0 {
			return d.take(end, e.lines)
		}
		switch {
		case e.quotes%2 == 1 && len(text) > longestRecord:
			return nil, d.at.fail(d.line, "look for a missing quotation mark", "more than %d bytes without the end of a record", longestRecord)
		case len(text) > longestRow:
			return nil, d.at.fail(d.line, "break it", "the line is longer than %d bytes", longestRow)
		case d.fill():
		case !errors.Is(d.err, io.EOF):
			return nil, d.at.wrap(d.err)
		case len(d.buffer) > d.start:
			return d.take(len(d.buffer)-d.start, e.lines)
		default:
			return nil, io.EOF
		}
	}
}

// take returns the record of that length and those lines.
func (d *recordReader) take(length, lines int) ([]byte, error) {
	record := d.buffer[d.start : d.start+length-1]
	d.start += length
	d.lines += lines
	if !d.bulk.add(length) {
		return nil, d.at.fail(d.line, "remove blanks and blank lines", "%d MiB hold no more than %d fields", d.bulk.bytes>>20, d.bulk.records)
	}
	return record, nil
}

// comments skips the blank lines and the comments, which begin with # or %, with which the text goes
// on. It returns the number of comments, the last one without its mark, and the line of that.
func (d *recordReader) comments() (count int, last []byte, line int, err error) {
	for {
		k := bytes.IndexByte(d.buffer[d.start:], '\n')
		if k < 0 && len(d.buffer)-d.start <= longestRow && d.fill() {
			continue
		}
		if k < 0 {
			return count, last, line, nil
		}
		text := bytes.TrimSpace(d.buffer[d.start : d.start+k])
		isComment := len(text) > 0 && (text[0] == '#' || text[0] == '%')
		if len(text) > 0 && !isComment && !isSeparatorLine(text, d.lines) {
			return count, last, line, nil
		}
		if isComment {
			count++
			last, line = append(last[:0], bytes.TrimSpace(text[1:])...), d.lines+1
		}
		d.line = d.lines + 1
		if _, err := d.take(k+1, 1); err != nil {
			return 0, nil, 0, err
		}
	}
}

// isSeparatorLine reports whether a line with so many before it is that which tells a spreadsheet the
// separator, as in "sep=;".
func isSeparatorLine(text []byte, before int) bool {
	return before == 0 && len(text) <= len("sep=;") && bytes.HasPrefix(text, []byte("sep="))
}

// sample returns the records with which the text goes on, some 64 KiB of them, and at least one if
// the text holds it. They are not yet read.
func (d *recordReader) sample() [][]byte {
	for len(d.buffer)-d.start < sampleBytes && d.fill() {
	}
	var e recordEnd
	for e.find(d.buffer[d.start:]) < 0 && len(d.buffer)-d.start <= longestRow && d.fill() {
	}
	var records [][]byte
	for text := d.buffer[d.start:]; len(text) > 0; {
		var e recordEnd
		end := e.find(text)
		if end < 0 {
			break
		}
		if record := text[:end-1]; len(bytes.TrimSpace(record)) > 0 {
			records = append(records, record)
		}
		text = text[end:]
	}
	return records
}
