package netio

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/metadata"
)

// parquetFormat is the row of the registry.
func parquetFormat() format {
	return format{
		extension: ".parquet", labels: true, archive: true, table: true, onlyEdges: true,
		read:  func(c content) (*Matrix, error) { return readParquet(c, c.file) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteParquet(w, m) },
		check: hasUniqueNames,
	}
}

// readParquet reads an edge list from a Parquet file of the content's size.
func readParquet(c content, r io.ReaderAt) (*Matrix, error) {
	return recovered(place{path: c.path}, func() (*Matrix, error) {
		table, names, err := openParquet(&c, r)
		if err != nil {
			return nil, err
		}
		return readEdgeTable(c, table, names)
	})
}

func hasUniqueNames(m *Matrix) error {
	_, err := m.uniqueNames()
	return err
}

// recovered calls read and turns a panic into an error of format: arrow-go panics on some damaged
// files, with an index out of range in most cases.
func recovered(at place, read func() (*Matrix, error)) (m *Matrix, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			m, err = nil, at.fail(0, fetchAgain, "the file is damaged (%s)", oneLine(fmt.Sprint(reason)))
		}
	}()
	return read()
}

// damagedFile returns an error of format for one that arrow-go returned.
func damagedFile(at place, err error) error {
	return at.fail(0, fetchAgain, "the file is damaged (%s)", oneLine(err.Error()))
}

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
	footer, err := readParquetFooter(r, c.size, at)
	if err != nil {
		return nil, nil, err
	}
	meta, err := metadata.NewFileMetaData(footer, nil)
	if err != nil {
		return nil, nil, damagedFile(at, err)
	}
	meta.SetSourceFileSize(c.size)
	if meta.IsSetEncryptionAlgorithm() {
		return nil, nil, encrypted(at)
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

func encrypted(at place) error {
	return at.fail(0, "write it without encryption", "the file is encrypted")
}

// readParquetFooter returns the footer, in Thrift, after it has been scanned.
func readParquetFooter(r io.ReaderAt, size int64, at place) ([]byte, error) {
	const magic, tail = "PAR1", 8
	if size == 0 {
		return nil, at.fail(0, fetchAgain, "the file is empty")
	}
	var head [4]byte
	var end [tail]byte
	if size >= int64(len(magic)+tail) {
		if _, err := r.ReadAt(head[:], 0); err != nil {
			return nil, at.wrap(damaged(at, err))
		}
		if _, err := r.ReadAt(end[:], size-tail); err != nil {
			return nil, at.wrap(damaged(at, err))
		}
	}
	switch {
	case bytes.Equal(end[4:], []byte("PARE")):
		return nil, encrypted(at)
	case string(head[:]) != magic:
		return nil, at.fail(0, "let its name end like what it is", "this is no Parquet file")
	case string(end[4:]) != magic:
		return nil, at.fail(0, fetchAgain, "the file ends early")
	}
	length := int64(binary.LittleEndian.Uint32(end[:]))
	if length > size-int64(len(magic)+tail) {
		return nil, at.fail(0, fetchAgain, "the file is damaged: its footer is longer than the file")
	}
	footer := make([]byte, length)
	if _, err := r.ReadAt(footer, size-tail-length); err != nil {
		return nil, at.wrap(damaged(at, err))
	}
	if wrong := checkParquetFooter(footer); wrong != "" {
		return nil, at.fail(0, fetchAgain, "the file is damaged: its footer %s", wrong)
	}
	return footer, nil
}

// checkParquetFooter scans the footer and bounds the depth of its schema, in which a column inside
// many others would have a path for each.
func checkParquetFooter(footer []byte) (wrong string) {
	const schema, children, deepest = 2, 5, 32
	var open []int64 // for each group that is open, its children that are to come
	deep := false
	_, wrong = scanThrift(footer, func(path []int16, v int64) {
		if len(path) != 3 || path[0] != schema || path[2] != children || v <= 0 {
			return
		}
		open = append(open, v)
		deep = deep || len(open) > deepest
	})
	if wrong == "" && deep {
		wrong = "nests columns too deeply"
	}
	return wrong
}

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
