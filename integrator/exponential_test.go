package integrator

import (
	"fmt"
	"math"
	"testing"

	"noiseprune/network"
)

// TestRelaxationIsAccurate: to four units in the last place of math.Expm1's value, over every order of
// magnitude, on both sides of the argument of the series, and for a neuron that excites itself.
func TestRelaxationIsAccurate(t *testing.T) {
	if relaxation(0) != 1 {
		t.Errorf("relaxation(0) = %v", relaxation(0))
	}
	for z := 1e-300; z < 1e300; z *= 1.0371 {
		for _, x := range []float64{z, -z} {
			if x < -600 {
				continue
			}
			want := -math.Expm1(-x) / x
			if got := relaxation(x); math.Abs(got-want) > 4*0x1p-52*want*max(1, math.Abs(min(x, 0))) {
				t.Fatalf("relaxation(%v) = %v, want %v", x, got, want)
			}
		}
	}
}

// TestExponentialStepIsTheFormula at a step 30 times as long as the fastest leak's time constant and at a
// short one, for all placements, linear and rectified.
func TestExponentialStepIsTheFormula(t *testing.T) {
	for _, activation := range []network.Activation{network.Linear, network.Rectified} {
		net := small(t, activation)
		for _, placement := range []Placement{Outside, Inside, OrnsteinUhlenbeck} {
			for _, h := range []float64{0.01, 10} {
				t.Run(fmt.Sprint(activation, "/", placement, "/", h), func(t *testing.T) {
					d := drive(h)
					d.Placement, d.CorrelationTime = placement, 20
					s, err := NewExponential(net, Pack[float64](net, SparseKernel, 1), d)
					if err != nil {
						t.Fatal(err)
					}
					b := NewBlock[float64](3, 1, 2)
					x, eta := [3]float64{}, [3]float64{}
					for range 50 {
						old := x
						zeta := s.noise.at(b, b.Step)
						for i, leak := range net.Leak() {
							x[i], eta[i] = exponentialStep(net, d, i, old, eta[i], zeta[i], leak)
						}
						if err := s.Advance(b); err != nil {
							t.Fatal(err)
						}
					}
					for i := range x {
						if math.Abs(b.State[i]-x[i]) > 1e-13 {
							t.Errorf("neuron %d: %v after 50 steps, by the formula %v", i, b.State[i], x[i])
						}
					}
				})
			}
		}
	}
}

// exponentialStep returns the next state and η of one neuron, by the formula in the stepper's comment.
func exponentialStep(net *network.Network, d Drive, i int, old [3]float64, eta, zeta, leak float64) (x, next float64) {
	h, sigma, tau := d.StepSize, d.Strength, d.CorrelationTime
	u := net.Input()[i]
	for j, v := range old {
		u += net.Weights().At(i, j) * v
	}
	added := sigma * math.Sqrt((1-math.Exp(-2*leak*h))/(2*leak)) * zeta
	switch d.placementIn(net) {
	case Inside:
		u, added = u+sigma*zeta/math.Sqrt(h), 0
	case OrnsteinUhlenbeck:
		u, added = u+eta, 0
		next = math.Exp(-h/tau)*eta + sigma*math.Sqrt((1-math.Exp(-2*h/tau))/(2*tau))*zeta
	case Outside:
	}
	if net.Activation() == network.Rectified {
		u = max(0, u)
	}
	return math.Exp(-leak*h)*old[i] + (1-math.Exp(-leak*h))/leak*u + added, next
}

// TestExponentialIsStableWhereProved: a network whose leak dominates, with leaks that differ a
// thousandfold, stays at rest in the mean at a step of 10⁶ of the slowest time constants; Euler–Maruyama
// diverges there. Where the leak does not dominate, the largest step is measured: of a rotation
// λ = −1 ± 5i it is where e^(−h) + (1 − e^(−h)) 5i has magnitude 1, h = ln((5² + 1)/(5² − 1)) = 0.080.
func TestExponentialIsStableWhereProved(t *testing.T) {
	stiff := testNetwork(t, network.Rectified, []float64{1, 1000}, []float64{1, 1},
		network.Entry{Target: 0, Source: 1, Weight: -1}, network.Entry{Target: 1, Source: 0, Weight: 1000})
	scales, err := testNetwork(t, network.Linear, stiff.Leak(), nil, stiff.Weights().Entries()...).TimeScales()
	if err != nil {
		t.Fatal(err)
	}
	if h := ExponentialKind.LargestStep(stiff, scales); !math.IsInf(h, 1) {
		t.Errorf("where the leak dominates the largest step is %v", h)
	}
	s, err := NewExponential(stiff, Pack[float64](stiff, AutoKernel, 4), drive(1e6))
	if err != nil {
		t.Fatal(err)
	}
	b := NewBlock[float64](2, 4, 0)
	for range 2000 {
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	for k, x := range b.State {
		if !(math.Abs(x) < 10) {
			t.Errorf("state %d is %v", k, x)
		}
	}
	rotating := testNetwork(t, network.Linear, []float64{1, 1}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 5}, network.Entry{Target: 1, Source: 0, Weight: -5})
	if scales, err = rotating.TimeScales(); err != nil {
		t.Fatal(err)
	}
	bound := math.Log(26.0 / 24)
	if h := ExponentialKind.LargestStep(rotating, scales); h > bound || h < scales.LargestStep {
		t.Errorf("largest step of a rotation %v, want at most %v and at least Euler–Maruyama's %v", h, bound, scales.LargestStep)
	}
	if exponentialIsStable(rotating, 1.01*bound) || !exponentialIsStable(rotating, 0.99*bound) {
		t.Errorf("stability is not told at 1%% beside the bound %v", bound)
	}
}
