package netio

import (
	"math"
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/parquet"
)

// cellBlock is the number of rows whose cells are made at once.
const cellBlock = 4096

// cellColumn is the cells of one column in a block of rows, as text.
type cellColumn struct {
	text []byte
	ends []int
}

func (c *cellColumn) reset() { c.text, c.ends = c.text[:0], c.ends[:0] }

// end ends the cell whose text was appended last.
func (c *cellColumn) end() { c.ends = append(c.ends, len(c.text)) }

func (c *cellColumn) cell(row int) []byte {
	start := 0
	if row > 0 {
		start = c.ends[row-1]
	}
	return c.text[start:c.ends[row]]
}

// blockTable is a table whose cells are made column by column, for a block of rows at a time. Cells
// of columns that are not needed are nil.
type blockTable struct {
	columns []cellColumn
	skipped []bool
	cells   [][]byte
	row     int // of the block
	rows    int // in the block
	before  int // rows in the blocks before

	// fill makes the cells of the next block and returns how many rows it has, or io.EOF.
	fill func() (rows int, err error)
}

func newBlockTable(columns int) *blockTable {
	return &blockTable{columns: make([]cellColumn, columns), skipped: make([]bool, columns), cells: make([][]byte, columns)}
}

// next returns the next row.
func (t *blockTable) next() ([][]byte, error) {
	for t.row == t.rows {
		t.before += t.rows
		t.row, t.rows = 0, 0
		for k := range t.columns {
			t.columns[k].reset()
		}
		rows, err := t.fill()
		if err != nil {
			return nil, err
		}
		t.rows = rows
	}
	for k := range t.columns {
		if len(t.columns[k].ends) == 0 {
			t.cells[k] = nil
			continue
		}
		t.cells[k] = t.columns[k].cell(t.row)
	}
	t.row++
	return t.cells, nil
}

// position returns the number of the row.
func (t *blockTable) position() int { return t.before + t.row }

// need says which columns are read from now on. The rows of the present block are not changed.
func (t *blockTable) need(columns []bool) {
	for k, needed := range columns {
		t.skipped[k] = t.skipped[k] || !needed
	}
}

// appendFloat appends the digits that give the number again. A whole number is written as an
// integer if float64 has all integers of its size, since pandas turns integers with missing values
// into floats; a larger one has an exponent, which shows that its last digits are lost.
func appendFloat(text []byte, v float64) []byte {
	const exact = 1 << 53
	switch {
	case v == math.Trunc(v) && math.Abs(v) < exact:
		return strconv.AppendInt(text, int64(v), 10)
	case v == math.Trunc(v):
		return strconv.AppendFloat(text, v, 'E', -1, 64)
	}
	return strconv.AppendFloat(text, v, 'g', -1, 64)
}

// longestCell is more than a label or a number may have.
const longestCell = 2 * longestNumber

// appendText appends the text, only its beginning where it is long: all rows may refer to the same
// long text, which a file holds once.
func appendText[T string | parquet.ByteArray](text []byte, v T) []byte {
	return append(text, v[:min(len(v), longestCell)]...)
}

// appendBool appends the word that pandas writes into a CSV file.
func appendBool(text []byte, v bool) []byte {
	if v {
		return append(text, "True"...)
	}
	return append(text, "False"...)
}

// appendDecimal appends unscaled·10^−scale.
func appendDecimal(text []byte, unscaled *big.Int, scale int) []byte {
	digits := unscaled.Text(10)
	if digits[0] == '-' {
		text, digits = append(text, '-'), digits[1:]
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	text = append(text, digits[:len(digits)-scale]...)
	if scale > 0 {
		text = append(append(text, '.'), digits[len(digits)-scale:]...)
	}
	return text
}

// bigEndian returns the two's complement number that the bytes hold.
func bigEndian(b []byte) *big.Int {
	v := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return v
}
