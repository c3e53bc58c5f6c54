package timeseries

import "fmt"

// batches are sums of quantities over successive parts of one trajectory, all of them `length`
// frames long but the last, which is open. The length is 1 at first. When `limit` batches are
// complete, neighbours are joined and the length doubles, so that it is a function of the number of
// frames: the least power of two for which there are fewer than limit complete batches.
type batches struct {
	limit      int
	quantities int
	frames     int64
	length     int64
	sums       []float64 // [batch*quantities+q]
}

// newBatches panics for a limit that is odd or below 4.
func newBatches(limit, quantities int) batches {
	if limit < 4 || limit%2 != 0 {
		panic(fmt.Sprintf("timeseries: at most %d batches; the limit must be even and at least 4", limit))
	}
	return batches{limit: limit, quantities: quantities, length: 1, sums: make([]float64, limit*quantities)}
}

func (b *batches) complete() int { return int(b.frames / b.length) }

func (b *batches) batch(k int) []float64 { return b.sums[k*b.quantities:][:b.quantities] }

// open returns the sums to which the next frame is added.
func (b *batches) open() []float64 { return b.batch(b.complete()) }

// advance counts the frame that was added to the open sums.
func (b *batches) advance() {
	b.frames++
	if b.complete() < b.limit {
		return
	}
	for k := range b.limit / 2 {
		joined, first, second := b.batch(k), b.batch(2*k), b.batch(2*k+1)
		for q, v := range first {
			joined[q] = v + second[q]
		}
	}
	clear(b.sums[b.limit/2*b.quantities:])
	b.length *= 2
}

// addTotal adds to dst the sums of all batches of the quantities from first on, in ascending order.
func (b *batches) addTotal(dst []float64, first int) {
	for k := range min(b.complete()+1, b.limit) {
		for q, v := range b.batch(k)[first:][:len(dst)] {
			dst[q] += v
		}
	}
}

// restart begins another trajectory.
func (b *batches) restart() {
	clear(b.sums)
	b.frames, b.length = 0, 1
}

// resume sets the number of frames to that of decoded sums, and the length that follows from it.
func (b *batches) resume(frames int64) {
	b.frames, b.length = frames, 1
	for b.complete() >= b.limit {
		b.length *= 2
	}
}
