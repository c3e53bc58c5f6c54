package netio

import (
	"bufio"
	"errors"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/ipc"
)

// arrowFormat is the row of the registry for Arrow's file format, which Feather's version 2 is, and
// its stream format.
func arrowFormat(extension string) format {
	return format{
		extension: extension, labels: true, archive: true, table: true, onlyEdges: true,
		read:  func(c content) (*Matrix, error) { return readArrow(c, c.file) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteArrow(w, m) },
		check: hasUniqueNames,
	}
}

// readArrow reads an edge list from an Arrow file or stream of the content's size.
func readArrow(c content, r io.ReaderAt) (*Matrix, error) {
	return recovered(place{path: c.path}, func() (*Matrix, error) {
		table, names, err := openArrow(&c, r)
		if err != nil {
			return nil, err
		}
		return readEdgeTable(c, table, names)
	})
}

// arrowTable reads the record batches of a stream.
type arrowTable struct {
	*blockTable
	at      place
	limits  Limits
	reader  *ipc.Reader
	columns []arrowCells // nil for a column of another type than numbers and text
	batch   arrow.RecordBatch
	first   int // row of the batch that comes next
	total   int // rows of all batches so far
}

// openArrow reads the schema. It sets the labels that the file itself holds.
func openArrow(c *content, r io.ReaderAt) (*blockTable, []string, error) {
	at := place{path: c.path}
	start, err := findArrowStream(r, c.size, at)
	if err != nil {
		return nil, nil, err
	}
	budget, err := newUnpackBudget(at, c.limits, c.size)
	if err != nil {
		return nil, nil, err
	}
	stream := bufio.NewReaderSize(io.NewSectionReader(r, start, c.size-start), 1<<16)
	t := &arrowTable{at: at, limits: c.limits}
	messages := &arrowMessages{r: stream, left: c.size - start, at: at, limits: c.limits, budget: budget}
	if t.reader, err = ipc.NewReaderFromMessageReader(messages); err != nil {
		return nil, nil, keepFormat(at, err)
	}
	schema := t.reader.Schema()
	var names, types []string
	for _, f := range schema.Fields() {
		kind := ""
		cells := newArrowCells(f.Type)
		if cells == nil {
			kind = f.Type.String()
		}
		t.columns, names, types = append(t.columns, cells), append(names, columnName(f.Name)), append(types, kind)
	}
	if err := checkUsedColumns(*c, names, types); err != nil {
		return nil, nil, err
	}
	stored := schema.Metadata()
	c.useStoredLabels(stored.GetValue)
	t.blockTable = newBlockTable(len(names))
	t.fill = t.readBlock
	return t.blockTable, names, nil
}

// findArrowStream returns where the messages begin. A file is a stream between two magic words, with a
// footer at its end that repeats where the messages are.
func findArrowStream(r io.ReaderAt, size int64, at place) (start int64, err error) {
	const magic, feather1, padded = "ARROW1", "FEA1", 8
	if size == 0 {
		return 0, at.fail(0, fetchAgain, "the file is empty")
	}
	head, tail := make([]byte, min(size, padded)), make([]byte, min(size, int64(len(magic))))
	if _, err := r.ReadAt(head, 0); err != nil {
		return 0, at.wrap(damaged(at, err))
	}
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, at.wrap(damaged(at, err))
	}
	switch {
	case len(head) < padded:
		return 0, at.fail(0, "let its name end like what it is", "this is no Arrow file")
	case string(head[:len(feather1)]) == feather1:
		return 0, at.fail(0, "read it with an old pandas, and write it with df.to_feather of a new one",
			"this is Feather version 1, which is not read")
	case string(head[:4]) == "PAR1":
		return 0, at.fail(0, "let its name end in .parquet", "this is a Parquet file")
	case string(head[:len(magic)]) != magic:
		return 0, nil
	case string(tail) != magic:
		return 0, at.fail(0, fetchAgain, "the file ends early")
	}
	return padded, nil
}

// readBlock makes the cells of the next rows, all of one batch.
func (t *arrowTable) readBlock() (int, error) {
	for t.batch == nil || t.first == int(t.batch.NumRows()) {
		if err := t.nextBatch(); err != nil {
			return 0, err
		}
	}
	rows := min(cellBlock, int(t.batch.NumRows())-t.first)
	for k, cells := range t.columns {
		if cells != nil && !t.skipped[k] {
			cells.read(&t.blockTable.columns[k], t.batch.Column(k), t.first, t.first+rows)
		}
	}
	t.first += rows
	return rows, nil
}

// nextBatch reads the next batch, or returns io.EOF.
func (t *arrowTable) nextBatch() error {
	next, err := t.reader.Read()
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return keepFormat(t.at, err)
	}
	t.batch, t.first = next, 0
	t.total += int(next.NumRows())
	return t.limits.checkEntries(t.at, 0, t.total)
}
