package netio

import (
	"bytes"
	"io"
	"slices"

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
	empty    int // rows without content, left out
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
	if bytes.HasPrefix(comment, []byte("%MatrixMarket")) {
		return d.at.fail(line, "let its name end in .mtx", "this is a Matrix Market file")
	}
	d.division = division{separator: ','}
	if records := d.sample(); len(records) > 0 {
		if err := d.refuseForeign(records[0]); err != nil {
			return err
		}
		d.division = bestDivision(records, comment, d.given)
	}
	if d.fit == 0 && hasLaterHeader(d.sample()) {
		return d.at.fail(d.lines+1, "remove it, or begin it with #", "a line stands above the header of an edge list")
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

const (
	notJSON   = "this is JSON, which is not read"
	edgesCure = "save its edges as .csv with the columns source, target and weight, or as .graphml"
)

// refuseForeign refuses what is often in the place of a table.
func (d *delimited) refuseForeign(first []byte) error {
	begin := bytes.TrimLeft(first[:min(40, len(first))], " \t")
	lower := bytes.ToLower(begin)
	for _, c := range []struct{ prefix, what, cure string }{
		{"<!doctype", "this is a page of HTML", "fetch the file itself"},
		{"<html", "this is a page of HTML", "fetch the file itself"},
		{"<?xml", "this is XML", "let its name end like that of its format"},
		{"pk\x03\x04", "this is a zip archive or a spreadsheet", "unpack it, or let its name end in .zip or .xlsx"},
		{"version https://git-lfs", "this is a pointer of Git LFS, not the file", "fetch the file with git lfs pull"},
		{"par1", "this is a Parquet file", "let its name end in .parquet"},
		{"arrow1", "this is an Arrow file", "let its name end in .feather"},
		{"\x93NUMPY", "this is an array of NumPy", "let its name end in .npy"},
		{"matlab 5.0", "this is a MATLAB file", "let its name end in .mat"},
		{"\x00", "this is no text", fetchAgain},
		{"\x89HDF", "this is HDF5, which is not read", "write the matrix with numpy.save, or the edges as .csv"},
		{"\xd0\xcf\x11\xe0", "this is a spreadsheet of an old format", "save it as .xlsx"},
		{"{\"", notJSON, edgesCure}, {"[{", notJSON, edgesCure}, {"[[", notJSON, edgesCure},
		{"*vertices", "this is a network of Pajek, which is not read", edgesCure},
		{"graph [", "this is GML, which is not read", edgesCure},
	} {
		if bytes.HasPrefix(lower, []byte(c.prefix)) || bytes.HasPrefix(begin, []byte(c.prefix)) {
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
	fields, err := d.splitNext()
	for err == nil && fields > 1 && len(d.split.cells[0]) == 0 && isEmptyRow(d.split.cells) {
		d.empty++
		fields, err = d.splitNext()
	}
	if err != nil {
		return nil, err
	}
	cells := d.split.cells
	if d.trailing && fields > 1 && fields == len(cells) && len(cells[fields-1]) == 0 {
		fields--
		cells = cells[:fields]
	}
	d.rows++
	if wanted := d.wanted(); fields != wanted && wanted > 0 {
		return nil, d.at.fail(d.line, sameFieldsCure, "%s instead of %d", counted(fields, "field"), wanted)
	}
	return cells, nil
}

// splitNext divides the next record, and returns how many fields it has.
func (d *delimited) splitNext() (int, error) {
	record, err := d.recordReader.next()
	if err != nil {
		return 0, err
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
		return 0, d.at.fail(d.line, `write a quoted field as "…", a quotation mark in it as ""`, "a quotation mark stands where none can be")
	}
	return fields, nil
}

// isEmptyRow reports whether no cell has content, as in rows that spreadsheets write as ",,".
func isEmptyRow(cells [][]byte) bool {
	return !slices.ContainsFunc(cells, func(cell []byte) bool { return len(cell) > 0 })
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
	if d.empty > 0 {
		m.note("%s not read", counted(d.empty, "empty row"))
	}
	if d.split.padded > 0 {
		m.note("white space around names left out, in %s such as %s", counted(d.split.padded, "cell"), d.split.example)
	}
}
