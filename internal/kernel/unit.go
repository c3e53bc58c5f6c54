package kernel

// A unit is what computes: a vector unit of the processor, or plain Go. It holds the
// innermost loops, each of which the portable one of the same name specifies.
type unit[T Float] struct {
	name       string
	denseAbove float64 // the density of W from which the dense product is the faster one, by BenchmarkRows
	lanes      int     // values in a vector register
	tile       tile
	dense      func(y, weights, x []T, panels, sources, stride int, resume bool, prefetchOffset, prefetchStride int)
	sparse     []sparseRows[T] // in ascending order of vectors
	groupRows  int             // of pairs, of which sums and weights stay in the second cache while the panels pass by
	pairs      []pairedRows[T] // in ascending order of vectors; none if they gain nothing
	slices     func(y, x []T, starts []int32, sources []uint16, weights []T, slices int, resume bool)
	advance    func(x, products, zeta, leak, input []T, count, width, stride int, floor, step, noiseScale, bound T) bool
	rest       func(x, products, zeta, leak, input []T, count, width, stride int, floor, step, noiseScale, bound T) bool // advance, for the replicas that do not fill a vector
}

// tile is the part of a dense product that the registers hold.
type tile struct{ rows, columns int }

// sparseRows multiplies rows by a panel of that many vectors of replicas.
type sparseRows[T Float] struct {
	vectors int
	rows    func(y, x []T, starts []int32, sources []uint32, weights []T, rows, stride int, resume bool)
}

// pairedRows multiplies pairs of rows by a panel of that many vectors of replicas.
type pairedRows[T Float] struct {
	vectors int
	pairs   func(y, x []T, rows []uint32, starts []int32, sources []uint16, weights []T, pairs, stride int, resume bool)
}

// asUnit returns the unit of precision T.
func asUnit[T Float](double func() unit[float64], single func() unit[float32]) unit[T] {
	if u, ok := any(double()).(unit[T]); ok {
		return u
	}
	return any(single()).(unit[T])
}

// ceil returns n rounded up to a multiple of m.
func ceil(n, m int) int { return (n + m - 1) / m * m }
