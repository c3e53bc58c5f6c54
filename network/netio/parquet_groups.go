package netio

import (
	"io"
	"sync"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
)

// checkRows refuses more rows than a file of its size is likely to hold.
func (t *parquetTable) checkRows() error {
	var rows int64
	for _, g := range t.reader.MetaData().RowGroups {
		most := int64(t.content.limits.Entries)
		if g.NumRows < 0 || g.NumRows > most || rows > most {
			return t.content.limits.checkEntries(t.at, 0, int(max(g.NumRows, rows)))
		}
		rows += g.NumRows
	}
	if rows != t.reader.NumRows() {
		return t.at.fail(0, fetchAgain, "the file is damaged: %d rows are promised, but its row groups have %d", t.reader.NumRows(), rows)
	}
	return t.content.limits.checkEntries(t.at, 0, int(rows))
}

// readBlock makes the cells of the next rows, all of one row group.
func (t *parquetTable) readBlock() (int, error) {
	for t.left == 0 {
		if t.group == t.reader.NumRowGroups() {
			return 0, io.EOF
		}
		if err := t.openGroup(); err != nil {
			return 0, err
		}
	}
	rows := int(min(cellBlock, t.left))
	for k := range t.columns {
		c := &t.columns[k]
		if !c.open || t.skipped[k] {
			continue
		}
		cells := &t.blockTable.columns[k]
		if err := c.cells.read(cells, rows); err != nil {
			return 0, keepFormat(t.at, err)
		}
		if len(cells.ends) != rows {
			return 0, t.at.fail(0, fetchAgain, "the file is damaged: a column ends after row %d", t.before+len(cells.ends))
		}
	}
	t.left -= int64(rows)
	if t.left == 0 {
		return rows, t.closeGroup()
	}
	return rows, nil
}

// openGroup opens the columns of the next row group.
func (t *parquetTable) openGroup() error {
	g := t.reader.MetaData().RowGroup(t.group)
	t.left = g.NumRows()
	t.group++
	if t.left == 0 {
		return nil
	}
	if g.NumColumns() != t.reader.MetaData().Schema.NumColumns() {
		return t.at.fail(0, fetchAgain, "the file is damaged: row group %d has %d columns", t.group, g.NumColumns())
	}
	for k := range t.columns {
		c := &t.columns[k]
		c.open = c.cells != nil && !t.skipped[k]
		if !c.open {
			continue
		}
		chunk, err := g.ColumnChunk(c.leaf)
		if err != nil {
			return damagedFile(t.at, err)
		}
		pages, err := t.pages(chunk, t.reader.MetaData().Schema.Column(c.leaf))
		if err != nil {
			return err
		}
		pool := &sync.Pool{New: func() any { return memory.NewResizableBuffer(memory.DefaultAllocator) }}
		//nolint:staticcheck // the reader that is not deprecated cannot be given pages that were checked
		reader := file.NewColumnReader(t.reader.MetaData().Schema.Column(c.leaf), pages, memory.DefaultAllocator, pool)
		c.cells.open(reader)
	}
	return nil
}

// closeGroup checks that no column has more values.
func (t *parquetTable) closeGroup() error {
	for k := range t.columns {
		c := &t.columns[k]
		if c.open && !t.skipped[k] && c.cells.more() {
			return t.at.fail(0, fetchAgain, "the file is damaged: a column has more values than there are rows")
		}
		if c.open && !t.skipped[k] && c.cells.failure() != nil {
			return keepFormat(t.at, c.cells.failure())
		}
		c.open = false
	}
	return nil
}
