package netio

import (
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow/float16"
	"github.com/apache/arrow-go/v18/parquet"
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

// newParquetCells returns what makes the cells of a column, or nil for a type that is neither number nor
// text.
func newParquetCells(d *schema.Column) parquetCells {
	if decimal, ok := d.LogicalType().(interface {
		Precision() int32
		Scale() int32
	}); ok {
		return decimalCells(d, int(decimal.Scale()))
	}
	integer, isInteger := d.LogicalType().(interface {
		BitWidth() int8
		IsSigned() bool
	})
	_, none := d.LogicalType().(schema.NullLogicalType)
	plain := none || d.LogicalType() == nil || d.LogicalType().IsNone()
	switch d.PhysicalType() {
	case parquet.Types.Boolean:
		return newValueCells(d, appendBool)
	case parquet.Types.Int32:
		if isInteger && !integer.IsSigned() {
			return newValueCells(d, func(text []byte, v int32) []byte { return strconv.AppendUint(text, uint64(uint32(v)), 10) })
		}
		if isInteger || plain {
			return newValueCells(d, func(text []byte, v int32) []byte { return strconv.AppendInt(text, int64(v), 10) })
		}
	case parquet.Types.Int64:
		if isInteger && !integer.IsSigned() {
			return newValueCells(d, func(text []byte, v int64) []byte { return strconv.AppendUint(text, uint64(v), 10) })
		}
		if isInteger || plain {
			return newValueCells(d, func(text []byte, v int64) []byte { return strconv.AppendInt(text, v, 10) })
		}
	case parquet.Types.Float:
		return newValueCells(d, func(text []byte, v float32) []byte { return appendFloat(text, float64(v)) })
	case parquet.Types.Double:
		return newValueCells(d, appendFloat)
	case parquet.Types.ByteArray:
		switch d.LogicalType().(type) {
		case schema.StringLogicalType, schema.EnumLogicalType, schema.JSONLogicalType:
			plain = true
		}
		if plain {
			return newValueCells(d, func(text []byte, v parquet.ByteArray) []byte { return appendText(text, v) })
		}
	case parquet.Types.FixedLenByteArray:
		if _, ok := d.LogicalType().(schema.Float16LogicalType); ok && d.TypeLength() == 2 {
			return newValueCells(d, func(text []byte, v parquet.FixedLenByteArray) []byte {
				return appendFloat(text, float64(float16.FromLEBytes(v).Float32()))
			})
		}
	}
	return nil
}

// decimalCells is for numbers with a fixed number of decimals.
func decimalCells(d *schema.Column, scale int) parquetCells {
	const most = 76 // digits, and bytes, of Arrow's longest
	if scale < 0 || scale > most {
		return nil
	}
	switch d.PhysicalType() {
	case parquet.Types.Int32:
		return newValueCells(d, func(text []byte, v int32) []byte { return appendDecimal(text, big.NewInt(int64(v)), scale) })
	case parquet.Types.Int64:
		return newValueCells(d, func(text []byte, v int64) []byte { return appendDecimal(text, big.NewInt(v), scale) })
	case parquet.Types.FixedLenByteArray:
		if d.TypeLength() <= most {
			return newValueCells(d, func(text []byte, v parquet.FixedLenByteArray) []byte { return appendDecimal(text, bigEndian(v), scale) })
		}
	case parquet.Types.ByteArray:
		return newValueCells(d, func(text []byte, v parquet.ByteArray) []byte {
			return appendDecimal(text, bigEndian(v[:min(len(v), most)]), scale)
		})
	}
	return nil
}
