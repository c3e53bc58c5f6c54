package stepbias

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// Every statement of the figure holds at reduced size, with the intervals that it
// states. They fail with a stepper other than the one whose covariance is solved for, and with a
// covariance that the plans do not see.
func TestStepBiasClaims(t *testing.T) {
	var studies []*study
	for _, directed := range []bool{false, true} {
		s, err := studySteps(papertest.Run(), papertest.SmallClusters(directed), []float64{0.02, 0.05, 0.1, 0.4, 0.9}, []float64{0.4})
		if err != nil {
			t.Fatal(err)
		}
		studies = append(studies, s)
	}
	o := &figure.Outcome{}
	claimSteps(o, studies)
	papertest.CheckDecisions(t, o, nil)
	for _, s := range studies {
		s.exact[byEuler], s.exact[byLeimkuhler] = s.exact[byLeimkuhler], s.exact[byEuler]
		s.measured = [2][]stepPoint{}
		if err := s.measure(papertest.Run()); err != nil {
			t.Fatal(err)
		}
	}
	o = &figure.Outcome{}
	claimSteps(o, studies)
	if wrong := papertest.Disagreeing(o); len(wrong) < 5 {
		t.Errorf("with the covariances of the two steppers exchanged only these fail: %q", wrong)
	}
}

// The equation of a symmetric network solved as that of any network is solved by doubling,
// and has the closed forms σ²(−2A − hA²)⁻¹ and −σ²A⁻¹/2.
func TestPerturbedSolvesTheEquation(t *testing.T) {
	net, err := papertest.SmallClusters(false).Network(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	solved, err := perturbed(net)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range bothSteppers() {
		got, err := one.Stationary(solved, integrator.Drive{Strength: 1, StepSize: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		want, err := one.Stationary(net, integrator.Drive{Strength: 1, StepSize: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		if got.Method != "doubling" || want.Method != "cholesky" {
			t.Errorf("%s: solved by %s and %s", one, got.Method, want.Method)
		}
		var difference mat.Dense
		difference.Sub(got.Covariance, want.Covariance)
		if off := mat.Norm(&difference, 2) / mat.Norm(want.Covariance, 2); off > 1e-12 {
			t.Errorf("%s: relative difference %g", one, off)
		}
	}
}

// The bias of Leimkuhler–Matthews in a directed network is of first order: C = C₀ + h C₁ + O(h²)
// with
//
//	A C₁ + C₁ Aᵀ = (A Q − Q Aᵀ)/2,  Q = A C₀ + I/2
//
// where the antisymmetric Q, the circulation of the stationary state, vanishes in a
// symmetric network.
func TestLeimkuhlerMatthewsFirstOrder(t *testing.T) {
	const h = 1e-4
	net, err := papertest.SmallClusters(true).Network(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	start, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	end, err := covariance.LeimkuhlerMatthews(net, 1, h)
	if err != nil {
		t.Fatal(err)
	}
	a, n := net.Dense(), net.Neurons()
	var c1, left, q, right, transposed mat.Dense
	c1.Sub(end.Covariance, start.Covariance)
	c1.Scale(1/h, &c1)
	left.Mul(a, &c1)
	transposed.CloneFrom(left.T())
	left.Add(&left, &transposed)
	q.Mul(a, start.Covariance)
	for i := range n {
		q.Set(i, i, q.At(i, i)+0.5)
	}
	right.Mul(a, &q)
	transposed.CloneFrom(right.T()) // (A Q)ᵀ = −Q Aᵀ
	right.Add(&right, &transposed)
	right.Scale(0.5, &right)
	left.Sub(&left, &right)
	if size, off := mat.Norm(&right, 2), mat.Norm(&left, 2); !(size > 1e-3) || off > 10*h*size {
		t.Errorf("the right-hand side has norm %g, the first-order term misses it by %g", size, off)
	}
}

// The largest step is that of the eigenvalue whose 1 + hλ leaves the unit circle first.
func TestLargestStep(t *testing.T) {
	for _, c := range []struct {
		why    string
		values []complex128
		want   float64
	}{
		{"a real eigenvalue leaves at −1", []complex128{-1, -4}, 0.5},
		{"a complex one leaves earlier", []complex128{-1, complex(-1, 3)}, 0.2},
	} {
		if got := largestStep(c.values); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: got %v, want %v", c.why, got, c.want)
		}
	}
}
