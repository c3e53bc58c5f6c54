package netio

import (
	"math"
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/parquet"
)

// appendFloat appends the digits that give the number again. A whole number is written as an
// integer if float64 has all integers of its size, since pandas turns integers with missing values
// into floats; a larger one has an exponent, which shows that its last digits are lost.
func appendFloat(text []byte, v float64) []byte {
	const exact = 1 << 53
	switch {
	case v == math.Trunc(v) && math.Abs(v) < exact:
		return strconv.AppendInt(text, int64(v), 10)
	case v == math.Trunc(v):
		return strconv.AppendFloat(text, v, 'E', -1, 64)
	}
	return strconv.AppendFloat(text, v, 'g', -1, 64)
}

// longestCell is more than a label or a number may have.
const longestCell = 2 * longestNumber

// appendText appends the text, only its beginning where it is long: all rows may refer to the same
// long text, which a file holds once.
func appendText[T string | parquet.ByteArray](text []byte, v T) []byte {
	return append(text, v[:min(len(v), longestCell)]...)
}

// appendBool appends the word that pandas writes into a CSV file.
func appendBool(text []byte, v bool) []byte {
	if v {
		return append(text, "True"...)
	}
	return append(text, "False"...)
}

// mostDecimals are the digits of the longest decimal number of Arrow and Parquet.
const mostDecimals = 76

// appendDecimal appends unscaled·10^−scale.
func appendDecimal(text []byte, unscaled *big.Int, scale int) []byte {
	digits := unscaled.Text(10)
	if digits[0] == '-' {
		text, digits = append(text, '-'), digits[1:]
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	text = append(text, digits[:len(digits)-scale]...)
	if scale > 0 {
		text = append(append(text, '.'), digits[len(digits)-scale:]...)
	}
	return text
}

// bigEndian returns the two's complement number that the bytes hold.
func bigEndian(b []byte) *big.Int {
	v := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return v
}
