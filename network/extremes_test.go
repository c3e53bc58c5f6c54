package network

import (
	"math"
	"math/cmplx"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// oracle returns the extreme eigenvalues among all of them.
func oracle(values []complex128) (slowest, fastest, step complex128) {
	slowest, fastest, step = values[0], values[0], values[0]
	for _, v := range values {
		if real(v) > real(slowest) {
			slowest = v
		}
		if cmplx.Abs(v) > cmplx.Abs(fastest) {
			fastest = v
		}
		if byStep(v) > byStep(step) {
			step = v
		}
	}
	return slowest, fastest, step
}

// checkExtremes compares what the three eigenvalues say, not which of several equals
// was found.
func checkExtremes(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got Extremes, all []complex128, tolerance float64,
) {
	t.Helper()
	slowest, fastest, step := oracle(all)
	if d := math.Abs(real(got.Slowest.Value) - real(slowest)); !(d <= tolerance) {
		t.Errorf("%s: slowest %.9g, want %.9g (off by %.1e)", what, got.Slowest.Value, slowest, d)
	}
	if d := math.Abs(cmplx.Abs(got.Fastest.Value) - cmplx.Abs(fastest)); !(d <= tolerance) {
		t.Errorf("%s: fastest %.9g, want %.9g (off by %.1e)", what, got.Fastest.Value, fastest, d)
	}
	// An eigenvalue of zero, to rounding, limits every step or none.
	decided := math.Abs(real(slowest)) > 1e-6
	if d := math.Abs(byStep(got.Step.Value) - byStep(step)); decided && !(d <= tolerance) {
		t.Errorf("%s: step %.9g, want %.9g (off by %.1e)", what, got.Step.Value, step, d)
	}
	if !got.Converged {
		t.Errorf("%s: not converged: %+v", what, got)
	}
}

// Above 300 neurons the iteration finds what the dense solver finds.
func TestExtremesAgreeWithAllEigenvalues(t *testing.T) {
	tests := []struct {
		text string
		leak float64
	}{
		{"random:n=350,degree=12,mean=0,sd=1,symmetric=false", 6},  // eigenvalues fill a disc
		{"random:n=330,degree=40,mean=-1,sd=2,symmetric=false", 3}, // unstable, one eigenvalue far to the left
		{"random:n=400,degree=20,mean=0,sd=1", 12},
		{"clustered:sizes=150/60/120,long=200,symmetric=false", 150},
		{"clustered:sizes=150/60/120,long=200", 90},
	}
	for _, test := range tests {
		w := must(must(ParseGenerator(test.text)).Generate(seeded(6)))
		n := linear(w, UniformLeak(w.Order(), test.leak))
		checkExtremes(t, test.text, extremesOf(n), eigenvalues(n), 1e-4)
	}
}

func TestExtremesOfKnownSpectra(t *testing.T) {
	one := []float64{1}
	for _, g := range []known{
		Path{500, 1}, Ring{499, one, one}, Ring{211, one, nil}, Ring{120, []float64{1, 0.5}, []float64{0.25}},
		Star{5000, 1}, Complete{400, 0.5}, Complete{50, -1}, TwoNeurons{3, -3}, TwoNeurons{1, 4},
	} {
		w := must(g.Generate(nil))
		n := linear(w, UniformLeak(w.Order(), 3))
		values := g.Eigenvalues()
		for k := range values {
			values[k] -= 3
		}
		checkExtremes(t, g.String(), extremesOf(n), values, 1e-6)
	}
}

// A feedforward network has the eigenvalues of its diagonal, whatever its weights. An
// iteration on the whole matrix would find the pseudospectrum instead: a disc of
// radius 2 about −1, reaching to +1.
func TestExtremesOfAFeedforwardChain(t *testing.T) {
	const n = 1000
	leak := UniformLeak(n, 1)
	leak[700], leak[800] = 0.5, 4
	w := must(Ring{n, []float64{2}, nil}.Generate(nil))
	cut := w.Entries()[1:] // without the synapse that closes the ring
	got := extremesOf(linear(must(NewCSR(n, cut)), leak))
	want := Extremes{Slowest: Eigenvalue{Value: -0.5}, Fastest: Eigenvalue{Value: -4}, Step: Eigenvalue{Value: -4}, Converged: true}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Components of every size in one network: the extremes are the extremes over all.
func TestExtremesOverComponents(t *testing.T) {
	var entries []Entry
	var all []complex128
	first := 0
	for _, g := range []known{Path{400, 0.1}, Complete{20, -0.6}, TwoNeurons{1, -7}, Ring{350, []float64{0.5}, nil}} {
		for _, e := range must(g.Generate(nil)).Entries() {
			entries = append(entries, Entry{first + e.Target, first + e.Source, e.Weight})
		}
		for _, v := range g.Eigenvalues() {
			all = append(all, v-2)
		}
		first += len(g.Eigenvalues())
		entries = append(entries, Entry{first, first - 1, 5}) // feeds the next, which does not answer
	}
	n := linear(must(NewCSR(first+1, entries)), UniformLeak(first+1, 2))
	checkExtremes(t, "components", extremesOf(n), append(all, -2), 1e-6)
}

func TestExtremesOfSmallNetworks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 7)
		checkExtremes(t, "network", extremesOf(n), eigenvalues(n), 1e-4)
		order := rapid.Permutation(numbers(n.Neurons())).Draw(t, "order")
		checkExtremes(t, "renumbered", extremesOf(permuted(n, order)), eigenvalues(n), 1e-4)
		checkExtremes(t, "transposed", extremesOf(linear(n.Weights().Transpose(), n.Leak())), eigenvalues(n), 1e-4)
	})
}

// The residual is what it says: that of the eigenvalue's vector, here with the smallest
// singular value of A − λI as the lower bound that any vector obeys.
func TestResidualIsNoSmallerThanTheSmallestSingularValue(t *testing.T) {
	a := operatorOf(linear(matrix([]float64{0, 2}, []float64{-3, 1}), []float64{1, 2}))
	re, im := []float64{1, 2}, []float64{-1, 0.5}
	value := complex(-0.5, 1.5)
	// A x − λ x by hand, A = (−1 2; −3 −1).
	x := []complex128{complex(1, -1), complex(2, 0.5)}
	r0 := -1*x[0] + 2*x[1] - value*x[0]
	r1 := -3*x[0] - 1*x[1] - value*x[1]
	want := math.Hypot(cmplx.Abs(r0), cmplx.Abs(r1)) / math.Hypot(cmplx.Abs(x[0]), cmplx.Abs(x[1]))
	if got := a.residual(value, re, im); math.Abs(got-want) > 1e-15 {
		t.Errorf("residual %v, want %v", got, want)
	}
}

// What does not converge says so. A ring with synapses one way only has its eigenvalues
// evenly on a circle, where a Krylov space of fewer dimensions than neurons singles none out.
func TestExtremesTellWhenTheyDidNotConverge(t *testing.T) {
	const n = 601
	e := extremesOf(linear(must(Ring{n, []float64{1}, nil}.Generate(nil)), UniformLeak(n, 2)))
	// A is normal, so that an eigenvalue lies within the residual of what was found.
	if off := math.Abs(real(e.Slowest.Value) + 1); e.Converged || off > e.Slowest.Residual || off > 0.01 {
		t.Errorf("got %+v, want the slowest at −1 within its residual", e)
	}
}

// The basis stays orthonormal and A V = V H + β v eₘᵀ holds through restarts.
func TestKrylovRelation(t *testing.T) {
	w := must(Random{Neurons: 320, Degree: 8, SD: 1}.Generate(seeded(9)))
	a := operatorOf(linear(w, UniformLeak(320, 1)))
	space := newKrylov(a, 30)
	for range 3 {
		space.expand()
		checkKrylov(t, space)
		pairs, ok := solve(space.projection(), false)
		if !ok {
			t.Fatal("gonum finds no eigenvalues")
		}
		space.restart(pairs.span(pairs.top(bySlowness, 6)))
	}
}

func checkKrylov(t *testing.T, k *krylov) {
	t.Helper()
	h := k.projection()
	image := make([]float64, k.a.order())
	for c := range k.size {
		k.a.applyTo(image, k.basis[c])
		for r := range k.size {
			addScaled(image, -h.At(r, c), k.basis[r])
		}
		if c == k.size-1 {
			addScaled(image, -k.beta, k.basis[k.size])
		}
		if off := norm(image); off > 1e-11 {
			t.Errorf("column %d of A V − V H misses by %.1e", c, off)
		}
	}
	for r, u := range k.basis {
		for c, v := range k.basis {
			want := 0.0
			if r == c {
				want = 1
			}
			if got := dot(u, v); math.Abs(got-want) > 1e-12 {
				t.Errorf("vectors %d and %d have product %v", r, c, got)
			}
		}
	}
}

func TestSolveSymmetricReturnsEigenpairs(t *testing.T) {
	h := mat.NewDense(2, 2, []float64{2, 1, 1, 2})
	pairs, ok := solve(h, true)
	if !ok || !sameSpectrum(pairs.values, []complex128{1, 3}) {
		t.Fatalf("got %v", pairs.values)
	}
	best := pairs.top(bySlowness, 1)[0]
	if v := pairs.vectors.At(0, best) / pairs.vectors.At(1, best); cmplx.Abs(v-1) > 1e-14 {
		t.Errorf("eigenvector of 3 has ratio %v", v)
	}
}
