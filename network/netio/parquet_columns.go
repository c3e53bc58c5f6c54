package netio

import (
	"errors"
	"sync"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// pandasIndex is the name that pandas gives the column of a table's index, which has none.
const pandasIndex = "__index_level_0__"

// columnName returns the name of a column for readEdgeTable.
func columnName(name string) string {
	if name == pandasIndex {
		return ""
	}
	return name
}

// findColumns lists the columns of the table: the fields of the schema's root.
func (t *parquetTable) findColumns() (names []string, err error) {
	s := t.reader.MetaData().Schema
	var types []string
	var last schema.Node
	for leaf := range s.NumColumns() {
		root := s.ColumnRoot(leaf)
		if root == last {
			continue // a further part of a structure
		}
		last = root
		column, kind := parquetColumn{leaf: leaf}, "a list or structure"
		if d := s.Column(leaf); len(d.ColumnPath()) == 1 && d.MaxRepetitionLevel() == 0 {
			column.cells, kind = newParquetCells(d), d.PhysicalType().String()
			if logical := d.LogicalType(); logical != nil && logical.IsValid() && !logical.IsNone() {
				kind = logical.String()
			}
		}
		if column.cells != nil {
			kind = ""
		}
		t.columns, names, types = append(t.columns, column), append(names, columnName(root.Name())), append(types, kind)
	}
	return names, checkUsedColumns(t.content, names, types)
}

// checkUsedColumns refuses a table in which a column that is used cannot be read. Types are those of
// such columns, "" for the others.
func checkUsedColumns(c content, names, types []string) error {
	at := place{path: c.path}
	h := newHeader(at, 0, names)
	r, err := findRoles(h, c.reading)
	if err != nil {
		return err
	}
	used := make([]bool, len(names))
	for k, name := range names {
		used[k] = name != ""
	}
	for _, k := range r.unused(h) {
		used[k] = false
	}
	for k, kind := range types {
		if used[k] && kind != "" {
			return at.fail(0, "convert it to numbers or text, or "+nameColumns, "column %s is of type %s", quote(names[k]), oneLine(kind))
		}
	}
	return nil
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

// pages returns the pages of a column chunk.
func (t *parquetTable) pages(chunk *metadata.ColumnChunkMetaData, d *schema.Column) (*pageReader, error) {
	if chunk.CryptoMetadata() != nil {
		return nil, encrypted(t.at)
	}
	switch chunk.Compression() {
	case compress.Codecs.Uncompressed, compress.Codecs.Snappy, compress.Codecs.Gzip, compress.Codecs.Brotli,
		compress.Codecs.Zstd, compress.Codecs.Lz4Raw:
	default:
		return nil, t.at.fail(0, "write it with compression zstd or snappy", "the compression %s is not read", chunk.Compression())
	}
	start := chunk.DataPageOffset()
	if d := chunk.DictionaryPageOffset(); chunk.HasDictionaryPage() && d > 0 && d < start {
		start = d
	}
	length := chunk.TotalCompressedSize()
	if start < 0 || length < 0 || length > t.content.size || start > t.content.size-length {
		return nil, t.at.fail(0, fetchAgain, "the file is damaged: column %s reaches beyond its end", quote(d.Name()))
	}
	return &pageReader{
		file: t.file, at: start, end: start + length, values: t.left, codec: chunk.Compression(), budget: t.budget,
		levels: d.MaxDefinitionLevel() > 0, width: leastWidth(d),
	}, nil
}

// leastWidth returns the least number of bytes that a value has, where it is stored plainly.
func leastWidth(d *schema.Column) int {
	switch d.PhysicalType() {
	case parquet.Types.Boolean:
		return 1
	case parquet.Types.Int64, parquet.Types.Double:
		return 8
	case parquet.Types.FixedLenByteArray:
		return max(1, d.TypeLength())
	default: // integers and floats of 4 bytes, texts with their length
		return 4
	}
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

// keepFormat returns an error of format as it is, and any other as damage of the file.
func keepFormat(at place, err error) error {
	var known *FormatError
	if errors.As(err, &known) {
		return known
	}
	return damagedFile(at, err)
}
