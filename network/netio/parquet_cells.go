package netio

import (
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// parquetCells makes the cells of one column.
type parquetCells interface {
	open(r file.ColumnChunkReader)
	// read appends that many cells, or fewer where the column chunk has no more.
	read(c *cellColumn, rows int) error
	// more reports whether the column chunk has further values.
	more() bool
	// failure returns the error for which there are no more.
	failure() error
}

// valueReader is a reader of arrow-go for a column of values of type T.
type valueReader[T any] interface {
	file.ColumnChunkReader
	ReadBatchInPage(batchSize int64, values []T, definitions, repetitions []int16) (total int64, valuesRead int, err error)
}

// valueCells makes the cells of values of type T.
type valueCells[T any] struct {
	reader      valueReader[T]
	append      func(text []byte, v T) []byte
	values      []T
	definitions []int16
	defined     int16 // the level of a value; 0 where none can be missing
}

func newValueCells[T any](d *schema.Column, appendTo func(text []byte, v T) []byte) parquetCells {
	return &valueCells[T]{
		append: appendTo, values: make([]T, cellBlock), definitions: make([]int16, cellBlock), defined: d.MaxDefinitionLevel(),
	}
}

func (v *valueCells[T]) open(r file.ColumnChunkReader) { v.reader = r.(valueReader[T]) }
func (v *valueCells[T]) more() bool                    { return v.reader.HasNext() }
func (v *valueCells[T]) failure() error                { return v.reader.Err() }

func (v *valueCells[T]) read(c *cellColumn, rows int) error {
	for len(c.ends) < rows && v.reader.HasNext() {
		most := rows - len(c.ends)
		total, got, err := v.reader.ReadBatchInPage(int64(most), v.values[:most], v.definitions[:most], nil)
		if err != nil {
			return err
		}
		if total == 0 {
			break
		}
		v.add(c, v.values[:got], v.definitions[:total])
	}
	return v.reader.Err()
}

// add appends the cells of the values, which are those whose definition level is the highest.
func (v *valueCells[T]) add(c *cellColumn, values []T, definitions []int16) {
	if v.defined == 0 {
		for _, value := range values {
			c.text = v.append(c.text, value)
			c.end()
		}
		return
	}
	k := 0
	for _, level := range definitions {
		if level == v.defined {
			c.text = v.append(c.text, values[k])
			k++
		}
		c.end()
	}
}
