package netio

import (
	"io"

	"github.com/apache/arrow-go/v18/parquet/file"
)

// parquetFormat is the row of the registry.
func parquetFormat() format { return blockFormat(".parquet", openParquet, WriteParquet) }

// parquetTable reads the row groups of a Parquet file.
type parquetTable struct {
	*blockTable
	file    io.ReaderAt
	content content
	at      place
	reader  *file.Reader
	budget  *unpackBudget
	columns []parquetColumn

	group int   // the next row group
	left  int64 // rows of the present one
}

// parquetColumn is a column of the table: a leaf of the schema, or a field that is not read.
type parquetColumn struct {
	leaf  int
	cells parquetCells // nil for a column of another type than numbers and text
	open  bool         // in the present row group
}

// openParquet reads the footer. It sets the labels that the file itself holds.
func openParquet(c *content, r io.ReaderAt) (*blockTable, []string, error) {
	at := place{path: c.path}
	meta, err := readParquetMetadata(r, c.size, at)
	if err != nil {
		return nil, nil, err
	}
	reader, err := file.NewParquetReader(io.NewSectionReader(r, 0, c.size), file.WithMetadata(meta))
	if err != nil {
		return nil, nil, damagedFile(at, err)
	}
	t := &parquetTable{file: r, content: *c, at: at, reader: reader}
	if err := t.checkRows(); err != nil {
		return nil, nil, err
	}
	if t.budget, err = newUnpackBudget(at, c.limits, c.size); err != nil {
		return nil, nil, err
	}
	names, err := t.findColumns()
	if err != nil {
		return nil, nil, err
	}
	c.useStoredLabels(func(key string) (string, bool) {
		value := meta.KeyValueMetadata().FindValue(key)
		if value == nil {
			return "", false
		}
		return *value, true
	})
	t.blockTable = newBlockTable(len(names))
	t.fill = t.readBlock
	return t.blockTable, names, nil
}
