package integrator

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// mixed is noise of unequal strength with two common sources, for n neurons.
func mixed(n int) network.NoiseSources {
	s := network.NoiseSources{Sources: 2}
	for i := range n {
		s.Strengths = append(s.Strengths, float64(i%4)/2) // 0 in every fourth
		s.Common = append(s.Common, 0.3*float64(i%3-1), 0.7-0.1*float64(i%5))
	}
	return s
}

func withNoise(t testing.TB, net *network.Network, s network.NoiseSources) *network.Network {
	t.Helper()
	with, err := net.WithNoise(s)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

// specifiedSources is ζ′ of one neuron and replica by the formula, from single normals.
func specifiedSources[T Float](d Drive, s network.NoiseSources, step uint64, i, replica int) T {
	draw := func(neuron int) T {
		var z [1]T
		newIncrements[T](d).draw(z[:], position{step, neuron, 1, 1, replica, 1})
		return z[0]
	}
	sum := T(s.Strength(i)) * draw(i)
	for l, m := range s.CommonTo(i) {
		if m != 0 {
			sum = kernel.FMA(T(m), draw(1<<33+l), sum)
		}
	}
	return sum
}

// TestIncrementsOfSources: to the bit, whether rows are drawn some at a time or all, in any block, in families, and for both
// kinds of increments.
func TestIncrementsOfSources(t *testing.T) {
	t.Run("float64", checkIncrementsOfSources[float64])
	t.Run("float32", checkIncrementsOfSources[float32])
}

func checkIncrementsOfSources[T Float](t *testing.T) {
	const neurons = 2*chunkRows + 5
	s := mixed(neurons)
	for _, kind := range []Increment{Gaussian, Rademacher} {
		d := drive(0.1)
		d.Increment = kind
		for _, b := range []*Block[T]{NewBlock[T](neurons, 3, 4), NewFamilies[T](neurons, 2, 3, 4), NewBlock[T](neurons, 70, 0)} {
			some, all := newIncrements[T](d).of(s, neurons), newIncrements[T](d).of(s, neurons)
			for step := range uint64(3) {
				rows, whole := some.rows(b, step), all.at(b, step)
				for i := range neurons {
					row := rows(i, 1)
					for r := range b.Width {
						want := specifiedSources[T](d, s, step, i, b.FirstReplica+r%b.Each())
						if row[r] != want || whole[i*b.Width+r] != want {
							t.Fatalf("%v, width %d, step %d, neuron %d, replica %d: %v and %v, want %v",
								kind, b.Width, step, i, r, row[r], whole[i*b.Width+r], want)
						}
					}
				}
			}
		}
	}
}

// Common sources do not depend on the number of neurons, and plain noise has the bits that it had.
func TestCommonSourcesDoNotDependOnTheSize(t *testing.T) {
	of := func(n int) []float64 {
		s := network.NoiseSources{Strengths: make([]float64, n), Common: network.UniformLeak(n, 1), Sources: 1}
		return newIncrements[float64](drive(0.1)).of(s, n).at(NewBlock[float64](n, 2, 0), 5)
	}
	if a, b := of(3), of(200); !slices.Equal(a[:2], b[:2]) || a[0] != a[2] {
		t.Errorf("%v in 3 neurons, %v in 200", a, b[:6])
	}
	plain, ones := newIncrements[float64](drive(0.1)), newIncrements[float64](drive(0.1))
	ones = ones.of(network.NoiseSources{Strengths: []float64{1, 1, 1}}, 3)
	b := NewBlock[float64](3, 4, 0)
	if ones.sources != nil || !slices.Equal(plain.at(b, 2), ones.at(b, 2)) {
		t.Error("strengths of 1 change increments, or cost something")
	}
}

// TestStepsUnderSources: the formulas of Euler–Maruyama, in plain loops, with the noise in each place.
func TestStepsUnderSources(t *testing.T) {
	const h, tau = 0.01, 0.2
	for _, activation := range []network.Activation{network.Linear, network.Rectified} {
		net := withNoise(t, small(t, activation), mixed(3))
		for _, placement := range []Placement{Outside, Inside, OrnsteinUhlenbeck} {
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
				old := x
				for i := range x {
					u, zeta, outside := net.Input()[i], specifiedSources[float64](d, net.Noise(), step, i, 7), 0.0
					for j := range old {
						u += net.Weights().At(i, j) * old[j]
					}
					switch placement {
					case Outside:
						outside = d.Strength * math.Sqrt(h) * zeta
					case Inside:
						u += d.Strength * zeta / math.Sqrt(h)
					case OrnsteinUhlenbeck:
						u += eta[i]
						eta[i] += -h/tau*eta[i] + d.Strength/tau*math.Sqrt(h)*zeta
					}
					if activation == network.Rectified {
						u = max(0, u)
					}
					x[i] += h*(u-net.Leak()[i]*old[i]) + outside
				}
				if err := s.Advance(b); err != nil {
					t.Fatal(err)
				}
			}
			for i := range x {
				if math.Abs(b.State[i]-x[i]) > 1e-13 {
					t.Errorf("%v, %v: neuron %d: %v after 50 steps, by the formula %v", activation, placement, i, b.State[i], x[i])
				}
			}
		}
	}
}

// TestCovarianceOfSources: every stepper has the covariance that its row says under unequal and common noise, in both
// precisions. The mean of x_i x_j over n independent replicas has the standard error √((C_ii C_jj + C_ij²)/n); 4 of them are
// allowed for 21 entries of 4 steppers in 2 precisions, of which one would lie outside in a hundred seeds. The covariance of plain
// noise is far outside. Leimkuhler–Matthews has a bias here though A is symmetric.
func TestCovarianceOfSources(t *testing.T) {
	for k := range registry() {
		t.Run(StepperKind(k+1).String(), func(t *testing.T) {
			covarianceOfSources[float64](t, StepperKind(k+1))
			covarianceOfSources[float32](t, StepperKind(k+1))
		})
	}
}

func covarianceOfSources[T Float](t *testing.T, kind StepperKind) {
	const n, width, steps, h = 6, 20000, 60, 0.2
	symmetric := testNetwork(t, network.Linear, []float64{1.1, 2, 1.5, 1.3, 2.2, 1}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 0.7}, network.Entry{Target: 1, Source: 0, Weight: 0.7},
		network.Entry{Target: 2, Source: 3, Weight: -0.8}, network.Entry{Target: 3, Source: 2, Weight: -0.8},
		network.Entry{Target: 4, Source: 1, Weight: 0.9}, network.Entry{Target: 1, Source: 4, Weight: 0.9})
	net, d := withNoise(t, symmetric, mixed(n)), drive(h)
	if kind.Cyclic() {
		d.Cycle = []Substep{{Size: h, Sweeps: 3}}
	}
	s, err := New(kind, net, Pack[T](net, AutoKernel, 1), d)
	if err != nil {
		t.Fatal(err)
	}
	b := NewBlock[T](n, width, 0)
	for range steps { // 12 of the slowest time constants or so
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	own, err := kind.Stationary(net, d)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := kind.Stationary(symmetric, d)
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for i := range n {
		for j := range i + 1 {
			sum := 0.0
			for r := range width {
				sum += float64(b.State[i*width+r]) * float64(b.State[j*width+r])
			}
			c := own.Covariance
			se := math.Sqrt((c.At(i, i)*c.At(j, j) + c.At(i, j)*c.At(i, j)) / width)
			if z := (sum/width - c.At(i, j)) / se; math.Abs(z) > 4 {
				t.Errorf("%T: C[%d][%d] = %.5f is %.1f standard errors from %.5f", T(0), i, j, sum/width, z, c.At(i, j))
			}
			if math.Abs(sum/width-plain.Covariance.At(i, j)) > 4*se {
				wrong++
			}
		}
	}
	if wrong < 15 {
		t.Errorf("only %d entries differ from those of plain noise", wrong)
	}
	if kind == LeimkuhlerMatthewsKind {
		equation, err := covariance.Stationary(net, d.Strength)
		if err != nil || math.Abs(own.Covariance.At(0, 1)/equation.Covariance.At(0, 1)-1) < 1e-3 {
			t.Errorf("no bias: %v and %v, %v", own.Covariance.At(0, 1), equation.Covariance.At(0, 1), err)
		}
	}
}

// TestImpulsesOfSourcesSum: the squares after an impulse sum up to the variances under continuing noise, as they do for
// plain noise.
func TestImpulsesOfSourcesSum(t *testing.T) {
	const width, steps = 4000, 400
	net := withNoise(t, small(t, network.Linear), mixed(3))
	p := net.Parts()
	p.Input = nil
	net, err := network.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d := drive(0.05)
	d.Course = Impulse
	s, err := New(EulerMaruyamaKind, net, Pack[float64](net, AutoKernel, 1), d)
	if err != nil {
		t.Fatal(err)
	}
	b, sums := NewBlock[float64](3, width, 0), [3]float64{}
	for range steps {
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
		for k, x := range b.State {
			sums[k/width] += x * x / width
		}
	}
	want, err := covariance.EulerMaruyama(net, d.Strength, d.StepSize)
	if err != nil {
		t.Fatal(err)
	}
	for i, sum := range sums {
		if v := want.Covariance.At(i, i); math.Abs(sum/v-1) > 4*math.Sqrt(2.0/width) {
			t.Errorf("neuron %d has the sum %.5f, its variance is %.5f", i, sum, v)
		}
	}
}

func TestOtherSourcesCannotBeShared(t *testing.T) {
	a := small(t, network.Linear)
	stepper := func(net *network.Network) Stepper[float64] {
		s, err := NewEulerMaruyama(net, Pack[float64](net, AutoKernel, 1), drive(0.1))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if message := panicOf(func() { ShareNoise(stepper(a), stepper(withNoise(t, a, mixed(3)))) }); message == nil {
		t.Error("plain noise is shared with other noise")
	}
	if message := panicOf(func() {
		ShareNoise(stepper(withNoise(t, a, mixed(3))), stepper(withNoise(t, a, mixed(3))))
	}); message != nil {
		t.Error(fmt.Sprint("equal sources are not shared: ", message))
	}
	symmetric := withNoise(t, hubs(t, 30, 0.1), network.NoiseSources{Strengths: network.UniformLeak(30, 2)})
	if message := panicOf(func() { sampler(symmetric, AutoKernel, 8, Gaussian) }); message == nil {
		t.Error("a sampler takes noise that is not plain")
	}
}
