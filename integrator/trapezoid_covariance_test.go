package integrator

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
)

// sampledDiffCovs returns the means of (x_i − s x_j)² over the replicas after some cycles from rest.
func sampledDiffCovs(t *testing.T, net *network.Network, cycle []Substep, increment Increment, replicas, cycles int) []float64 {
	t.Helper()
	d := drive(MeanStep(cycle))
	d.Strength, d.Cycle, d.Increment = 1, cycle, increment
	s, err := New(TrapezoidKind, net, packWith[float64](t, net, AutoKernel, replicas, cycle), d)
	if err != nil {
		t.Fatal(err)
	}
	b := NewBlock[float64](net.Neurons(), replicas, 0)
	for range cycles * len(cycle) {
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	var all []float64
	eachEdge(net, func(i, j int, sign float64) {
		sum := 0.0
		for r := range replicas {
			difference := b.State[i*replicas+r] - sign*b.State[j*replicas+r]
			sum += difference * difference / float64(replicas)
		}
		all = append(all, sum)
	})
	return all
}

// scores returns the root mean square and the largest magnitude of z = (got − want)/(want √(2/n)), whose
// denominator is the standard error of the mean of n independent squares of normals, and how many are
// beyond 4.
func scores(got, want []float64, n int) (rms, largest float64, beyond int) {
	for k, d := range want {
		z := (got[k] - d) / (d * math.Sqrt(2/float64(n)))
		rms += z * z / float64(len(want))
		largest = max(largest, math.Abs(z))
		if math.Abs(z) > 4 {
			beyond++
		}
	}
	return math.Sqrt(rms), largest, beyond
}

// TestTrapezoidSamplesTheEquationsCovariance: on every edge of three directed connectomes, after six
// cycles, which leave 0.3¹² of the start, the diff-cov is within four standard errors of the differential
// equation's, with normal increments and with ±1, but for chance: of 7,000 edges half a one is expected
// beyond, so that three are allowed and none beyond five. The mean square of z is 1, spread by the
// correlation of neighbouring edges. Not so with the covariance of Euler–Maruyama at nine tenths of its
// largest stable step, a twentieth or less of the cycle's longest.
func TestTrapezoidSamplesTheEquationsCovariance(t *testing.T) {
	const replicas, cycles = 4096, 6
	for _, c := range []struct {
		file      string
		increment Increment
	}{
		{"celegans-hermaphrodite-chemical.mtx", Gaussian}, {"celegans-hermaphrodite-signed.mtx.gz", Rademacher},
		{"drosophila-mushroom-body-left.mtx", Gaussian},
	} {
		net := connectome(t, c.file)
		cycle, err := PlanCycle(net, 3, DefaultResidual)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			t.Fatal(err)
		}
		scales, err := net.TimeScales()
		if err != nil {
			t.Fatal(err)
		}
		euler, err := covariance.EulerMaruyama(net, 1, 0.9*scales.LargestStep)
		if err != nil {
			t.Fatal(err)
		}
		got := sampledDiffCovs(t, net, cycle, c.increment, replicas, cycles)
		rms, largest, beyond := scores(got, diffCovs(net, exact.Covariance), replicas)
		wrong, wrongest, outside := scores(got, diffCovs(net, euler.Covariance), replicas)
		t.Logf("%s, %v: z %.2f r.m.s., largest %.2f; of Euler–Maruyama %.2f and %.2f, %d beyond 4",
			c.file, c.increment, rms, largest, wrong, wrongest, outside)
		if beyond > 3 || largest > 5 || math.Abs(rms-1) > 0.25 {
			t.Errorf("%s, %v: z is %.2f r.m.s., %.2f at most", c.file, c.increment, rms, largest)
		}
		if wrong < 2 || outside < 100 {
			t.Errorf("%s, %v: z of Euler–Maruyama's covariance is %.2f r.m.s., %d are beyond 4", c.file, c.increment, wrong, outside)
		}
	}
}

// TestTruncatedSweepsSampleTheirOwnCovariance, which for one or two sweeps is tens of standard errors from
// the differential equation's.
func TestTruncatedSweepsSampleTheirOwnCovariance(t *testing.T) {
	const replicas = 1 << 16
	net := testNetwork(t, network.Linear, []float64{2, 3, 1.5}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 1.2}, network.Entry{Target: 1, Source: 0, Weight: 2},
		network.Entry{Target: 2, Source: 0, Weight: -1}, network.Entry{Target: 1, Source: 2, Weight: 0.8},
		network.Entry{Target: 1, Source: 1, Weight: 0.5})
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, cycle := range [][]Substep{
		{{Size: 2, Sweeps: 1}, {Size: 0.7, Sweeps: 1}},
		{{Size: 2, Sweeps: 2, FocalSquare: 0.3}, {Size: 0.7, Sweeps: 1, FocalSquare: 0.2}},
		{{Size: 3, Sweeps: 2, FocalSquare: -0.5}},
	} {
		own, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
		if err != nil {
			t.Fatal(err)
		}
		got := sampledDiffCovs(t, net, cycle, Gaussian, replicas, 40)
		_, right, _ := scores(got, diffCovs(net, own.Covariance), replicas)
		_, wrong, _ := scores(got, diffCovs(net, exact.Covariance), replicas)
		t.Logf("%v: z at most %.2f, of the differential equation's covariance %.2f", cycle, right, wrong)
		if right > 4 || wrong < 8 {
			t.Errorf("%v: z is %.2f at most, that of the differential equation's covariance %.2f", cycle, right, wrong)
		}
	}
}

// TestSinglePrecisionFollowsDouble: with the same increments, states differ by rounding, whose share is
// below 10⁻⁵ of a standard deviation in networks with rates that differ a hundredfold.
func TestSinglePrecisionFollowsDouble(t *testing.T) {
	const width, steps = 8, 60
	net := connectome(t, "celegans-hermaphrodite-chemical.mtx")
	cycle, err := PlanCycle(net, 3, DefaultResidual)
	if err != nil {
		t.Fatal(err)
	}
	d := drive(MeanStep(cycle))
	d.Cycle = cycle
	double, err := NewTrapezoid(net, packWith[float64](t, net, AutoKernel, width, cycle), d)
	if err != nil {
		t.Fatal(err)
	}
	single, err := NewTrapezoid(net, packWith[float32](t, net, AutoKernel, width, cycle), d)
	if err != nil {
		t.Fatal(err)
	}
	x, y := NewBlock[float64](net.Neurons(), width, 0), NewBlock[float32](net.Neurons(), width, 0)
	for range steps {
		if err := errors.Join(double.Advance(x), single.Advance(y)); err != nil {
			t.Fatal(err)
		}
	}
	off, size := 0.0, 0.0
	for k, v := range x.State {
		off = max(off, math.Abs(v-float64(y.State[k])))
		size += v * v / float64(len(x.State))
	}
	if off > 1e-5*math.Sqrt(size) || off == 0 {
		t.Errorf("states differ by %v of %v", off, math.Sqrt(size))
	}
}

// TestImpulsesOfACycle: those of its second turn only, whose squares, summed over the ends of all cycles,
// are the covariance there. With 8192 impulses a step a variance is known to √(2/8192) = 1.6%, of which 4
// are allowed; without one of the three steps' noise it is off by tens of percent.
func TestImpulsesOfACycle(t *testing.T) {
	const width = 8192
	net := small(t, network.Linear)
	net = testNetwork(t, network.Linear, net.Leak(), nil, net.Weights().Entries()...)
	d := cycleDrive(2)
	d.Course = Impulse
	s, err := New(TrapezoidKind, net, Pack[float64](net, AutoKernel, width), d)
	if err != nil {
		t.Fatal(err)
	}
	b, sums := NewBlock[float64](3, width, 0), mat.NewVecDense(3, nil)
	for range 60 {
		for range d.Cycle {
			if err := s.Advance(b); err != nil {
				t.Fatal(err)
			}
		}
		for k, x := range b.State {
			sums.SetVec(k/width, sums.AtVec(k/width)+x*x/width)
		}
	}
	want, err := covariance.Trapezoid(net, d.Strength, stepsOf(d.Cycle))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if v := want.Covariance.At(i, i); math.Abs(sums.AtVec(i)/v-1) > 4*math.Sqrt(2.0/width) {
			t.Errorf("neuron %d has the sum %.5f, its variance is %.5f", i, sums.AtVec(i), v)
		}
	}
}
