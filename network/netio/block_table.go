package netio

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
