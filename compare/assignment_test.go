package compare

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAssignmentIsOptimal: the dual variables prove it, u_i + v_j ≤ c_ij with equality where row i
// has column j, on costs without geometry, with ties and with equal rows.
func TestAssignmentIsOptimal(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name string
		cost func() float64
	}{
		{"continuous", draw.Float64},
		{"of three values", func() float64 { return float64(draw.IntN(3)) }},
		{"of very different magnitude", func() float64 { return math.Exp(5 * draw.NormFloat64()) }},
		{"all equal", func() float64 { return 1 }},
	} {
		for _, n := range []int{1, 2, 3, 17, 60} {
			costs := make([][]float64, n)
			for i := range costs {
				for range n {
					costs[i] = append(costs[i], c.cost())
				}
				if i%7 == 6 {
					copy(costs[i], costs[i-1])
				}
			}
			checkOptimal(t, c.name, costs)
		}
	}
}

func checkOptimal(t *testing.T, name string, costs [][]float64) {
	t.Helper()
	n := len(costs)
	a := solveAssignment(n, 1, func(i, stride int, row []float64) {
		for k := range row {
			row[k] = costs[i][k*stride]
		}
	})
	largest := 0.0
	for _, row := range costs {
		largest = max(largest, slices.Max(row))
	}
	total, dual, used := 0.0, 0.0, make([]bool, n)
	for i, j := range a.column {
		if used[j] {
			t.Fatalf("%s, %d rows: column %d is used twice", name, n, j)
		}
		used[j] = true
		total, dual = total+costs[i][j], dual+a.u[i]+a.v[i]
		for k, c := range costs[i] {
			if a.u[i]+a.v[k] > c+1e-14*largest {
				t.Errorf("%s, %d rows: u + v = %v exceeds the cost %v", name, n, a.u[i]+a.v[k], c)
			}
		}
	}
	if math.Abs(total-dual) > 1e-14*float64(n)*largest {
		t.Errorf("%s, %d rows: cost %v, the dual solution's is %v", name, n, total, dual)
	}
}

// TestAssignmentOfNothing has no rows.
func TestAssignmentOfNothing(t *testing.T) {
	if got := assign(0, nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
