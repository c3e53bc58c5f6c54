package netio

import (
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow/float16"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// newParquetCells returns what makes the cells of a column, or nil for a type that is neither number nor
// text.
func newParquetCells(d *schema.Column) parquetCells {
	if decimal, ok := d.LogicalType().(interface {
		Precision() int32
		Scale() int32
	}); ok {
		return decimalCells(d, int(decimal.Scale()))
	}
	switch d.PhysicalType() {
	case parquet.Types.Boolean:
		return newValueCells(d, appendBool)
	case parquet.Types.Int32, parquet.Types.Int64:
		return integerCells(d)
	case parquet.Types.Float:
		return newValueCells(d, func(text []byte, v float32) []byte { return appendFloat(text, float64(v)) })
	case parquet.Types.Double:
		return newValueCells(d, appendFloat)
	case parquet.Types.ByteArray:
		if isText(d) {
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

// hasPlainType reports whether the values of a column are what their physical type says.
func hasPlainType(d *schema.Column) bool {
	_, none := d.LogicalType().(schema.NullLogicalType)
	return none || d.LogicalType() == nil || d.LogicalType().IsNone()
}

// isText reports whether the bytes of a column are text.
func isText(d *schema.Column) bool {
	switch d.LogicalType().(type) {
	case schema.StringLogicalType, schema.EnumLogicalType, schema.JSONLogicalType:
		return true
	}
	return hasPlainType(d)
}

// integerCells is for integers; nil for dates and times.
func integerCells(d *schema.Column) parquetCells {
	integer, ok := d.LogicalType().(interface {
		BitWidth() int8
		IsSigned() bool
	})
	unsigned := ok && !integer.IsSigned()
	short := d.PhysicalType() == parquet.Types.Int32
	switch {
	case !ok && !hasPlainType(d):
		return nil
	case short && unsigned:
		return newValueCells(d, func(text []byte, v int32) []byte { return strconv.AppendUint(text, uint64(uint32(v)), 10) })
	case short:
		return newValueCells(d, func(text []byte, v int32) []byte { return strconv.AppendInt(text, int64(v), 10) })
	case unsigned:
		return newValueCells(d, func(text []byte, v int64) []byte { return strconv.AppendUint(text, uint64(v), 10) })
	}
	return newValueCells(d, func(text []byte, v int64) []byte { return strconv.AppendInt(text, v, 10) })
}

// decimalCells is for numbers with a fixed number of decimals.
func decimalCells(d *schema.Column, scale int) parquetCells {
	const most = mostDecimals // bytes too
	if scale < 0 || scale > mostDecimals {
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
