package covariance_test

import (
	"errors"
	"math"
	"math/cmplx"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"noiseprune/covariance"
	"noiseprune/network"
)

func checkAgainst(t *testing.T, what string, got mat.Matrix, want [][]float64, tolerance float64) {
	t.Helper()
	scale := 0.0
	for _, row := range want {
		for _, v := range row {
			scale = math.Max(scale, math.Abs(v))
		}
	}
	for i, row := range want {
		for j, v := range row {
			if math.Abs(got.At(i, j)-v) > tolerance*scale {
				t.Errorf("%s: C[%d][%d] = %v, want %v", what, i, j, got.At(i, j), v)
			}
		}
	}
}

func solved(t fataler, e *covariance.Exact, err error) *covariance.Exact {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A neuron 1 that drives a neuron 0: from the three entries of A C + C Aᵀ = −σ² I.
func TestTwoNeuronsByHand(t *testing.T) {
	const a, b, w, sigma = 1.5, 0.7, -0.9, 0.8
	net := networkOf(t, [][]float64{{0, w}, {0, 0}}, []float64{a, b})
	c11 := sigma * sigma / (2 * b)
	c01 := w * c11 / (a + b)
	c00 := (sigma*sigma/2 + w*c01) / a
	e, err := covariance.Stationary(net, sigma)
	solved(t, e, err)
	checkAgainst(t, "two neurons", e.Covariance, [][]float64{{c00, c01}, {c01, c11}}, 1e-14)
}

// A symmetric pair has the modes x₀ ± x₁ with eigenvalues −l ± w.
func TestSymmetricPairByModes(t *testing.T) {
	const l, w, sigma, h = 2.0, 1.2, 0.5, 0.3
	net := networkOf(t, [][]float64{{0, w}, {w, 0}}, []float64{l, l})
	mode := func(lambda float64) float64 { return sigma * sigma / (-2*lambda - h*lambda*lambda) }
	same, opposite := mode(-l+w), mode(-l-w)
	c00, c01 := (same+opposite)/2, (same-opposite)/2
	e, err := covariance.EulerMaruyama(net, sigma, h)
	solved(t, e, err)
	checkAgainst(t, "symmetric pair", e.Covariance, [][]float64{{c00, c01}, {c01, c00}}, 1e-14)
}

// A ring is diagonal in the Fourier basis, with the eigenvalue
// λ_k = −l + p exp(−iθ_k) + q exp(iθ_k), θ_k = 2πk/n, and so is its covariance.
func TestRingByFourier(t *testing.T) {
	const n, sigma, h = 12, 1.3, 0.21
	for _, ring := range []struct {
		name    string
		l, p, q float64
	}{
		{"symmetric ring", 2.2, 1, 1},
		{"one-way ring", 1.1, 1, 0},
		{"ring with inhibition backwards", 2, 1.5, -0.4},
	} {
		weights, leak := square(n), make([]float64, n)
		for i := range n {
			weights[i][(i+n-1)%n], weights[i][(i+1)%n], leak[i] = ring.p, ring.q, ring.l
		}
		net := networkOf(t, weights, leak)
		fourier := func(power func(lambda complex128) float64) [][]float64 {
			c := square(n)
			for k := range n {
				theta := 2 * math.Pi * float64(k) / n
				lambda := complex(-ring.l, 0) + complex(ring.p, 0)*cmplx.Exp(complex(0, -theta)) + complex(ring.q, 0)*cmplx.Exp(complex(0, theta))
				for i := range n {
					for j := range n {
						c[i][j] += power(lambda) * math.Cos(theta*float64(i-j)) / n
					}
				}
			}
			return c
		}
		gain := func(lambda complex128) float64 { // what |x_k|² keeps of itself in a step
			phi := cmplx.Abs(1 + h*lambda)
			return 1 - phi*phi
		}
		e, err := covariance.Stationary(net, sigma)
		checkAgainst(t, ring.name+", stationary", solved(t, e, err).Covariance, fourier(func(lambda complex128) float64 {
			return sigma * sigma / (-2 * real(lambda))
		}), 1e-13)
		e, err = covariance.EulerMaruyama(net, sigma, h)
		checkAgainst(t, ring.name+", Euler-Maruyama", solved(t, e, err).Covariance, fourier(func(lambda complex128) float64 {
			return h * sigma * sigma / gain(lambda)
		}), 1e-13)
		// Every leak is l: Φ = e + (1 − e)/l · (λ + l).
		const long = 20 * h
		e, err = covariance.Exponential(net, sigma, long)
		kept := math.Exp(-ring.l * long)
		checkAgainst(t, ring.name+", exponential", solved(t, e, err).Covariance, fourier(func(lambda complex128) float64 {
			phi := cmplx.Abs(complex(kept, 0) + complex((1-kept)/ring.l, 0)*(lambda+complex(ring.l, 0)))
			return sigma * sigma * (1 - kept*kept) / (2 * ring.l) / (1 - phi*phi)
		}), 1e-13)
		// In xₙ the coefficient of ζₙ is σ√h/2, that of ζₙ₋ₘ is σ√h/2 · Φᵐ⁻¹ (1 + Φ), m ≥ 1.
		e, err = covariance.LeimkuhlerMatthews(net, sigma, h)
		checkAgainst(t, ring.name+", Leimkuhler-Matthews", solved(t, e, err).Covariance, fourier(func(lambda complex128) float64 {
			twice := cmplx.Abs(2 + h*lambda)
			return h * sigma * sigma / 4 * (1 + twice*twice/gain(lambda))
		}), 1e-13)
	}
}

// Every solution satisfies its equation on all entries, in the form that defines the
// stepper, C = Φ C Φᵀ + …, not in the form that is solved.
func TestSolutionsSatisfyTheirEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 24).Draw(t, "n")
		symmetric := rapid.Bool().Draw(t, "symmetric")
		slack := math.Exp(rapid.Float64Range(-5, 2).Draw(t, "log slack"))
		net := randomNetwork(t, n, rapid.Float64Range(0, 1).Draw(t, "density"), symmetric, slack, rapid.Uint64().Draw(t, "seed"))
		sigma := rapid.Float64Range(0.01, 10).Draw(t, "sigma")
		largest := 0.0
		for _, l := range net.Leak() {
			largest = math.Max(largest, l)
		}
		h := rapid.Float64Range(0.01, 0.95).Draw(t, "share of the stable step") / largest
		a := net.Dense()
		var phi, twice mat.Dense
		phi.Scale(h, a)
		phi.Add(&phi, identity(n, 1))
		twice.Add(&phi, identity(n, 1))

		e, err := covariance.Stationary(net, sigma)
		c := solved(t, e, err).Covariance
		var left, right, defect mat.Dense
		left.Mul(a, c)
		right.Mul(c, a.T())
		defect.Add(&left, &right)
		defect.Add(&defect, identity(n, sigma*sigma))
		vanishes(t, "A C + C Aᵀ + σ² I", &defect, sigma*sigma)

		e, err = covariance.EulerMaruyama(net, sigma, h)
		c = solved(t, e, err).Covariance
		vanishes(t, "C − Φ C Φᵀ − hσ² I", stepDefect(c, &phi, identity(n, h*sigma*sigma)), mat.Max(c))

		e, err = covariance.Exponential(net, sigma, 20*h) // stable at every step
		decay, q := mat.NewDense(n, n, nil), mat.NewDense(n, n, nil)
		for i, rate := range net.Leak() {
			kept := math.Exp(-rate * 20 * h)
			decay.Set(i, i, kept)
			q.Set(i, i, sigma*sigma*(1-kept*kept)/(2*rate))
			for j := range n {
				decay.Set(i, j, decay.At(i, j)+(1-kept)/rate*net.Weights().At(i, j))
			}
		}
		c = solved(t, e, err).Covariance
		vanishes(t, "C − Φ C Φᵀ − Q", stepDefect(c, decay, q), mat.Max(c))

		e, err = covariance.LeimkuhlerMatthews(net, sigma, h)
		var y mat.Dense
		y.Sub(solved(t, e, err).Covariance, identity(n, h*sigma*sigma/4))
		var noise mat.Dense
		noise.Mul(&twice, twice.T())
		noise.Scale(h*sigma*sigma/4, &noise)
		vanishes(t, "Y − Φ Y Φᵀ − hσ² M Mᵀ", stepDefect(&y, &phi, &noise), mat.Max(&y)+h*sigma*sigma)
	})
}

func identity(n int, scale float64) *mat.Dense {
	m := mat.NewDense(n, n, nil)
	for i := range n {
		m.Set(i, i, scale)
	}
	return m
}

// stepDefect returns C − Φ C Φᵀ − Q.
func stepDefect(c, phi, q mat.Matrix) *mat.Dense {
	var d mat.Dense
	d.Mul(phi, c)
	d.Mul(&d, phi.T())
	d.Sub(c, &d)
	d.Sub(&d, q)
	return &d
}

func vanishes(t fataler, what string, m *mat.Dense, scale float64) {
	t.Helper()
	if worst := mat.Norm(m, math.Inf(1)); !(worst <= 1e-10*scale) {
		t.Fatalf("‖%s‖ = %.2e, not below 1e-10 × %.2e", what, worst, scale)
	}
}

func TestNetworksWithoutAStationaryCovariance(t *testing.T) {
	symmetric := func(l float64) *network.Network {
		return networkOf(t, [][]float64{{0, 1}, {1, 0}}, []float64{l, l})
	}
	rotating := func(l float64) *network.Network { // eigenvalues −l ± 2i
		return networkOf(t, [][]float64{{0, 2}, {-2, 0}}, []float64{l, l})
	}
	growing := networkOf(t, [][]float64{{0, 1}, {0.5, 0}}, []float64{0.1, 0.1})
	for _, row := range []struct {
		why   string
		solve func() (*covariance.Exact, error)
		step  float64
	}{
		{"symmetric, an eigenvalue above 0", func() (*covariance.Exact, error) { return covariance.Stationary(symmetric(0.9), 1) }, 0},
		{"symmetric, an eigenvalue of exactly 0", func() (*covariance.Exact, error) { return covariance.Stationary(symmetric(1), 1) }, 0},
		{"directed, an eigenvalue above 0", func() (*covariance.Exact, error) { return covariance.Stationary(growing, 1) }, 0},
		{"directed, without any leak", func() (*covariance.Exact, error) { return covariance.Stationary(rotating(0), 1) }, 0},
		{"directed, A is singular", func() (*covariance.Exact, error) {
			return covariance.Stationary(networkOf(t, [][]float64{{0, 1}, {0, 0}}, []float64{1, 0}), 1)
		}, 0},
		{"symmetric, an eigenvalue that rounding may have made", func() (*covariance.Exact, error) {
			return covariance.Stationary(symmetric(1+1e-13), 1)
		}, 0},
		{"directed, an eigenvalue that rounding may have made", func() (*covariance.Exact, error) {
			return covariance.Stationary(networkOf(t, [][]float64{{0, 2}, {0.5, 0}}, []float64{1 + 1e-13, 1 + 1e-13}), 1)
		}, 0},
		{"symmetric, unstable at any step", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(symmetric(0.9), 1, 0.1) }, 0},
		{"symmetric, the step is too large", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(symmetric(3), 1, 0.51) }, 0.51},
		{"symmetric, the step is on the bound", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(symmetric(3), 1, 0.5) }, 0.5},
		{"directed, the step is too large", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(rotating(1), 1, 0.41) }, 0.41},
		{"directed, unstable at any step", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(growing, 1, 0.1) }, 0.1},
		{"symmetric, zero bias does not help a large step", func() (*covariance.Exact, error) {
			return covariance.LeimkuhlerMatthews(symmetric(3), 1, 0.51)
		}, 0.51},
		{"directed, zero bias does not help a large step", func() (*covariance.Exact, error) {
			return covariance.LeimkuhlerMatthews(rotating(1), 1, 0.41)
		}, 0.41},
	} {
		e, err := row.solve()
		var refused *covariance.NotStationaryError
		if e != nil || !errors.As(err, &refused) {
			t.Errorf("%s: got %v and error %v, want a NotStationaryError", row.why, e, err)
			continue
		}
		if refused.StepSize != row.step {
			t.Errorf("%s: error names step size %v, want %v", row.why, refused.StepSize, row.step)
		}
	}
	// Just inside the bounds there is one: |1 + hλ|² = (1−h)² + 4h² < 1 for h < 0.4.
	for _, h := range []float64{0.39, 0.3999} {
		e, err := covariance.EulerMaruyama(rotating(1), 1, h)
		want := h / (2*h - 5*h*h)
		checkAgainst(t, "rotating pair", solved(t, e, err).Covariance, [][]float64{{want, 0}, {0, want}}, 1e-10)
	}
}

// A network without inhibition and without slack is a graph Laplacian. Rounding may let it
// pass a factorization; the residual detects it.
func TestLaplacianIsRefused(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		for seed := range uint64(10) {
			net := randomNetwork(t, 40, 0.3, symmetric, 0, seed)
			weights := square(40)
			for _, e := range net.Weights().Entries() {
				weights[e.Target][e.Source] = math.Abs(e.Weight)
			}
			laplacian := networkOf(t, weights, net.Leak())
			if e, err := covariance.Stationary(laplacian, 1); err == nil {
				t.Errorf("symmetric=%v seed=%d: a Laplacian has a covariance, with residual %.1e", symmetric, seed, e.Residual)
			}
		}
	}
}

func TestMisuseOfOracles(t *testing.T) {
	net := networkOf(t, [][]float64{{0}}, []float64{1})
	parts := net.Parts()
	parts.Activation = network.Rectified
	rectified, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	mustPanic(t, "rectified", func() { _, _ = covariance.Stationary(rectified, 1) })
	mustPanic(t, "rectified", func() { _, _ = covariance.LeimkuhlerMatthews(rectified, 1, 0.1) })
	mustPanic(t, "strength is no number", func() { _, _ = covariance.Stationary(net, math.NaN()) })
	mustPanic(t, "no step", func() { _, _ = covariance.EulerMaruyama(net, 1, 0) })
	mustPanic(t, "step backwards", func() { _, _ = covariance.LeimkuhlerMatthews(net, 1, -0.1) })
	e, err := covariance.Stationary(rectified.Linearized(), 0)
	if solved(t, e, err).Covariance.At(0, 0) != 0 {
		t.Error("without noise the covariance is not zero")
	}
}
