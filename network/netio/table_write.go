package netio

import (
	"encoding/csv"
	"io"
)

// tableWriter writes such a table. The first error is kept until flush.
type tableWriter struct {
	csv *csv.Writer
}

func newTableWriter(w io.Writer, s separator, columns ...string) *tableWriter {
	t := &tableWriter{csv: csv.NewWriter(w)}
	t.csv.Comma = rune(s)
	t.row(columns...)
	return t
}

func (t *tableWriter) row(fields ...string) {
	t.csv.Write(fields) //nolint:errcheck // csv.Writer keeps it for Error
}

func (t *tableWriter) flush() error {
	t.csv.Flush()
	return t.csv.Error()
}
