package compare

import "math"

// assign returns, for each of n rows, the column of an assignment with the smallest sum of
// costs. row writes the costs, finite and not negative, of row i in the columns 0, stride,
// 2·stride, …; costs are asked for when they are needed, so that memory is O(n). Of equally near
// columns an unassigned one is taken, then the first, so that the same costs give the same
// assignment on every machine.
//
// The method is that of shortest augmenting paths, O(n³) (Jonker & Volgenant 1987, Computing 38,
// 325; Crouse 2016, IEEE Trans. AES 52, 1679). It starts from the solution for every second row
// and column, found in the same way. That start affects the time only, which it shortens where
// neighbouring rows and columns are alike.
func assign(n int, row func(i, stride int, costs []float64)) []int {
	return solveAssignment(n, 1, row).column
}

// assignment is a partial assignment with dual variables u, v: u_i + v_j ≤ c_ij everywhere, with
// equality, but for rounding, where row i has column j.
type assignment struct {
	row    func(i int, costs []float64)
	costs  []float64 // of one row
	u, v   []float64
	column []int // of each row, or −1
	rowOf  []int // of each column, or −1

	distance []float64 // of each column from the row that is to be assigned
	from     []int     // row before each column on its shortest path
	rest     []int     // columns whose distance is not final
	final    []int     // columns whose distance is
}

// solveAssignment solves the problem of the rows and columns 0, stride, 2·stride, … of n.
func solveAssignment(n, stride int, row func(i, stride int, costs []float64)) *assignment {
	count := (n + stride - 1) / stride
	a := newAssignment(count, func(i int, costs []float64) { row(i*stride, stride, costs) })
	if count > 1 {
		a.startFrom(solveAssignment(n, 2*stride, row))
	}
	a.reduceRows()
	for i, j := range a.column {
		if j < 0 {
			a.augment(i, a.shortestPath(i))
		}
	}
	return a
}

func newAssignment(n int, row func(i int, costs []float64)) *assignment {
	a := &assignment{
		row: row, costs: make([]float64, n), u: make([]float64, n), v: make([]float64, n),
		column: make([]int, n), rowOf: make([]int, n), distance: make([]float64, n), from: make([]int, n),
	}
	for k := range n {
		a.column[k], a.rowOf[k] = -1, -1
	}
	return a
}

// startFrom takes the assignment and the dual variables of every second row and column, and
// makes v of the others the largest value that u of those rows allows.
func (a *assignment) startFrom(half *assignment) {
	for j := range a.v {
		a.v[j] = math.Inf(1)
	}
	for k, u := range half.u {
		a.row(2*k, a.costs)
		for j, c := range a.costs {
			a.v[j] = min(a.v[j], c-u)
		}
	}
	for k, j := range half.column {
		a.v[2*k] = half.v[k]
		a.column[2*k], a.rowOf[2*j] = 2*j, 2*k
	}
}

// reduceRows makes each u_i the largest value that v allows, which a column that the row already has
// attains. A row without one takes the column that attains it, if that is free.
func (a *assignment) reduceRows() {
	for i := range a.u {
		a.row(i, a.costs)
		least, at, free := math.Inf(1), -1, false
		for j, c := range a.costs {
			isFree := a.rowOf[j] < 0
			if c -= a.v[j]; c < least || c == least && isFree && !free {
				least, at, free = c, j, isFree
			}
		}
		a.u[i] = least
		if a.column[i] < 0 && free {
			a.column[i], a.rowOf[at] = at, i
		}
	}
}

// shortestPath returns the unassigned column nearest to an unassigned row, where the length of
// an edge is its reduced cost c − u − v (Dijkstra's algorithm), and changes u and v so that they
// belong to the assignment augmented along that path.
func (a *assignment) shortestPath(start int) (sink int) {
	a.rest, a.final = a.rest[:0], a.final[:0]
	for j := range a.distance {
		a.distance[j] = math.Inf(1)
		a.rest = append(a.rest, j)
	}
	length := 0.0
	for i := start; ; i = a.rowOf[sink] {
		a.row(i, a.costs)
		k := a.relax(i, length)
		sink = a.rest[k]
		length = a.distance[sink]
		if a.rowOf[sink] < 0 {
			break
		}
		a.final = append(a.final, sink)
		a.rest[k] = a.rest[len(a.rest)-1]
		a.rest = a.rest[:len(a.rest)-1]
	}
	a.u[start] += length
	for _, j := range a.final {
		a.u[a.rowOf[j]] += length - a.distance[j]
		a.v[j] -= length - a.distance[j]
	}
	return sink
}

// relax shortens the paths that are shorter over row i, whose own distance is length, and
// returns where in rest the nearest column is.
func (a *assignment) relax(i int, length float64) (at int) {
	shift := length - a.u[i]
	least, free := math.Inf(1), false
	for k, j := range a.rest {
		d := a.distance[j]
		if over := shift + (a.costs[j] - a.v[j]); over < d {
			d = over
			a.distance[j], a.from[j] = d, i
		}
		if d > least {
			continue
		}
		isFree := a.rowOf[j] < 0
		if d < least || isFree && !free || isFree == free && j < a.rest[at] {
			least, at, free = d, k, isFree
		}
	}
	return at
}

// augment gives each row of the path from start to sink the next column on it.
func (a *assignment) augment(start, sink int) {
	for j, i := sink, -1; i != start; {
		i = a.from[j]
		a.rowOf[j] = i
		a.column[i], j = j, a.column[i]
	}
}
