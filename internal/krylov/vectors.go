package krylov

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

// space does the arithmetic of vectors of one length, by blocks of blockEntries entries that
// goroutines take one after another. Sums are formed within each block and then added in ascending
// order of the blocks, so that no bit depends on the number of goroutines.
type space struct {
	order, workers int
	loops          *unit
}

const (
	blockEntries = 4096
	piece        = 512 // of a block: those of all columns stay in a cache
)

// newSpace panics if the order or the number of workers is not positive.
func newSpace(order, workers int) space {
	if order < 1 || workers < 1 {
		panic(fmt.Sprintf("krylov: order %d, %d workers", order, workers))
	}
	loops := fastest()
	return space{order, workers, &loops}
}

func (s space) blocks() int { return (s.order + blockEntries - 1) / blockEntries }

// each calls do for every block of entries first … end−1, by one goroutine for each worker.
func (s space) each(do func(block, first, end int)) {
	blocks := s.blocks()
	var next atomic.Int64
	work := func() {
		for {
			b := int(next.Add(1)) - 1
			if b >= blocks {
				return
			}
			do(b, b*blockEntries, min(s.order, (b+1)*blockEntries))
		}
	}
	var done sync.WaitGroup
	for range min(s.workers, blocks) - 1 {
		done.Go(work)
	}
	work()
	done.Wait()
}

// dot returns xᵀ y.
func (s space) dot(x, y []float64) float64 {
	var one [1]float64
	s.project(one[:], [][]float64{x}, y)
	return one[0]
}

func (s space) norm(x []float64) float64 { return math.Sqrt(s.dot(x, x)) }

// scale sets w ← a w.
func (s space) scale(w []float64, a float64) {
	s.each(func(_, first, end int) {
		for i := first; i < end; i++ {
			w[i] *= a
		}
	})
}

// orthogonalize subtracts from w its projection on the columns, which are orthonormal, by
// Gram–Schmidt done twice (Giraud, Langou & Rozložník 2005: twice is enough), writes the coefficients
// to c, and returns the norm of what remains. It is 0 where that is only rounding.
func (s space) orthogonalize(w []float64, columns [][]float64, c []float64) float64 {
	const rounding = 0x1p-46 // 64 units of the original norm
	before := s.norm(w)
	again := make([]float64, len(columns))
	s.project(c, columns, w)
	s.subtract(w, columns, c)
	s.project(again, columns, w)
	s.subtract(w, columns, again)
	for j, a := range again {
		c[j] += a
	}
	if norm := s.norm(w); norm > rounding*before {
		return norm
	}
	return 0
}

// randomVector sets w to a random unit vector orthogonal to the columns, a function of the seed and the
// stream. It reports false if the columns span the space.
func (s space) randomVector(w []float64, columns [][]float64, seed, stream uint64) bool {
	if len(columns) >= s.order {
		return false
	}
	fillUniform(w, seed, stream)
	norm := s.orthogonalize(w, columns, make([]float64, len(columns)))
	if norm == 0 {
		return false
	}
	s.scale(w, 1/norm)
	s.orthogonalize(w, columns, make([]float64, len(columns))) // what remained may have been little
	s.scale(w, 1/s.norm(w))
	return true
}

// fillUniform writes independent numbers uniform in (−1, 1), the same on every machine.
func fillUniform(w []float64, seed, stream uint64) {
	source := rand.NewPCG(seed, stream)
	for i := range w {
		w[i] = float64(int64(source.Uint64())>>11) * 0x1p-52
	}
}

// fillSigns writes independent random signs.
func fillSigns(w []float64, seed, stream uint64) {
	source := rand.NewPCG(seed, stream)
	for i := range w {
		w[i] = float64(int64(source.Uint64())>>63 | 1)
	}
}

// apply writes A x to y.
func apply(a Operator, y, x []float64) { a.Apply(y, x, 1, func(int, int) {}) }

// vectors returns vectors of n zeros.
func vectors(count, n int) [][]float64 {
	v := make([][]float64, count)
	for i := range v {
		v[i] = make([]float64, n)
	}
	return v
}
