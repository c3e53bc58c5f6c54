package integrator

import (
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// TestImpulsesSumToTheStationaryCovariance of each stepper: with 8192 impulses a variance is known
// to √(2/8192) = 1.6% at most, of which 4 are allowed. An impulse of which a stepper takes a part
// only, or that comes in another step too, is off by tens of percent.
func TestImpulsesSumToTheStationaryCovariance(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{1, 2, 3}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 0.5}, network.Entry{Target: 1, Source: 0, Weight: -0.7},
		network.Entry{Target: 2, Source: 0, Weight: 2})
	const h, width = 0.2, 8192
	for kind, exact := range map[StepperKind]func(*network.Network, float64, float64) (*covariance.Exact, error){
		EulerMaruyamaKind: covariance.EulerMaruyama, LeimkuhlerMatthewsKind: covariance.LeimkuhlerMatthews,
		ExponentialKind: covariance.Exponential,
	} {
		d := drive(h)
		d.Course = Impulse
		s, err := New(kind, net, Pack[float64](net, AutoKernel, width), d)
		if err != nil {
			t.Fatal(err)
		}
		b := NewBlock[float64](3, width, 0)
		var sums [3]float64
		for range 200 {
			if err := s.Advance(b); err != nil {
				t.Fatal(err)
			}
			for k, x := range b.State {
				sums[k/width] += x * x / width
			}
		}
		want, err := exact(net, d.Strength, h)
		if err != nil {
			t.Fatal(err)
		}
		for i, sum := range sums {
			if v := want.Covariance.At(i, i); math.Abs(sum/v-1) > 4*math.Sqrt(2.0/width) {
				t.Errorf("%v: neuron %d has the sum %.5f, its variance is %.5f", kind, i, sum, v)
			}
		}
	}
}

// TestCoarsenedNoiseIsTheSameWienerProcess: with no leak and no weights, a step of h adds what two
// steps of h/2 do.
func TestCoarsenedNoiseIsTheSameWienerProcess(t *testing.T) {
	const width = 5
	for _, increment := range []Increment{Gaussian, Rademacher} {
		fine, coarse := drive(0.05), drive(0.1)
		fine.Increment, coarse.Increment, coarse.Course = increment, increment, Coarsened
		b := NewBlock[float64](60, width, 3)
		even, odd := newIncrements[float64](fine), newIncrements[float64](coarse)
		for step := range uint64(4) {
			first, second := even.at(b, 2*step), even.at(b, 2*step+1)
			for k, z := range odd.at(b, step) {
				if want := (first[k] + second[k]) / math.Sqrt2; math.Abs(z-want) > 1e-15*math.Abs(want)+1e-15 {
					t.Fatalf("%v, step %d: value %d is %v, want %v", increment, step, k, z, want)
				}
			}
		}
	}
}
