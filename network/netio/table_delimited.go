package netio

import (
	"bytes"
	"io"

	"noiseprune/network"
)

// delimited is a table in a text file: a record for each row, its fields separated by commas,
// semicolons, tabs or blanks. Which of them is found by the first records. Lines before the first
// record that begin with # or % are comments; the last of them may be the header.
type delimited struct {
	*recordReader
	given network.Columns // whose names are those of columns

	division
	split    fieldSplitter
	rows     int // returned
	comments int
	header   [][]byte // that is a comment
	headerAt int
	current  int // line of the row last returned
}

// newDelimited returns the table in a stream.
func newDelimited(stream io.Reader, at place) (*delimited, error) {
	r, err := newRecordReader(stream, at)
	if err != nil {
		return nil, err
	}
	return &delimited{recordReader: r}, nil
}

// prepare skips the comments and finds the separator.
func (d *delimited) prepare() error {
	count, comment, line, err := d.recordReader.comments()
	if err != nil {
		return err
	}
	d.division = division{separator: ','}
	if records := d.sample(); len(records) > 0 {
		if err := d.refuseForeign(records[0]); err != nil {
			return err
		}
		d.division = bestDivision(records, comment, d.given)
	}
	d.comments = count
	d.split = fieldSplitter{separator: d.separator, most: max(d.first, d.fields) + 1}
	if d.commented {
		d.comments--
		d.split.split(comment)
		d.header, d.headerAt = append([][]byte(nil), d.split.cells...), line
	}
	return nil
}

// refuseForeign refuses what is often in the place of a table.
func (d *delimited) refuseForeign(first []byte) error {
	begin := bytes.ToLower(first[:min(40, len(first))])
	for _, c := range []struct{ prefix, what, cure string }{
		{"<!doctype", "this is a page of HTML", "fetch the file itself"},
		{"<html", "this is a page of HTML", "fetch the file itself"},
		{"<?xml", "this is XML", "let its name end like that of its format"},
		{"pk\x03\x04", "this is a zip archive or a spreadsheet", "unpack it, or let its name end in .zip or .xlsx"},
		{"version https://git-lfs", "this is a pointer of Git LFS, not the file", "fetch the file with git lfs pull"},
	} {
		if bytes.HasPrefix(bytes.TrimLeft(begin, " \t"), []byte(c.prefix)) {
			return d.at.fail(0, c.cure, "%s", c.what)
		}
	}
	return nil
}

func (d *delimited) next() ([][]byte, error) {
	if d.separator == 0 {
		if err := d.prepare(); err != nil {
			return nil, err
		}
	}
	if d.header != nil {
		row := d.header
		d.header, d.current = nil, d.headerAt
		return row, nil
	}
	record, err := d.recordReader.next()
	if err != nil {
		return nil, err
	}
	d.current = d.line
	fields, ok := 0, true
	if d.quotes {
		fields, ok = d.split.split(record)
	} else {
		fields = d.split.splitPlain(record)
	}
	d.bulk.records += fields
	if !ok {
		return nil, d.at.fail(d.line, `write a quoted field as "…", a quotation mark in it as ""`, "a quotation mark stands where none can be")
	}
	cells := d.split.cells
	if d.trailing && fields > 1 && fields == len(cells) && len(cells[fields-1]) == 0 {
		fields--
		cells = cells[:fields]
	}
	d.rows++
	if wanted := d.wanted(); fields != wanted && wanted > 0 {
		return nil, d.at.fail(d.line, sameFieldsCure, "%d fields instead of %d", fields, wanted)
	}
	return cells, nil
}

const sameFieldsCure = "give each row the same columns, and quote a name that contains the separator"

// wanted returns the number of fields of the row, 0 where it is not known.
func (d *delimited) wanted() int {
	if d.rows == 1 && !d.commented {
		return d.first
	}
	return d.fields
}

func (d *delimited) position() int { return d.current }

// commaDecimals reports whether a comma can be part of a number.
func (d *delimited) commaDecimals() bool { return d.separator != ',' }

// notes tells what was found by looking.
func (d *delimited) notes(m *Matrix) {
	if d.separator != ',' && d.fields > 1 {
		m.note("fields are separated by %s", d.separator.name())
	}
	if d.comments > 0 {
		m.note("%s at the top not read", counted(d.comments, "comment"))
	}
	if d.split.padded > 0 {
		m.note("white space around names left out, in %s such as %s", counted(d.split.padded, "cell"), d.split.example)
	}
}
