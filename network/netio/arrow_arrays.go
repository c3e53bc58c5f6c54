package netio

import (
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	arrays "github.com/apache/arrow-go/v18/arrow/array"
)

// arrowCells makes the cells of the columns of one type.
type arrowCells interface {
	// read appends the cells of the rows from first to before end.
	read(c *cellColumn, column arrow.Array, first, end int)
}

// typedCells makes the cells of arrays of type A.
type typedCells[A arrow.Array] func(text []byte, column A, row int) []byte

func (appendTo typedCells[A]) read(c *cellColumn, column arrow.Array, first, end int) {
	typed := column.(A)
	missing := column.NullN() > 0
	for row := first; row < end; row++ {
		if !missing || !typed.IsNull(row) {
			c.text = appendTo(c.text, typed, row)
		}
		c.end()
	}
}

// emptyCells is for a column that has missing values only.
type emptyCells struct{}

func (emptyCells) read(c *cellColumn, _ arrow.Array, first, end int) {
	for range end - first {
		c.end()
	}
}

// signed and unsigned return the cells of arrays of integers.
func signed[A interface {
	arrow.Array
	Value(int) T
}, T int8 | int16 | int32 | int64]() arrowCells {
	return typedCells[A](func(text []byte, column A, row int) []byte {
		return strconv.AppendInt(text, int64(column.Value(row)), 10)
	})
}

func unsigned[A interface {
	arrow.Array
	Value(int) T
}, T uint8 | uint16 | uint32 | uint64]() arrowCells {
	return typedCells[A](func(text []byte, column A, row int) []byte {
		return strconv.AppendUint(text, uint64(column.Value(row)), 10)
	})
}

// textCells returns the cells of arrays of strings.
func textCells[A interface {
	arrow.Array
	Value(int) string
}]() arrowCells {
	return typedCells[A](func(text []byte, column A, row int) []byte { return appendText(text, column.Value(row)) })
}

// newArrowCells returns what makes the cells of a column of that type, or nil for a type that is neither
// number nor text.
func newArrowCells(t arrow.DataType) arrowCells {
	switch t.ID() {
	case arrow.NULL:
		return emptyCells{}
	case arrow.BOOL:
		return typedCells[*arrays.Boolean](func(text []byte, a *arrays.Boolean, row int) []byte { return appendBool(text, a.Value(row)) })
	case arrow.STRING:
		return textCells[*arrays.String]()
	case arrow.LARGE_STRING:
		return textCells[*arrays.LargeString]()
	case arrow.STRING_VIEW:
		return textCells[*arrays.StringView]()
	case arrow.DICTIONARY:
		if values := newArrowCells(t.(*arrow.DictionaryType).ValueType); values != nil {
			return dictionaryCells{values: values}
		}
		return nil
	default:
		if d, ok := t.(arrow.DecimalType); ok {
			return newDecimalCells(d)
		}
		return newNumberCells(t.ID())
	}
}

func newNumberCells(id arrow.Type) arrowCells {
	switch id {
	case arrow.INT8:
		return signed[*arrays.Int8]()
	case arrow.INT16:
		return signed[*arrays.Int16]()
	case arrow.INT32:
		return signed[*arrays.Int32]()
	case arrow.INT64:
		return signed[*arrays.Int64]()
	case arrow.UINT8:
		return unsigned[*arrays.Uint8]()
	case arrow.UINT16:
		return unsigned[*arrays.Uint16]()
	case arrow.UINT32:
		return unsigned[*arrays.Uint32]()
	case arrow.UINT64:
		return unsigned[*arrays.Uint64]()
	case arrow.FLOAT16:
		return typedCells[*arrays.Float16](func(text []byte, a *arrays.Float16, row int) []byte {
			return appendFloat(text, float64(a.Value(row).Float32()))
		})
	case arrow.FLOAT32:
		return typedCells[*arrays.Float32](func(text []byte, a *arrays.Float32, row int) []byte {
			return appendFloat(text, float64(a.Value(row)))
		})
	case arrow.FLOAT64:
		return typedCells[*arrays.Float64](func(text []byte, a *arrays.Float64, row int) []byte { return appendFloat(text, a.Value(row)) })
	default:
		return nil
	}
}

// dictionaryCells makes the cells of a column whose values are in a dictionary, as those of a
// categorical of pandas.
type dictionaryCells struct{ values arrowCells }

func (d dictionaryCells) read(c *cellColumn, column arrow.Array, first, end int) {
	typed := column.(*arrays.Dictionary)
	dictionary := typed.Dictionary()
	for row := first; row < end; row++ {
		if typed.IsNull(row) {
			c.end()
			continue
		}
		k := typed.GetValueIndex(row)
		d.values.read(c, dictionary, k, k+1)
	}
}
