package covariance

// gram is the Gram matrix X Xᵀ of a matrix X with `order` rows whose columns arrive one
// after another. It is stored in tiles of the lower triangle; columns are buffered and then
// added together, by rank-depth updates.
type gram struct {
	unit
	order    int       // rows
	tiles    []float64 // tile (P, Q ≤ P) at P(P+1)/2 + Q; entries above the diagonal are not used
	panels   []float64 // of side rows each: panel[k*side+i] is row i of the k-th buffered column
	buffered int       // columns
}

const (
	depth      = 128       // columns of the buffer: two panels of this depth fit the L1 cache
	runInCache = 256 << 10 // bytes of consecutive panels that fit the L2 cache
)

func newGram(u unit, order int) gram {
	panels := (order + u.side - 1) / u.side
	return gram{
		unit: u, order: order,
		tiles:  make([]float64, triangle(panels)*u.side*u.side),
		panels: make([]float64, panels*depth*u.side),
	}
}

// triangle returns n(n+1)/2: the number of pairs j ≤ i < n, and the index of pair (n, 0).
func triangle(n int) int { return n * (n + 1) / 2 }

// column returns row i of the next buffered column; its later columns follow at a stride of
// side values.
func (g *gram) column(i int) []float64 {
	return g.panels[(i/g.side*depth+g.buffered)*g.side+i%g.side:]
}

// flush adds the products of the buffered columns to the tiles.
func (g *gram) flush() {
	if g.buffered == 0 {
		return
	}
	stride := depth * g.side
	run, panels := max(1, runInCache/(8*stride)), len(g.panels)/stride
	for left := 0; left < panels; left += run {
		for p := left; p < panels; p++ {
			count := min(run, p+1-left)
			g.addProducts(g.tiles[(triangle(p)+left)*g.side*g.side:], g.panels[p*stride:], g.panels[left*stride:], count, g.buffered, stride)
		}
	}
	g.buffered = 0
}

// at returns the address of the sum of products of rows i and j ≤ i.
func (g *gram) at(i, j int) *float64 {
	tile := triangle(i/g.side) + j/g.side
	return &g.tiles[(tile*g.side+i%g.side)*g.side+j%g.side]
}
