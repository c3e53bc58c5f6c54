package krylov_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
)

// TestDensityEqualsEigenvalues: the cumulative distribution is that of the eigenvalues within four
// standard errors, at deciles, and that of another matrix is not. After 60 steps of 240 the density
// between nodes is not resolved: a sixtieth is allowed for it.
func TestDensityEqualsEigenvalues(t *testing.T) {
	for _, c := range symmetricCases() {
		values := eigenvalues(t, c.a)
		slices.Reverse(values)
		n := len(values)
		d := krylov.StochasticQuadrature(matrix{c.a, 50}, krylov.Sampling{Vectors: 20, Steps: 60, Seed: 1, Workers: 2})
		var points []float64
		for k := n / 10; k < n; k += n / 10 {
			points = append(points, (values[k-1]+values[k])/2+1e-9)
		}
		shares, errors := d.Cumulative(points)
		outside, outsideWrong := 0, 0
		for k, x := range points {
			want, wrong := share(values, x), share(values, x*1.2)
			if math.Abs(shares[k]-want) > 4*errors[k]+1.0/60 {
				outside++
			}
			if math.Abs(shares[k]-wrong) > 4*errors[k]+1.0/60 {
				outsideWrong++
			}
		}
		if outside > 0 || outsideWrong == 0 {
			t.Errorf("%s: %d of %d points are off, %d beside eigenvalues 1.2 times smaller", c.name, outside, len(points), outsideWrong)
		}
		_, weights := d.Nodes()
		sum := 0.0
		for _, w := range weights {
			sum += w
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%s: weights add up to %v", c.name, sum)
		}
	}
}

// share returns the share of the values up to x.
func share(values []float64, x float64) float64 {
	k := 0
	for _, v := range values {
		if v <= x {
			k++
		}
	}
	return float64(k) / float64(len(values))
}

// TestMomentsAreFreeOfQuadratureError: with the same vectors, moments below 2m are the same by m steps
// as by more.
func TestMomentsAreFreeOfQuadratureError(t *testing.T) {
	a := matrix{symmetricCases()[0].a, 50}
	few := krylov.StochasticQuadrature(a, krylov.Sampling{Vectors: 3, Steps: 4, Seed: 1, Workers: 1})
	many := krylov.StochasticQuadrature(a, krylov.Sampling{Vectors: 3, Steps: 40, Seed: 1, Workers: 1})
	if few.Products != 12 || many.Products != 120 {
		t.Errorf("%d and %d products", few.Products, many.Products)
	}
	for power := 1; power <= 8; power++ {
		x, y := moment(few, power), moment(many, power)
		if equal := math.Abs(x-y) <= 1e-11*math.Abs(y); equal != (power < 8) {
			t.Errorf("moment %d: %v by 4 steps, %v by 40", power, x, y)
		}
	}
}

func moment(d *krylov.Density, power int) float64 {
	values, weights := d.Nodes()
	sum := 0.0
	for k, v := range values {
		sum += weights[k] * math.Pow(v, float64(power))
	}
	return sum
}

// TestDistanceOfDensities: A and A − 1 are at distance 1 within twice the change, for the vectors are the same; A and
// its pruned network at the mean difference of their sorted eigenvalues, within four times the noise and
// what 60 steps do not resolve, 2 percent of the spectrum's width over 60.
func TestDistanceOfDensities(t *testing.T) {
	for _, c := range symmetricCases() {
		sampling := krylov.Sampling{Vectors: 20, Steps: 60, Seed: 1, Workers: 2}
		d := krylov.StochasticQuadrature(matrix{c.a, 50}, sampling)
		n := c.a.SymmetricDim()
		shifted := mat.NewSymDense(n, nil)
		shifted.CopySym(c.a)
		for i := range n {
			shifted.SetSym(i, i, c.a.At(i, i)-1)
		}
		moved := d.Compare(krylov.StochasticQuadrature(matrix{shifted, 50}, sampling))
		if math.Abs(moved.Distance-1) > 1e-6+2*moved.Change {
			t.Errorf("%s: the distance of A and A − 1 is %+v", c.name, moved)
		}
		other := halved(c.a, 0.1)
		found := d.Compare(krylov.StochasticQuadrature(matrix{other, 50}, sampling))
		distance, e := found.Distance, found.Noise
		values, others, want := eigenvalues(t, c.a), eigenvalues(t, other), 0.0
		for k, v := range values {
			want += math.Abs(v-others[k]) / float64(n)
		}
		resolution := 0.02 * (values[0] - values[n-1]) / 60
		if math.Abs(distance-want) > 4*e+resolution || e > 0.2*want {
			t.Errorf("%s: distance %v ± %v, want %v", c.name, distance, e, want)
		}
		t.Logf("%s: %.4f ± %.4f, want %.4f", c.name, distance, e, want)
	}
}
