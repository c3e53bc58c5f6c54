package figure

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
)

// Table is a table of numbers, for a CSV file.
type Table struct {
	Name    string // of the file, after the figure's name; empty for the only one
	Columns []string
	Rows    [][]float64
}

// Columns makes a table of named columns of equal length.
func Columns(name string, names []string, values ...[]float64) Table {
	t := Table{Name: name, Columns: names}
	for k := range values[0] {
		row := make([]float64, len(values))
		for c := range values {
			row[c] = values[c][k]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// CSV returns the table with a header line. Numbers are written so that they read back to
// the same bits; one that is not finite is an empty field.
func (t Table) CSV() []byte {
	var buffer bytes.Buffer
	w := csv.NewWriter(&buffer)
	_ = w.Write(t.Columns) // a buffer takes everything
	for _, row := range t.Rows {
		fields := make([]string, len(row))
		for k, v := range row {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				fields[k] = strconv.FormatFloat(v, 'g', -1, 64)
			}
		}
		_ = w.Write(fields)
	}
	w.Flush()
	return buffer.Bytes()
}
