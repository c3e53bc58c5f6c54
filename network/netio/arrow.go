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
func arrowFormat(extension string) format { return blockFormat(extension, openArrow, WriteArrow) }

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
