package covariance

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Stationarity is the result of a test whether means, variances and diff-covs are the same in
// the first and in the second half of the samples.
type Stationarity struct {
	Groups    int       // independent groups of replicas
	Tests     int       // quantities tested
	PValue    float64   // probability of a change as extreme in any of the quantities, if all are stationary; at most that
	Statistic Statistic // the most extreme quantity
	Neuron    int       // its neuron, for an edge the target; −1 for Overall
	Source    int       // the source of its edge; −1 if it is not of an edge
	Change    float64   // its second half relative to the first, minus one; for a mean, the difference in standard deviations
}

// Stationarity compares the two halves of the samples. Each quantity has a statistic t that in a
// stationary process of normal estimates follows Student's distribution of G − 1 degrees of
// freedom, G the number of groups:
//
//	mean      of each neuron, D_g the second half's mean in group g minus the first half's
//	variance  of each neuron, D_g = ln(v₂/v₁), v the second moment about the reference
//	overall   D_g the mean of ln(v₂/v₁) over the neurons that vary in both halves of the group
//	          t = D̄/√(V/R),  D̄ = Σ n_g D_g/R,  V = Σ n_g (D_g − D̄)²/(G − 1)
//	diff-cov  of each edge, about the reference, t = (d₂ − d₁)/(se T/√(T₁T₂)), se its standard
//	          error, T = T₁ + T₂ the samples of each half; conservative, as correlation of
//	          the halves makes the numerator smaller and se larger
//
// The two-sided p-values are corrected for the number of tests (Bonferroni): one half of the
// error rate goes to Overall, the other to the rest, so that
//
//	p = min(1, 2 (number of the rest) min(p of the rest), 2 p(Overall))
//
// A quantity is not tested where nothing varies: where the variance about the mean is below
// 2⁻⁴⁰ of the second moment about the reference, or, for the variance, where a half of a group
// has no activity. Numbers are rounded to 30 bits, so that they are the same on all machines.
//
// Stationarity returns false where there is nothing to test: fewer than two groups, fewer than
// two samples per replica, samples still to be taken, no quantity that varies, or sums that
// are not finite.
func (s *Edges) Stationarity() (Stationarity, bool) {
	if s.Groups() < 2 || s.samples.times < 2 || s.samples.times < s.planned {
		return Stationarity{}, false
	}
	t := s.newChangeTest()
	t.neurons()
	t.edges()
	if t.tests == 0 || !t.finite {
		return Stationarity{}, false
	}
	overall, _ := t.paired(t.sums.overall, 0)
	if !t.finite {
		return Stationarity{}, false
	}
	return t.result(overall), true
}

// changeTest searches the most extreme of the changes.
type changeTest struct {
	*Edges
	sums       *groupSums
	n          float64 // samples
	replicas   float64
	degrees    float64 // of freedom, G − 1
	mean       []float64
	variance   []float64 // about the mean
	t1, t2     float64   // samples of a replica in each half
	tests      int
	extreme    float64 // the largest |t|
	what       Stationarity
	finite     bool
	errorScale float64
}

func (s *Edges) newChangeTest() *changeTest {
	sums, n := s.reduced(), s.samples.count()
	t := &changeTest{
		Edges: s, sums: sums, n: n, replicas: float64(s.samples.replicas), degrees: float64(sums.groups - 1),
		mean: means(sums.first, n), variance: make([]float64, len(sums.first)), finite: true, extreme: -1,
		t1: float64(s.planned / 2), t2: float64(s.planned - s.planned/2), errorScale: s.errorScale(),
	}
	for i, m := range t.mean {
		t.variance[i] = central(sums.variance.sum[i], m, m, n)
	}
	return t
}

// varies reports whether a variance about the mean is more than rounding of the second moment.
func (t *changeTest) varies(variance, sum float64) bool { return variance > 0x1p-40*(sum/t.n) }

func (t *changeTest) neurons() {
	for i, v := range t.variance {
		if !t.varies(v, t.sums.variance.sum[i]) {
			continue
		}
		if value, ok := t.paired(t.sums.mean, i); ok {
			t.take(value, Mean, i, -1, func() float64 { return t.sums.mean.sum[i] / t.replicas / math.Sqrt(v) })
		}
		if value, ok := t.paired(t.sums.logVariance, i); ok {
			t.take(value, Variance, i, -1, func() float64 { return t.change(t.sums.variance, i) })
		}
	}
}

func (t *changeTest) edges() {
	factor := (t.t1 + t.t2) / math.Sqrt(t.t1*t.t2) * t.errorScale
	for e := range edgesOf(t.net) {
		k := t.rows.place(e)
		sum, m := t.sums.distance.sum[k], t.mean[e.target]-float64(e.sign*t.mean[e.source])
		if !t.varies(central(sum, m, m, t.n), sum) {
			continue
		}
		d1, d2 := t.halves(t.sums.distance, k)
		value := quotient(d2-d1, t.sums.distance.spread[k]*factor)
		t.take(value, DiffCov, e.target, e.source, func() float64 { return t.change(t.sums.distance, k) })
	}
}

// paired returns the t of changes of groups, and false where these are undefined.
func (t *changeTest) paired(g grouped, k int) (float64, bool) {
	if g.spread[k] < 0 {
		return 0, false
	}
	value := quotient(g.sum[k]/t.replicas, g.spread[k]/math.Sqrt(t.replicas*t.degrees))
	t.finite = t.finite && !math.IsNaN(value)
	return value, true
}

// quotient returns a/b, and 0 for 0/0.
func quotient(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	if math.IsInf(a, 0) {
		return math.NaN()
	}
	return a / b
}

// take counts a test and keeps the most extreme.
func (t *changeTest) take(value float64, s Statistic, neuron, source int, change func() float64) {
	t.tests++
	t.finite = t.finite && !math.IsNaN(value)
	if math.Abs(value) > t.extreme {
		t.extreme = math.Abs(value)
		t.what = Stationarity{Statistic: s, Neuron: neuron, Source: source, Change: change()}
	}
}

// halves returns the mean squares of the two halves.
func (t *changeTest) halves(h halved, k int) (first, second float64) {
	return h.half[k] / (t.replicas * t.t1), (h.sum[k] - h.half[k]) / (t.replicas * t.t2)
}

// change returns second/first − 1, at most the largest finite number.
func (t *changeTest) change(h halved, k int) float64 {
	first, second := t.halves(h, k)
	return min(quotient(second-first, first), math.MaxFloat64)
}

// result weighs the most extreme test against that of all neurons together.
func (t *changeTest) result(overall float64) Stationarity {
	r, rest := t.what, 2*float64(t.tests)*twoSided(t.extreme, t.degrees)
	all := 1.0
	if t.sums.overall.spread[0] >= 0 {
		t.tests++
		all = 2 * twoSided(overall, t.degrees)
	}
	if all < rest {
		r = Stationarity{Statistic: Overall, Neuron: -1, Source: -1, Change: math.Expm1(t.sums.overall.sum[0] / t.replicas)}
	}
	r.Groups, r.Tests = t.sums.groups, t.tests
	r.PValue, r.Change = rounded(min(1, rest, all)), rounded(min(r.Change, math.MaxFloat64))
	return r
}

// twoSided returns the probability that |t| of Student's distribution is as large or larger.
// CDF of a negative argument has no cancellation; Survival of a positive one in gonum neither.
func twoSided(t, degrees float64) float64 {
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: degrees}.CDF(-math.Abs(t))
}

// rounded returns x rounded to 30 significant bits, toward zero where it would overflow.
func rounded(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	r := math.Ldexp(math.RoundToEven(fraction*0x1p30)*0x1p-30, exponent)
	if math.IsInf(r, 0) {
		return math.Copysign(math.MaxFloat64, x)
	}
	return r
}
