package kernel

// A unit holds the innermost loops, for a vector unit of the processor or in plain Go. The
// portable loop of the same name specifies each of them.
type unit[T Float] struct {
	name        string
	denseAbove  float64 // density of W above which the dense product is faster, by BenchmarkRows
	lanes       int     // values in a vector register
	tile        tile
	dense       func(y, weights, x []T, panels, sources, stride int, resume bool, prefetchOffset, prefetchStride int)
	sparse      []sparseRows[T] // in ascending order of vectors
	groupRows   int             // rows of a group of pairs, whose sums and weights stay in the L2 cache for all panels
	pairs       []pairedRows[T] // in ascending order of vectors; empty where they are not faster
	slices      func(y, x []T, starts []int32, sources []uint16, weights []T, slices int, resume bool)
	advance     advanceLoop[T]
	advanceTail advanceLoop[T] // for the replicas that do not fill a vector
}

// advanceLoop takes the step of len(leak) neurons, in the first count of their width replicas;
// rows of products are stride values apart. It reports whether every new state is within the
// bound.
type advanceLoop[T Float] func(x, products, zeta, leak, input, steps, noiseScales []T, count, width, stride int, floor, bound T) bool

// tile is the shape of the part of a dense product that is kept in registers.
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
