package main

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/internal/tools/command"
	"noiseprune/network"
)

// TestOneMode: of two neurons with leak D that excite each other with weight w, x₁ − x₂ is one Ornstein–Uhlenbeck process of
// rate λ = D + w. A step multiplies it by f, so that its squares have the integrated time Σ f^(2|k|) = (1 + f²)/(1 − f²):
//
//	Euler–Maruyama   f = 1 − hλ,  bias of d: hλ/(2 − hλ)
//	exponential      f = e − (1 − e) w/D, e = exp(−Dh),  d = (1 − e²)/(D (1 − f²))
//	trapezoid        f = Π (2/h_k − λ)/(2/h_k + λ) in a cycle, no bias
func TestOneMode(t *testing.T) {
	const leak, weight, h = 3.0, 2.0, 0.1
	const rate = leak + weight
	net := testnet.Of(t, []float64{leak, leak},
		network.Entry{Target: 0, Source: 1, Weight: weight}, network.Entry{Target: 1, Source: 0, Weight: weight})
	edges := edgesOf(net)
	if len(edges) != 1 {
		t.Fatalf("%d edges, want the pair", len(edges))
	}
	e, d := math.Exp(-leak*h), 1/rate // the equation's d
	relaxed := e - (1-e)*weight/leak
	cycle := []integrator.Substep{{Size: 0.08, Sweeps: 60}, {Size: 0.9, Sweeps: 60}}
	ring := 1.0
	for _, s := range cycle {
		ring *= (2/s.Size - rate) / (2/s.Size + rate)
	}
	for _, c := range []struct {
		m       method
		f, bias float64
	}{
		{method{integrator.EulerMaruyamaKind, integrator.Drive{Strength: 1, StepSize: h}}, 1 - h*rate, h * rate / (2 - h*rate)},
		{method{integrator.ExponentialKind, integrator.Drive{Strength: 1, StepSize: h}}, relaxed, (1-e*e)/(leak*(1-relaxed*relaxed))/d - 1},
		{method{integrator.TrapezoidKind, integrator.Drive{Strength: 1, StepSize: integrator.MeanStep(cycle), Cycle: cycle}}, ring, 0},
	} {
		own, err := c.m.kind.Stationary(net, c.m.drive)
		if err != nil {
			t.Fatal(err)
		}
		rho, err := correlate(context.Background(), net, c.m, own.Covariance, edges)
		if err != nil {
			t.Fatal(err)
		}
		want := (1 + c.f*c.f) / (1 - c.f*c.f)
		if got := rho.times[0]; math.Abs(got/want-1) > 2*negligible {
			t.Errorf("%v: integrated time %v, want %v", c.m.kind, got, want)
		}
		if got := rho.first[0]; math.Abs(got-c.f) > 1e-12 {
			t.Errorf("%v: autocorrelation %v, want %v", c.m.kind, got, c.f)
		}
		if got := diffCov(edges, own.Covariance)[0]/d - 1; math.Abs(got-c.bias) > 1e-12 {
			t.Errorf("%v: bias %v, want %v", c.m.kind, got, c.bias)
		}
	}
}

// TestCorrelateDirected: the sum over the powers of a dense Φ = I + hA of a directed network with both signs,
// and not that over the powers of Φᵀ.
func TestCorrelateDirected(t *testing.T) {
	net := testnet.Of(t, []float64{2, 3, 5},
		network.Entry{Target: 0, Source: 1, Weight: 1.5}, network.Entry{Target: 1, Source: 2, Weight: -2},
		network.Entry{Target: 2, Source: 0, Weight: 0.5})
	const h = 0.05
	m := method{integrator.EulerMaruyamaKind, integrator.Drive{Strength: 1, StepSize: h}}
	own, err := covariance.EulerMaruyama(net, 1, h)
	if err != nil {
		t.Fatal(err)
	}
	edges := edgesOf(net)
	rho, err := correlate(context.Background(), net, m, own.Covariance, edges)
	if err != nil {
		t.Fatal(err)
	}
	phi := mat.NewDense(3, 3, nil)
	phi.Scale(h, net.Dense())
	for i := range 3 {
		phi.Set(i, i, 1+phi.At(i, i))
	}
	for k, e := range edges {
		want, wrong := denseTime(phi, own.Covariance, e), denseTime(phi.T(), own.Covariance, e)
		if got := rho.times[k]; math.Abs(got/want-1) > 1e-4 || math.Abs(got/wrong-1) < 1e-3 {
			t.Errorf("edge %d: integrated time %v, want %v (and not %v)", k, got, want, wrong)
		}
	}
}

func denseTime(phi mat.Matrix, c mat.Symmetric, e network.Entry) float64 {
	a := mat.NewVecDense(3, nil)
	a.SetVec(e.Target, 1)
	a.SetVec(e.Source, -math.Copysign(1, e.Weight))
	var v mat.VecDense
	v.MulVec(c, a)
	variance, time := mat.Dot(a, &v), 1.0
	for range 2000 {
		var next mat.VecDense
		next.MulVec(phi, &v)
		v.CopyVec(&next)
		rho := mat.Dot(a, &v) / variance
		time += 2 * rho * rho
	}
	return time
}

// TestPageHasTables: the page's rows of one network are those that are computed now.
func TestPageHasTables(t *testing.T) {
	const root = "../../.."
	page, err := os.ReadFile(filepath.Join(root, "docs", "steppers.md"))
	if err != nil {
		t.Fatal(err)
	}
	net, err := command.Load(filepath.Join(root, "data", "human-hcp-aal-101309.mat"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := compare(context.Background(), "human-hcp-aal-101309", net)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(tables([]comparison{c})) {
		if !strings.Contains(string(page), line) {
			t.Errorf("the page does not have the line\n%sRun make steppers.", line)
		}
	}
}
