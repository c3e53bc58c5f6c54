package netio

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// mostDimensions is NumPy's limit.
const mostDimensions = 64

// parseShape reads a tuple of sizes. It returns an error if the number of bytes overflows an
// int.
func parseShape(text string, size int) ([]int, bool) {
	text, open := strings.CutPrefix(text, "(")
	text, closed := strings.CutSuffix(text, ")")
	if !open || !closed {
		return nil, false
	}
	shape := []int{}
	if strings.TrimSpace(text) == "" {
		return shape, true
	}
	total := uint64(size)
	parts := strings.Split(text, ",")
	if last := len(parts) - 1; last > 0 && strings.TrimSpace(parts[last]) == "" {
		parts = parts[:last] // (3,) and (3, 3,)
	}
	for _, part := range parts {
		d, ok := parseCount(strings.TrimSuffix(strings.TrimSpace(part), "L")) // Python 2 wrote 3L
		if !ok || len(shape) == mostDimensions {
			return nil, false
		}
		shape = append(shape, d)
		high, low := bits.Mul64(total, uint64(max(d, 1)))
		if high != 0 || low > math.MaxInt {
			return nil, false
		}
		total = low
	}
	return shape, true
}

// shapeTuple writes a shape as Python writes a tuple.
func shapeTuple(shape []int) string {
	var parts []string
	for _, d := range shape {
		parts = append(parts, strconv.Itoa(d))
	}
	if len(shape) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// items returns the number of items, which fits an int by parseShape.
func (h arrayHeader) items() int {
	n := 1
	for _, d := range h.shape {
		n *= d
	}
	return n
}

// subscripts sets the indices of item k in the order of the file.
func (h arrayHeader) subscripts(k int, to []int) {
	for i := range to {
		axis := i
		if !h.fortran {
			axis = len(to) - 1 - i
		}
		to[axis] = k % h.shape[axis]
		k /= h.shape[axis]
	}
}
