package noise

import (
	"math"
	"slices"
	"testing"
)

// The tests of this file and of correlation_test.go draw once, with a fixed seed. Their
// limits are stated as probabilities: a correct generator with another seed would miss
// them about that often.

// sample returns n normals of consecutive steps, neurons and replicas.
func sample(n int) []float64 {
	const neurons, width = 1000, 64
	k := Key{20201126, Drive}
	x := make([]float64, 0, n+neurons*width)
	for step := uint64(0); len(x) < n; step++ {
		row := x[len(x) : len(x)+neurons*width]
		k.FillNormals(row, step, 0, neurons, 0, width)
		x = x[:len(x)+len(row)]
	}
	return x[:n]
}

// normalTail returns the probability that a standard normal is above x.
func normalTail(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }

// TestMoments compares the first eight moments with 0, 1, 0, 3, 0, 15, 0, 105, each within
// four standard errors (probability 5·10⁻⁴ of missing one).
func TestMoments(t *testing.T) {
	x := sample(1e7)
	var sums [8]float64
	for _, v := range x {
		power := v
		for i := range sums {
			sums[i] += power
			power *= v
		}
	}
	n := float64(len(x))
	for i, sum := range sums {
		want := momentOf(i + 1)
		se := math.Sqrt((momentOf(2*i+2) - want*want) / n)
		if got := sum / n; !(math.Abs(got-want) < 4*se) {
			t.Errorf("moment %d is %v, want %v ± %.2g", i+1, got, want, se)
		}
	}
}

// momentOf returns E z^k, which is (k−1)(k−3)…1 for even k.
func momentOf(k int) float64 {
	if k%2 == 1 {
		return 0
	}
	m := 1.0
	for f := k - 1; f > 1; f -= 2 {
		m *= float64(f)
	}
	return m
}

// TestGoodnessOfFit makes the tests of Kolmogorov and Smirnov and of Anderson and Darling
// on ten million normals, against their asymptotic values for 0.1 %: 1.95 and 6.0.
func TestGoodnessOfFit(t *testing.T) {
	x := sample(1e7)
	slices.Sort(x)
	n := float64(len(x))
	var ks, ad float64
	for i, v := range x {
		below := normalTail(-v)
		ks = max(ks, below-float64(i)/n, float64(i+1)/n-below)
		above := normalTail(x[len(x)-1-i])
		ad -= (2*float64(i) + 1) / n * (math.Log(below) + math.Log(above))
	}
	ad -= n
	ks *= math.Sqrt(n)
	t.Logf("Kolmogorov-Smirnov %.2f, Anderson-Darling %.2f", ks, ad)
	if !(ks < 1.95) {
		t.Errorf("√n D is %.2f, want below 1.95", ks)
	}
	if !(ad < 6) {
		t.Errorf("A² is %.2f, want below 6.0", ad)
	}
}

// TestTails counts the normals beyond ±3, ±4 and ±5 among forty million, of which 23 are
// expected beyond ±5, and compares the two sides. All are within four standard errors
// (probability 5·10⁻⁴ of missing one).
func TestTails(t *testing.T) {
	const neurons, width, steps = 1000, 64, 625
	limits := [...]float64{3, 4, 5}
	var above, below [len(limits)]float64
	x := make([]float64, neurons*width)
	for step := range uint64(steps) {
		Key{7, Trajectory}.FillNormals(x, step, 0, neurons, 0, width)
		for _, v := range x {
			for i := 0; i < len(limits) && math.Abs(v) > limits[i]; i++ {
				if v > 0 {
					above[i]++
				} else {
					below[i]++
				}
			}
		}
	}
	for i, limit := range limits {
		want := 2 * steps * neurons * width * normalTail(limit)
		se := math.Sqrt(want)
		if got := above[i] + below[i]; !(math.Abs(got-want) < 4*se) {
			t.Errorf("%v normals are beyond ±%v, want %.1f ± %.1f", got, limit, want, se)
		}
		if d := above[i] - below[i]; !(math.Abs(d) < 4*se) {
			t.Errorf("%v normals are above %v and %v below −%v", above[i], limit, below[i], limit)
		}
	}
}

// TestExtremes reaches the largest radius and the smallest, which no sample does.
func TestExtremes(t *testing.T) {
	var even, odd [2]float64
	transform(even[:], odd[:], []uint64{0, (1<<40 - 1) << 24})
	if got, want := math.Hypot(even[0], odd[0]), math.Sqrt(2*41*math.Ln2); math.Abs(got-want) > 1e-14 {
		t.Errorf("largest radius is %v, want %v", got, want)
	}
	if got, want := math.Hypot(even[1], odd[1]), 0x1p-20; math.Abs(got-want) > 1e-18 {
		t.Errorf("smallest radius is %v, want %v", got, want)
	}
	if odd[1] == 0 {
		t.Error("the smallest normal is zero")
	}
}
