package integrator

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// cycleDrive has steps of three sizes, by Jacobi's iteration and by both kinds of Chebyshev's.
func cycleDrive(sweeps int) Drive {
	cycle := []Substep{
		{Size: 0.9, Sweeps: sweeps, FocalSquare: 0.1}, {Size: 0.2, Sweeps: sweeps}, {Size: 0.4, Sweeps: sweeps, FocalSquare: -0.2},
	}
	d := drive(MeanStep(cycle))
	d.Cycle = cycle
	return d
}

// TestTrapezoidIsTheFormula, solved by LU. After 60 sweeps, which reduce the error by a factor of 0.4 or
// better each, and 30 steps, rounding is left: below 10⁻¹³, in single precision 10⁻⁵.
func TestTrapezoidIsTheFormula(t *testing.T) {
	net, d := small(t, network.Linear), cycleDrive(60)
	identity := mat.NewDiagDense(3, []float64{1, 1, 1})
	x := mat.NewVecDense(3, []float64{0.3, -0.4, 0.2})
	for step := range uint64(30) {
		h := d.Cycle[step%3].Size
		var k mat.Dense
		k.Scale(-h/2, net.Dense())
		k.Add(&k, identity)
		c := mat.NewVecDense(3, nil)
		for i := range 3 {
			zeta := d.Key.Normal(step, i, 7)
			c.SetVec(i, 2*x.AtVec(i)+d.Strength*math.Sqrt(h)*zeta+h*net.Input()[i])
		}
		var y mat.VecDense
		if err := y.SolveVec(&k, c); err != nil {
			t.Fatal(err)
		}
		x.SubVec(&y, x)
	}
	t.Run("float64", func(t *testing.T) { checkFormula[float64](t, net, d, x, 1e-13) })
	t.Run("float32", func(t *testing.T) { checkFormula[float32](t, net, d, x, 1e-5) })
}

func checkFormula[T Float](t *testing.T, net *network.Network, d Drive, want *mat.VecDense, tolerance float64) {
	s, err := NewTrapezoid(net, Pack[T](net, SparseKernel, 1), d)
	if err != nil {
		t.Fatal(err)
	}
	b := NewBlock[T](3, 1, 7)
	copy(b.State, []T{0.3, -0.4, 0.2})
	for range 30 {
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	for i, got := range b.State {
		if math.Abs(float64(got)-want.AtVec(i)) > tolerance {
			t.Errorf("neuron %d: %v, by the formula %v", i, got, want.AtVec(i))
		}
	}
}

// TestTrapezoidHasTheBitsOfItsSpecification, in plain Go with explicit fused multiply-adds: for every
// number of sweeps, kernel, width and precision.
func TestTrapezoidHasTheBitsOfItsSpecification(t *testing.T) {
	t.Run("float64", checkSpecification[float64])
	t.Run("float32", checkSpecification[float32])
}

func checkSpecification[T Float](t *testing.T) {
	net := small(t, network.Linear)
	for _, sweeps := range []int{0, 1, 2, 3, 6} {
		for _, width := range []int{1, 8, 19} {
			for _, kind := range []Kernel{DenseKernel, SparseKernel} {
				d := cycleDrive(sweeps)
				s, err := NewTrapezoid(net, Pack[T](net, kind, width), d)
				if err != nil {
					t.Fatal(err)
				}
				b := NewBlock[T](3, width, 4)
				for k := range b.State {
					b.State[k] = T(k%5) - 2
				}
				for range 7 {
					want := specifiedStep(net, d, b)
					if err := s.Advance(b); err != nil {
						t.Fatal(err)
					}
					if got := fmt.Sprint(b.State); got != fmt.Sprint(want) {
						t.Fatalf("%d sweeps, width %d, %v, step %d: %s, specified %v", sweeps, width, kind, b.Step-1, got, want)
					}
				}
			}
		}
	}
}

// specifiedStep returns the states after the next step.
func specifiedStep[T Float](net *network.Network, d Drive, b *Block[T]) []T {
	step, n := d.Cycle[b.Step%uint64(len(d.Cycle))], net.Neurons()
	a, h := net.Diagonal(), step.Size
	r, zeta := make([]T, len(b.State)), make([]T, len(b.State))
	noise.FillNormals(d.Key, zeta, b.Step, 0, n, b.FirstReplica, b.Width)
	inverse := make([]float64, n)
	for k, x := range b.State {
		i := k / b.Width
		inverse[i] = 1 / (1 - float64(h/2*a[i]))
		constant := h * inverse[i] * float64(T(net.Input()[i]))
		r[k] = T(math.FMA(2*inverse[i], float64(x), math.FMA(d.Strength*math.Sqrt(h)*inverse[i], float64(zeta[k]), constant)))
	}
	before, y := make([]T, len(r)), append([]T(nil), r...)
	omega := 1.0
	for k := range step.Sweeps {
		omega = 1 / (1 - float64(map[bool]float64{true: 0.5, false: 0.25}[k == 0]*float64(step.FocalSquare*omega)))
		if step.FocalSquare == 0 && k > 0 {
			before = append([]T(nil), y...) // Jacobi's iteration forgets all but the last iterate
		}
		next := make([]T, len(r))
		for p := range next {
			i, c := p/b.Width, p%b.Width
			var sum T
			sources, weights := net.Weights().Row(i)
			for e, j := range sources {
				sum = kernel.FMA(T(weights[e]), y[int(j)*b.Width+c], sum)
			}
			if w := net.Weights().At(i, i); w != 0 {
				sum = kernel.FMA(-T(w), y[p], sum)
			}
			moved := kernel.FMA(T(omega*(h/2)*inverse[i]), kernel.FMA(-T(2/h-a[i]), before[p], sum), before[p])
			next[p] = kernel.FMA(T(omega), r[p], moved)
		}
		before, y = y, next
	}
	for k, x := range b.State {
		y[k] -= x
	}
	return y
}

// TestTrapezoidsThatAreRefused, each in one line.
func TestTrapezoidsThatAreRefused(t *testing.T) {
	sound := cycleDrive(3)
	linear, rectified := small(t, network.Linear), small(t, network.Rectified)
	excited := testNetwork(t, network.Linear, []float64{1, 1}, nil, network.Entry{Target: 0, Source: 0, Weight: 2})
	for _, c := range []struct {
		want   string
		net    *network.Network
		change func(*Drive)
	}{
		{"linear network", rectified, func(*Drive) {}},
		{"white noise", linear, func(d *Drive) { d.Placement, d.CorrelationTime = OrnsteinUhlenbeck, 9 }},
		{"needs a cycle", linear, func(d *Drive) { d.Cycle = nil }},
		{"no bias of the step", linear, func(d *Drive) { d.Course = Coarsened }},
		{"must be the mean", linear, func(d *Drive) { d.StepSize *= 1.001 }},
		{"step size 0", linear, func(d *Drive) { d.StepSize = 0 }},
		{"size -1 of step 0", linear, func(d *Drive) { d.Cycle = []Substep{{Size: -1}} }},
		{"-1 sweeps", linear, func(d *Drive) { d.Cycle = []Substep{{Size: 0.5, Sweeps: -1}} }},
		{"focal square 1", linear, func(d *Drive) { d.Cycle = []Substep{{Size: 0.5, FocalSquare: 1}} }},
		{"too long for neuron 0", excited, func(d *Drive) { d.StepSize, d.Cycle = 3, []Substep{{Size: 3}} }},
	} {
		d := sound
		c.change(&d)
		_, err := New(TrapezoidKind, c.net, Pack[float64](c.net, SparseKernel, 1), d)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v", c.want, err)
		}
	}
	for k := range registry() {
		kind := StepperKind(k + 1)
		if kind.Cyclic() {
			continue
		}
		if _, err := New(kind, linear, Pack[float64](linear, SparseKernel, 1), sound); err == nil {
			t.Errorf("%v takes a cycle", kind)
		}
	}
}

// TestSweepsThatDivergeAreFound: J has eigenvalues of ±5i, which Jacobi's iteration multiplies errors by.
func TestSweepsThatDivergeAreFound(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{0.01, 0.01}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 10}, network.Entry{Target: 1, Source: 0, Weight: -10})
	d := drive(1)
	d.Cycle = []Substep{{Size: 1, Sweeps: 200}}
	s, err := NewTrapezoid(net, Pack[float64](net, SparseKernel, 2), d)
	if err != nil {
		t.Fatal(err)
	}
	var diverged *DivergedError
	if !errors.As(s.Advance(NewBlock[float64](2, 2, 0)), &diverged) || diverged.Step != 0 {
		t.Errorf("got %+v, want a state beyond the bound in step 0", diverged)
	}
}
