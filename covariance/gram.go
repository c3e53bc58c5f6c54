package covariance

// gram holds the sums of products of all pairs of rows, in tiles of the lower triangle,
// and the columns that wait to be taken into them.
type gram struct {
	unit
	order   int       // rows
	tiles   []float64 // of rows P and columns Q ≤ P at P(P+1)/2 + Q; what is above the diagonal is not used
	panels  []float64 // of side rows each: panel[k*side+i] is the k-th waiting column
	waiting int       // columns
}

const (
	depth      = 128       // columns that may wait: two panels of so many stay in the first cache
	runInCache = 256 << 10 // bytes of the panels that stay in the second cache
)

func newGram(u unit, order int) gram {
	panels := (order + u.side - 1) / u.side
	return gram{
		unit: u, order: order,
		tiles:  make([]float64, triangle(panels)*u.side*u.side),
		panels: make([]float64, panels*depth*u.side),
	}
}

// triangle is the number of pairs j ≤ i < n, and the place of pair (n, 0).
func triangle(n int) int { return n * (n + 1) / 2 }

// waitFor returns where column `waiting` of row i stands; the next follow side values
// apart.
func (g *gram) waitFor(i int) []float64 {
	return g.panels[(i/g.side*depth+g.waiting)*g.side+i%g.side:]
}

// flush takes the waiting columns.
func (g *gram) flush() {
	if g.waiting == 0 {
		return
	}
	stride := depth * g.side
	run, panels := max(1, runInCache/(8*stride)), len(g.panels)/stride
	for left := 0; left < panels; left += run {
		for p := left; p < panels; p++ {
			count := min(run, p+1-left)
			g.addProducts(g.tiles[(triangle(p)+left)*g.side*g.side:], g.panels[p*stride:], g.panels[left*stride:], count, g.waiting, stride)
		}
	}
	g.waiting = 0
}

// at returns where the sum of rows i and j ≤ i stands.
func (g *gram) at(i, j int) *float64 {
	tile := triangle(i/g.side) + j/g.side
	return &g.tiles[(tile*g.side+i%g.side)*g.side+j%g.side]
}
