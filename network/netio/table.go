package netio

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// table reads a CSV file (RFC 4180) whose first line names its columns: exactly the wanted
// ones, in any order, in capitals or not. Blank lines are skipped; there are no comments,
// since a name may begin with any character.
type table struct {
	csv   *csv.Reader
	guard *recordGuard
	at    place
	order []int // position of each wanted column
	row   []string
	line  int // of the row last returned, from 1
}

func newTable(r io.Reader, at place, columns ...string) (*table, error) {
	t, err := newRecords(r, at)
	if err != nil {
		return nil, err
	}
	t.row = make([]string, len(columns))
	cure := "begin with the line " + strings.Join(columns, ",")
	header, err := t.read()
	if errors.Is(err, io.EOF) {
		return nil, at.fail(0, cure, "the file is empty")
	}
	if err != nil {
		return nil, err
	}
	for _, column := range columns {
		k := slices.IndexFunc(header, func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), column) })
		if k < 0 || len(header) != len(columns) {
			return nil, t.fail(cure, "%s does not name the columns", quote(strings.Join(header, ",")))
		}
		t.order = append(t.order, k)
	}
	return t, nil
}

// newRecords returns a table of which no line has been read.
func newRecords(r io.Reader, at place) (*table, error) {
	text, err := openText(r, at)
	if err != nil {
		return nil, err
	}
	guard := &recordGuard{r: text, bulk: bulk{each: bytesPerRecord}}
	t := &table{csv: csv.NewReader(guard), guard: guard, at: at}
	t.csv.ReuseRecord = true
	t.csv.TrimLeadingSpace = true
	return t, nil
}

// next returns the next row, its fields in the order of the wanted columns, or io.EOF.
// The next call overwrites the slice.
func (t *table) next() ([]string, error) {
	record, err := t.read()
	if err != nil {
		return nil, err
	}
	for i, k := range t.order {
		t.row[i] = record[k]
	}
	return t.row, nil
}

// read returns the next record and sets the line.
func (t *table) read() ([]string, error) {
	record, err := t.csv.Read()
	t.guard.since = 0
	t.guard.bulk.records++
	var wrong *csv.ParseError
	switch {
	case err == nil:
		t.line, _ = t.csv.FieldPos(0)
		return record, nil
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errLongRecord):
		return nil, t.at.fail(t.line+1, "look for a missing quotation mark, or for many blank lines",
			"more than %d bytes without the end of a record", longestRecord)
	case errors.Is(err, errFewRecords):
		return nil, t.at.fail(t.line+1, "remove blanks and blank lines",
			"%d MiB hold no more than %d records", t.guard.bulk.bytes>>20, t.guard.bulk.records)
	case !errors.As(err, &wrong):
		return nil, t.at.wrap(err)
	}
	t.line = wrong.StartLine
	if errors.Is(err, csv.ErrFieldCount) {
		return nil, t.fail("separate the fields by commas, and quote a name that contains one",
			"%d fields instead of %d", len(record), t.csv.FieldsPerRecord)
	}
	return nil, t.fail(`write a quoted field as "…", a quotation mark in it as ""`, "a quotation mark stands where none can be")
}

// number reads a number of the row last returned.
func (t *table) number(field string) (float64, error) {
	v, wrong := parseNumber([]byte(strings.TrimSpace(field)))
	if wrong != "" {
		return 0, t.fail(decimalNumber, "number %s %s", quote(field), wrong)
	}
	return v, nil
}

// fail returns an error at the row last returned.
func (t *table) fail(cure, what string, args ...any) error {
	return t.at.fail(t.line, cure, what, args...)
}
