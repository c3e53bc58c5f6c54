package netio

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"noiseprune/network"
)

// WriteMatrixMarket writes W as a coordinate file, row = target: field real, symmetric
// where W is, with the lower triangle only, general otherwise. Rows
// come in ascending order, and so do the columns of a row. Each weight has the fewest
// digits that give the same float64 again. The comments come first, one or more lines
// each.
func WriteMatrixMarket(w io.Writer, weights *network.CSR, comments []string) error {
	kind, stored := general, weights.Stored()
	if weights.Equal(weights.Transpose()) {
		kind, stored = symmetric, lowerStored(weights)
	}
	b := bufio.NewWriter(w)
	line := fmt.Appendf(nil, "%%%%MatrixMarket matrix coordinate real %s\n", kind)
	for _, comment := range comments {
		for text := range strings.Lines(comment) {
			line = fmt.Appendf(line, "%% %s\n", strings.TrimRight(text, "\r\n"))
		}
	}
	line = fmt.Appendf(line, "%d %d %d\n", weights.Order(), weights.Order(), stored)
	if _, err := b.Write(line); err != nil {
		return err
	}
	for i := range weights.Order() {
		sources, values := weights.Row(i)
		for k, j := range sources {
			if kind == symmetric && int(j) > i {
				break
			}
			line = strconv.AppendInt(line[:0], int64(i)+1, 10)
			line = strconv.AppendInt(append(line, ' '), int64(j)+1, 10)
			line = append(appendNumber(append(line, ' '), values[k]), '\n')
			if _, err := b.Write(line); err != nil {
				return err
			}
		}
	}
	return b.Flush()
}

// lowerStored returns the number of stored entries on and below the diagonal.
func lowerStored(weights *network.CSR) int {
	count := 0
	for i := range weights.Order() {
		sources, _ := weights.Row(i)
		for _, j := range sources {
			if int(j) <= i {
				count++
			}
		}
	}
	return count
}

// appendNumber appends the shortest decimal form of v that reads back as v. Integers
// below 10¹⁵ have no exponent.
func appendNumber(dst []byte, v float64) []byte {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.AppendInt(dst, int64(v), 10)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, 64)
}
