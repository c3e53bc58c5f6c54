package netio

import (
	"math/big"

	"github.com/apache/arrow-go/v18/arrow"
	arrays "github.com/apache/arrow-go/v18/arrow/array"
)

// newDecimalCells is for numbers with a fixed number of decimals, at most those of Arrow's longest. The
// library's own text is rounded, and has as many digits as the file declares.
func newDecimalCells(t arrow.DecimalType) arrowCells {
	scale := int(t.GetScale())
	if scale < 0 || scale > mostDecimals {
		return nil
	}
	switch t.ID() {
	case arrow.DECIMAL32:
		return decimalsOf(scale, func(a *arrays.Decimal32, row int) *big.Int { return big.NewInt(int64(a.Value(row))) })
	case arrow.DECIMAL64:
		return decimalsOf(scale, func(a *arrays.Decimal64, row int) *big.Int { return big.NewInt(int64(a.Value(row))) })
	case arrow.DECIMAL128:
		return decimalsOf(scale, func(a *arrays.Decimal128, row int) *big.Int { return a.Value(row).BigInt() })
	default:
		return decimalsOf(scale, func(a *arrays.Decimal256, row int) *big.Int { return a.Value(row).BigInt() })
	}
}

func decimalsOf[A arrow.Array](scale int, value func(a A, row int) *big.Int) arrowCells {
	return typedCells[A](func(text []byte, a A, row int) []byte { return appendDecimal(text, value(a, row), scale) })
}
