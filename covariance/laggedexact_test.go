package covariance_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// oneNeuron decays at the rate of its leak: an Ornstein–Uhlenbeck process.
func oneNeuron(t fataler, leak float64) *network.Network {
	return networkOf(t, [][]float64{{0}}, []float64{leak})
}

// TestOrnsteinUhlenbeckExactly: R(τ) = σ²/(2l) e^{−lτ}, S(f) = σ²/(l² + (2πf)²).
func TestOrnsteinUhlenbeckExactly(t *testing.T) {
	const leak, noise, interval = 1.7, 0.6, 0.05
	net, sigma := oneNeuron(t, leak), math.Sqrt(noise)
	for _, lags := range []int{0, 1, 2, 3, 99} {
		r, err := covariance.LaggedExact(net, sigma, interval, lags, []covariance.Pair{{Target: 0, Source: 0}})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Auto[0]) != lags+1 || len(r.Cross[0]) != lags+1 {
			t.Fatalf("%d and %d covariances at lags 0 … %d", len(r.Auto[0]), len(r.Cross[0]), lags)
		}
		for k, got := range r.Auto[0] {
			want := noise / (2 * leak) * math.Exp(-leak*interval*float64(k))
			if !closeTo(got, want, 1e-13) || r.Cross[0][k] != got {
				t.Errorf("lag %d: %v, and as a pair %v, want %v", k, got, r.Cross[0][k], want)
			}
		}
	}
	frequencies := []float64{-1, 0, 0.3, 10}
	s, err := covariance.SpectrumExact(net, sigma, frequencies, []covariance.Pair{{Target: 0, Source: 0}})
	if err != nil {
		t.Fatal(err)
	}
	for k, f := range frequencies {
		omega := 2 * math.Pi * f
		want := noise / (leak*leak + omega*omega)
		if !closeTo(s.Density[0][k], want, 1e-14) || real(s.Cross[0][k]) != s.Density[0][k] || math.Abs(imag(s.Cross[0][k])) > 1e-15*want {
			t.Errorf("f=%v: %v and %v, want %v", f, s.Density[0][k], s.Cross[0][k], want)
		}
	}
}

const laggedProgram = `import json, sys
import numpy as np
from scipy.linalg import expm, solve, solve_continuous_lyapunov
out = []
for case in json.load(sys.stdin):
    a, q = np.array(case["a"]), np.array(case["q"])
    n, lags, pairs = len(a), case["lags"], case["pairs"]
    c = solve_continuous_lyapunov(a, -q)
    r = [expm(a*case["interval"]*k) @ c for k in range(lags + 1)]
    s = []
    for f in case["frequencies"]:
        h = solve(2j*np.pi*f*np.eye(n) - a, np.eye(n))
        s.append(h @ q @ h.conj().T)
    out.append({"auto": [[x[i, i] for x in r] for i in range(n)], "cross": [[x[i, j] for x in r] for i, j in pairs],
                "density": [[x[i, i].real for x in s] for i in range(n)],
                "real": [[x[i, j].real for x in s] for i, j in pairs], "imag": [[x[i, j].imag for x in s] for i, j in pairs]})
print(json.dumps(out))`

type laggedCase struct {
	A           [][]float64 `json:"a"`
	Q           [][]float64 `json:"q"`
	Interval    float64     `json:"interval"`
	Lags        int         `json:"lags"`
	Pairs       [][2]int    `json:"pairs"`
	Frequencies []float64   `json:"frequencies"`

	name  string
	net   *network.Network
	sigma float64
}

// correlated returns the network with normal strengths of common sources, and no noise of the neurons' own.
func correlated(t fataler, net *network.Network, sources int, seed uint64) *network.Network {
	t.Helper()
	n := net.Neurons()
	return withNoise(t, net, network.NoiseSources{Strengths: make([]float64, n), Common: normals(n*sources, seed), Sources: sources})
}

func laggedCases(t fataler) []laggedCase {
	chain := square(5)
	for i := 1; i < 5; i++ {
		chain[i][i-1] = 20
	}
	rotation := [][]float64{{0, 9, 0}, {-9, 0, 0}, {1, 0, 0}}
	directed, few := randomNetwork(t, 12, 0.5, false, 0.3, 11), randomNetwork(t, 8, 0.7, false, 0.5, 12)
	symmetric, equal := randomNetwork(t, 9, 0.5, true, 0.2, 13), networkOf(t, chain, []float64{1, 1, 1, 1, 1})
	oscillating := networkOf(t, rotation, []float64{0.2, 0.2, 1})
	cases := []laggedCase{
		{name: "random, directed", net: correlated(t, directed, 12, 2), sigma: 1, Interval: 0.1, Lags: 20},
		{name: "noise of rank 2", net: correlated(t, few, 2, 3), sigma: 1.3, Interval: 0.03, Lags: 9},
		{name: "symmetric", net: correlated(t, symmetric, 9, 4), sigma: 1, Interval: 1, Lags: 16},
		{name: "symmetric, plain noise: by a Cholesky factorization", net: symmetric, sigma: 0.7, Interval: 0.2, Lags: 16},
		{name: "directed, plain noise", net: directed, sigma: 2, Interval: 0.1, Lags: 5},
		{name: "feed-forward chain, equal eigenvalues", net: correlated(t, equal, 5, 5), sigma: 1, Interval: 0.2, Lags: 30},
		{name: "oscillating", net: correlated(t, oscillating, 3, 6), sigma: 1, Interval: 0.05, Lags: 50},
	}
	for k := range cases {
		c := &cases[k]
		n, q := c.net.Neurons(), c.net.NoiseCovariance()
		q.ScaleSym(c.sigma*c.sigma, q)
		c.Pairs, c.Frequencies = [][2]int{{0, n - 1}, {n - 1, 0}, {1, 0}}, []float64{0, 0.07, -0.5, 1.4, 30}
		for i := range n {
			c.A = append(c.A, c.net.Dense().RawRowView(i))
			c.Q = append(c.Q, mat.Row(nil, i, q))
		}
	}
	return cases
}

type laggedAnswer struct{ Auto, Cross, Density, Real, Imag [][]float64 }

// TestLaggedCovariancesAndSpectraAreSciPys, relative to the largest value of each kind of result: of cross-spectra the largest part, real
// or imaginary, since those of a symmetric network with plain noise are real.
func TestLaggedCovariancesAndSpectraAreSciPys(t *testing.T) {
	cases := laggedCases(t)
	text, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(testutil.Python(t, "numpy", "scipy"), "-c", laggedProgram)
	command.Stdin = bytes.NewReader(text)
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []laggedAnswer
	if err := json.Unmarshal(output, &want); err != nil {
		t.Fatal(err)
	}
	testutil.EachLAPACK(t, func(t *testing.T) {
		for k, c := range cases {
			var pairs []covariance.Pair
			for _, p := range c.Pairs {
				pairs = append(pairs, covariance.Pair{Target: p[0], Source: p[1]})
			}
			r, err := covariance.LaggedExact(c.net, c.sigma, c.Interval, c.Lags, pairs)
			if err != nil {
				t.Fatal(err)
			}
			s, err := covariance.SpectrumExact(c.net, c.sigma, c.Frequencies, pairs)
			if err != nil {
				t.Fatal(err)
			}
			re, im := square(len(pairs)), square(len(pairs))
			for p, row := range s.Cross {
				re[p], im[p] = nil, nil
				for _, v := range row {
					re[p], im[p] = append(re[p], real(v)), append(im[p], imag(v))
				}
			}
			for what, rows := range map[string][2][][]float64{
				"autocovariance": {r.Auto, want[k].Auto}, "covariance of pairs": {r.Cross, want[k].Cross},
				"density": {s.Density, want[k].Density}, "cross-spectrum": {append(re, im...), append(want[k].Real, want[k].Imag...)},
			} {
				checkAgainst(t, c.name+", "+what, matrixOf(rows[0]), rows[1], 1e-10)
			}
		}
	})
}

func matrixOf(rows [][]float64) *mat.Dense {
	var data []float64
	for _, row := range rows {
		data = append(data, row...)
	}
	return mat.NewDense(len(rows), len(rows[0]), data)
}

// TestSpectrumIsTheTransformOfTheCovariance: S(f) = Δ Σ R(kΔ) e^{−iωkΔ} less what sampling folds in,
// and the integral of S is the variance, both by sums whose error is below the tolerance.
func TestSpectrumIsTheTransformOfTheCovariance(t *testing.T) {
	net := correlated(t, randomNetwork(t, 6, 0.6, false, 1, 21), 6, 7)
	const interval, lags, frequency = 0.002, 6000, 0.31
	pairs := []covariance.Pair{{Target: 2, Source: 4}, {Target: 4, Source: 2}}
	r, err := covariance.LaggedExact(net, 1, interval, lags, pairs)
	if err != nil {
		t.Fatal(err)
	}
	s, err := covariance.SpectrumExact(net, 1, []float64{frequency}, pairs)
	if err != nil {
		t.Fatal(err)
	}
	var sum complex128
	for k := range lags + 1 {
		sin, cos := math.Sincos(2 * math.Pi * frequency * interval * float64(k))
		sum += complex(cos, -sin) * complex(r.Cross[0][k]*interval, 0)
		if k > 0 {
			sum += complex(cos, sin) * complex(r.Cross[1][k]*interval, 0)
		}
	}
	if got, off := s.Cross[0][0], sum-s.Cross[0][0]; math.Hypot(real(off), imag(off)) > 1e-4*math.Hypot(real(got), imag(got)) {
		t.Errorf("S = %v, the sum over lags is %v", got, sum)
	}
}

func TestLaggedExactRefuses(t *testing.T) {
	unstable := oneNeuron(t, -1)
	_, lagged := covariance.LaggedExact(unstable, 1, 1, 3, nil)
	_, spectrum := covariance.SpectrumExact(unstable, 1, []float64{1}, nil)
	for what, err := range map[string]error{"lagged": lagged, "spectrum": spectrum} {
		if not := new(covariance.NotStationaryError); !errors.As(err, &not) {
			t.Errorf("%s of an unstable network: %v", what, err)
		}
	}
	stable := oneNeuron(t, 1)
	outside := []covariance.Pair{{Target: 0, Source: 1}}
	for why, f := range map[string]func(){
		"noise that is infinite": func() { covariance.LaggedExact(stable, math.Inf(1), 1, 3, nil) },
		"noise that is NaN":      func() { covariance.SpectrumExact(stable, math.NaN(), []float64{1}, nil) },
		"no interval":            func() { covariance.LaggedExact(stable, 1, 0, 3, nil) },
		"a negative lag":         func() { covariance.LaggedExact(stable, 1, 1, -1, nil) },
		"a pair outside":         func() { covariance.LaggedExact(stable, 1, 1, 1, outside) },
		"a spectrum of it":       func() { covariance.SpectrumExact(stable, 1, nil, outside) },
		"an infinite frequency":  func() { covariance.SpectrumExact(stable, 1, []float64{math.Inf(1)}, nil) },
	} {
		mustPanic(t, why, f)
	}
}

func ExampleLaggedExact() {
	// Neuron 0 drives neuron 1, which follows it: their covariance is largest at a positive lag.
	w, _ := network.NewCSR(2, []network.Entry{{Target: 1, Source: 0, Weight: 2}})
	noise := network.NoiseSources{Strengths: []float64{1, 0}} // of neuron 0 alone
	net, _ := network.New(network.Parts{Weights: w, Leak: []float64{1, 1}, Noise: noise})
	pairs := []covariance.Pair{{Target: 1, Source: 0}}

	lagged, _ := covariance.LaggedExact(net, 1, 0.5, 3, pairs)
	fmt.Printf("neuron 0 %.3f, from 0 to 1 %.3f\n", lagged.Auto[0], lagged.Cross[0])
	spectrum, _ := covariance.SpectrumExact(net, 1, []float64{0, 0.5}, pairs)
	fmt.Printf("neuron 0 %.3f, neuron 1 %.3f, cross-spectrum %.3f\n", spectrum.Density[0], spectrum.Density[1], spectrum.Cross[0])
	// Output:
	// neuron 0 [0.500 0.303 0.184 0.112], from 0 to 1 [0.500 0.607 0.552 0.446]
	// neuron 0 [1.000 0.092], neuron 1 [4.000 0.034], cross-spectrum [(2.000+0.000i) (0.017-0.053i)]
}
