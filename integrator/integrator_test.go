package integrator

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"noiseprune/network"
	"noiseprune/noise"
)

func drive(h float64) Drive {
	return Drive{Strength: 0.8, StepSize: h, Key: noise.Key{Seed: 5, Purpose: noise.Drive}}
}

// small is a network of three neurons in which the rectifier matters.
func small(t testing.TB, a network.Activation) *network.Network {
	return testNetwork(t, a, []float64{1, 2, 3}, []float64{0.1, -0.2, 0.05},
		network.Entry{Target: 0, Source: 1, Weight: 0.5}, network.Entry{Target: 1, Source: 0, Weight: -0.7},
		network.Entry{Target: 2, Source: 2, Weight: 0.3}, network.Entry{Target: 2, Source: 0, Weight: 0.9})
}

func TestOneStepIsTheFormula(t *testing.T) {
	const h, tau = 0.01, 0.2
	for _, activation := range []network.Activation{network.Linear, network.Rectified} {
		net := small(t, activation)
		phi := func(u float64) float64 {
			if activation == network.Rectified {
				return max(0, u)
			}
			return u
		}
		for _, placement := range []Placement{Outside, Inside, OrnsteinUhlenbeck} {
			t.Run(fmt.Sprint(activation, "/", placement), func(t *testing.T) {
				d := drive(h)
				d.Placement, d.CorrelationTime = placement, tau
				s, err := NewEulerMaruyama(net, Pack[float64](net, SparseKernel, 1), d)
				if err != nil {
					t.Fatal(err)
				}
				x, eta := [3]float64{0.3, -0.4, 0.2}, [3]float64{}
				b := NewBlock[float64](3, 1, 7)
				copy(b.State, x[:])
				for step := range uint64(50) {
					var u [3]float64
					for i := range u {
						u[i] = net.Input()[i]
						for j := range x {
							u[i] += net.Weights().At(i, j) * x[j]
						}
					}
					old := x
					for i := range x {
						zeta := d.Key.Normal(step, i, 7)
						switch placement {
						case Outside:
							x[i] += h*(-net.Leak()[i]*old[i]+phi(u[i])) + d.Strength*math.Sqrt(h)*zeta
						case Inside:
							x[i] += h * (-net.Leak()[i]*old[i] + phi(u[i]+d.Strength*zeta/math.Sqrt(h)))
						case OrnsteinUhlenbeck:
							x[i] += h * (-net.Leak()[i]*old[i] + phi(u[i]+eta[i]))
							eta[i] += -h/tau*eta[i] + d.Strength/tau*math.Sqrt(h)*zeta
						}
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

func TestLeimkuhlerMatthewsIsTheFormula(t *testing.T) {
	const h = 0.05
	net, d := small(t, network.Linear), drive(h)
	s, err := NewLeimkuhlerMatthews(net, Pack[float64](net, SparseKernel, 1), d)
	if err != nil {
		t.Fatal(err)
	}
	a := net.Dense()
	x := [3]float64{}
	b := NewBlock[float64](3, 1, 2)
	for step := range uint64(30) {
		old := x
		for i := range x {
			for j := range old {
				x[i] += h * a.At(i, j) * old[j]
			}
			x[i] += h*net.Input()[i] + d.Strength*math.Sqrt(h)*(d.Key.Normal(step, i, 2)+d.Key.Normal(step+1, i, 2))/2
		}
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	for i := range x {
		if math.Abs(b.State[i]-x[i]) > 1e-13 {
			t.Errorf("neuron %d: %v, by the formula %v", i, b.State[i], x[i])
		}
	}
}

// TestTrajectoriesDoNotDependOnTheBlock: the same replica has the same bits alone, in a
// block of 8 or of 64, with dense and sparse weights, for every stepper.
func TestTrajectoriesDoNotDependOnTheBlock(t *testing.T) {
	net := small(t, network.Rectified)
	for _, make := range []func(Weights[float64]) (Stepper[float64], error){
		func(p Weights[float64]) (Stepper[float64], error) {
			return NewEulerMaruyama(net, p, drive(0.01))
		},
		func(p Weights[float64]) (Stepper[float64], error) {
			return NewLeimkuhlerMatthews(net, p, drive(0.01))
		},
		func(p Weights[float64]) (Stepper[float64], error) {
			d := drive(0.01)
			d.Increment = Rademacher
			return NewEulerMaruyama(net, p, d)
		},
		func(p Weights[float64]) (Stepper[float64], error) {
			d := drive(0.01)
			d.Placement, d.CorrelationTime = OrnsteinUhlenbeck, 0.3
			return NewEulerMaruyama(net, p, d)
		},
		func(p Weights[float64]) (Stepper[float64], error) {
			return NewTrapezoid(small(t, network.Linear), p, cycleDrive(4))
		},
	} {
		want := map[[2]int]float64{}
		for _, width := range []int{1, 8, 64} {
			for _, kind := range []Kernel{DenseKernel, SparseKernel} {
				s, err := make(Pack[float64](net, kind, 1))
				if err != nil {
					t.Fatal(err)
				}
				for first := 0; first < 64; first += width {
					b := NewBlock[float64](net.Neurons(), width, first)
					for range 40 {
						if err := s.Advance(b); err != nil {
							t.Fatal(err)
						}
					}
					for i := range net.Neurons() {
						for r := range width {
							place, got := [2]int{i, first + r}, b.State[i*width+r]
							if w, seen := want[place]; seen && math.Float64bits(w) != math.Float64bits(got) {
								t.Fatalf("%T width %d %v: neuron %d replica %d is %v, elsewhere %v", s, width, kind, i, first+r, got, w)
							}
							want[place] = got
						}
					}
				}
			}
		}
	}
}

// TestStationaryVarianceOfOneNeuron holds both steppers against their closed forms at a
// coarse step (hλ = 1), where the differential equation's value, 1/2, is far from
// Euler–Maruyama's 1: 4 standard errors of 40,000 independent samples are allowed.
func TestStationaryVarianceOfOneNeuron(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{1}, nil)
	d := Drive{Strength: 1, StepSize: 1, Key: noise.Key{Seed: 3, Purpose: noise.Drive}}
	p := Pack[float64](net, SparseKernel, 1)
	em, err := NewEulerMaruyama(net, p, d)
	if err != nil {
		t.Fatal(err)
	}
	lm, err := NewLeimkuhlerMatthews(net, p, d)
	if err != nil {
		t.Fatal(err)
	}
	const samples = 40_000
	for _, c := range []struct {
		stepper Stepper[float64]
		want    float64
	}{{em, 1 / (2.0 - 1.0)}, {lm, 0.5}} {
		b := NewBlock[float64](1, samples, 0)
		for range 12 {
			if err := c.stepper.Advance(b); err != nil {
				t.Fatal(err)
			}
		}
		var variance float64
		for _, x := range b.State {
			variance += x * x / samples
		}
		if se := c.want * math.Sqrt(2.0/samples); math.Abs(variance-c.want) > 4*se {
			t.Errorf("%T: variance %.4f, want %.4f ± %.4f", c.stepper, variance, c.want, se)
		}
	}
}

func TestDivergenceNamesStepNeuronAndReplica(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{1, 1}, nil)
	s, err := NewEulerMaruyama(net, Pack[float64](net, SparseKernel, 1), Drive{StepSize: 1e3, Key: drive(1).Key})
	if err != nil {
		t.Fatal(err)
	}
	b := NewBlock[float64](2, 4, 100)
	b.State[1*4+2] = 1 // grows by a factor of −999 each step
	var diverged *DivergedError
	for range 60 {
		if err := s.Advance(b); errors.As(err, &diverged) {
			break
		}
	}
	if diverged == nil || diverged.Step != 33 || diverged.Neuron != 1 || diverged.Replica != 102 {
		t.Fatalf("got %+v, want step 33, neuron 1, replica 102", diverged)
	}
	if msg := diverged.Error(); strings.Contains(msg, "\n") || !strings.Contains(msg, "step 33: neuron 1 of replica 102") {
		t.Errorf("message %q", msg)
	}
}

func TestDivergenceCatchesNaN(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{1}, nil)
	s, _ := NewEulerMaruyama(net, Pack[float64](net, SparseKernel, 1), Drive{StepSize: 0.1, Key: drive(1).Key})
	b := NewBlock[float64](1, 1, 0)
	b.State[0] = math.NaN()
	var diverged *DivergedError
	if !errors.As(s.Advance(b), &diverged) {
		t.Error("a state that is not a number went unnoticed")
	}
}

func TestDrivesThatCannotBeSimulated(t *testing.T) {
	rectified := small(t, network.Rectified)
	p := Pack[float64](rectified, SparseKernel, 1)
	for _, c := range []struct {
		name string
		make func() error
	}{
		{"no step", func() error { _, err := NewEulerMaruyama(rectified, p, Drive{}); return err }},
		{"negative noise", func() error {
			_, err := NewEulerMaruyama(rectified, p, Drive{StepSize: 1, Strength: -1})
			return err
		}},
		{"noise colour below the step", func() error {
			_, err := NewEulerMaruyama(rectified, p, Drive{StepSize: 1, Placement: OrnsteinUhlenbeck, CorrelationTime: 0.5})
			return err
		}},
		{"Leimkuhler–Matthews inside the rectifier", func() error {
			_, err := NewLeimkuhlerMatthews(rectified, p, Drive{StepSize: 1, Placement: Inside})
			return err
		}},
	} {
		if err := c.make(); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line", c.name, err)
		}
	}
}
