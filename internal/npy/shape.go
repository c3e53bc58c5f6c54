package npy

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// MostDimensions is NumPy's limit.
const MostDimensions = 64

// parseShape reads a tuple of sizes. It returns false if the number of bytes overflows an int.
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
		if !ok || len(shape) == MostDimensions {
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

// Tuple writes a shape as Python writes a tuple.
func Tuple(shape []int) string {
	var parts []string
	for _, d := range shape {
		parts = append(parts, strconv.Itoa(d))
	}
	if len(shape) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// Items returns the number of items, which fits an int.
func (h Header) Items() int {
	n := 1
	for _, d := range h.Shape {
		n *= d
	}
	return n
}

// Subscripts sets the indices of item k in the order of the file.
func (h Header) Subscripts(k int, to []int) {
	for i := range to {
		axis := i
		if !h.Fortran {
			axis = len(to) - 1 - i
		}
		to[axis] = k % h.Shape[axis]
		k /= h.Shape[axis]
	}
}

// parseCount reads an integer that consists of digits only and fits an int.
func parseCount(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, strconv.IntSize-1)
	return int(n), err == nil
}
