package netio

import "bytes"

// fieldSplitter divides a record into fields (RFC 4180): one that contains the separator, a
// quotation mark or a line break is quoted, and a quotation mark in it is doubled. White space
// around a field is left out.
type fieldSplitter struct {
	separator separator
	most      int      // fields that are kept; the others are only counted
	cells     [][]byte // the fields kept of the record last divided, until the next call
	unquoted  []byte   // the text of those that were quoted

	padded  int // fields that had white space around them, numbers apart
	example string
}

// split divides the record and returns the number of its fields. It is not ok where a quotation
// mark stands where none can be.
func (f *fieldSplitter) split(record []byte) (fields int, ok bool) {
	if bytes.IndexByte(record, '"') >= 0 {
		f.cells = f.cells[:0]
		return f.splitQuoted(record)
	}
	return f.splitPlain(record), true
}

// splitPlain is split for a record without quotation marks.
func (f *fieldSplitter) splitPlain(record []byte) (fields int) {
	f.cells = f.cells[:0]
	if f.separator == blanks {
		return f.splitBlanks(record)
	}
	for fields = 1; ; fields++ {
		k := bytes.IndexByte(record, byte(f.separator))
		if k < 0 {
			f.add(record, fields)
			return fields
		}
		f.add(record[:k], fields)
		record = record[k+1:]
	}
}

func (f *fieldSplitter) splitBlanks(record []byte) (fields int) {
	for {
		field, rest := cutField(record)
		if len(field) == 0 {
			return fields
		}
		fields++
		f.add(field, fields)
		record = rest
	}
}

// add keeps a field without the white space around it. The first byte and the last show whether
// there can be some, be it of Unicode.
func (f *fieldSplitter) add(field []byte, number int) {
	if number > f.most {
		return
	}
	if n := len(field); n > 0 && (field[0]-'!' >= 0x7f-'!' || field[n-1]-'!' >= 0x7f-'!') {
		field = f.trim(field)
	}
	f.cells = append(f.cells, field)
}

func (f *fieldSplitter) trim(field []byte) []byte {
	inner := bytes.TrimSpace(field)
	if len(inner) < len(field) && len(inner) > 0 && !likeNumber(inner, true) {
		if f.padded == 0 {
			f.example = quote(field)
		}
		f.padded++
	}
	return inner
}

// splitQuoted is split for a record with quotation marks.
func (f *fieldSplitter) splitQuoted(record []byte) (fields int, ok bool) {
	f.unquoted = f.unquoted[:0]
	if cap(f.unquoted) < len(record) {
		f.unquoted = make([]byte, 0, len(record))
	}
	for {
		lead := f.leading(record)
		if f.separator == blanks && lead == len(record) {
			return fields, true
		}
		fields++
		if lead < len(record) && record[lead] == '"' {
			var field []byte
			if field, record, ok = f.unquote(record[lead+1:]); !ok {
				return fields, false
			}
			f.add(field, fields)
			record = record[f.leading(record):]
		} else {
			if f.separator == blanks {
				record = record[lead:]
			}
			end := f.end(record)
			if bytes.IndexByte(record[:end], '"') >= 0 {
				return fields, false
			}
			f.add(record[:end], fields)
			record = record[end:]
		}
		switch {
		case f.separator == blanks:
		case len(record) == 0:
			return fields, true
		case record[0] != byte(f.separator):
			return fields, false
		default:
			record = record[1:]
		}
	}
}

// leading returns the number of bytes of white space before a field.
func (f *fieldSplitter) leading(record []byte) int {
	k := 0
	for k < len(record) && isSpace(record[k]) && (f.separator == blanks || record[k] != byte(f.separator)) {
		k++
	}
	return k
}

// end returns where the field ends with which the record begins.
func (f *fieldSplitter) end(record []byte) int {
	for k, c := range record {
		if c == byte(f.separator) || f.separator == blanks && isSpace(c) {
			return k
		}
	}
	return len(record)
}

// unquote returns the text up to the closing quotation mark, and what follows.
func (f *fieldSplitter) unquote(record []byte) (field, rest []byte, ok bool) {
	from := len(f.unquoted)
	for {
		k := bytes.IndexByte(record, '"')
		if k < 0 {
			return nil, nil, false
		}
		f.unquoted = append(f.unquoted, record[:k]...)
		record = record[k+1:]
		if len(record) == 0 || record[0] != '"' {
			return f.unquoted[from:], record, true
		}
		f.unquoted = append(f.unquoted, '"')
		record = record[1:]
	}
}
