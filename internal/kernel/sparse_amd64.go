//go:build amd64 && !noasm

package kernel

// sparseAVX2 multiplies the stored weights, row after row, as many replicas at a time as
// the registers hold.
type sparseAVX2 struct {
	sparse
}

// Multiply writes W x into y.
func (s sparseAVX2) Multiply(y, x []float64, width int) {
	checkLengths(y, x, s.w.Order(), width)
	stride := width * 8
	for i := range s.w.Order() {
		row := y[i*width : (i+1)*width]
		sources, weights := s.w.Row(i)
		if len(sources) == 0 {
			clear(row)
			continue
		}
		r := 0
		for ; r+32 <= width; r += 32 {
			sparseRow32AVX2(&row[r], &x[r], &sources[0], &weights[0], len(sources), stride)
		}
		if r+16 <= width {
			sparseRow16AVX2(&row[r], &x[r], &sources[0], &weights[0], len(sources), stride)
			r += 16
		}
		if r+8 <= width {
			sparseRow8AVX2(&row[r], &x[r], &sources[0], &weights[0], len(sources), stride)
			r += 8
		}
		if r+4 <= width {
			sparseRow4AVX2(&row[r], &x[r], &sources[0], &weights[0], len(sources), stride)
			r += 4
		}
		for ; r < width; r++ {
			row[r] = sparseOne(sources, weights, x, width, r)
		}
	}
}
