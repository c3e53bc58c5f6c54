package sim_test

import (
	"math"
	"testing"

	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestErrorsOfCovariancesOnEdges: 40 pairs of neurons, one of which drives the other, are independent, and so are their covariances. In
// standard errors, from the 31 batches of 8,000 frames, each deviation from the exact value has Student's distribution of 30 degrees: its
// square has the mean 30/28 and the variance 3·30²/(28·26) − (30/28)². Of 8 seeds the mean square is within 4 of its standard errors, 0.09.
// That the means of successive batches are not quite independent, nor normal, adds some percent: of 40 other seeds it was 1.149 ± 0.040.
func TestErrorsOfCovariancesOnEdges(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	const pairs, seeds, degrees = 40, 8, 30.0
	leak, entries := network.UniformLeak(2*pairs, 1), []network.Entry(nil)
	for k := range pairs {
		entries = append(entries, network.Entry{Target: 2 * k, Source: 2*k + 1, Weight: 1.5 - float64(k%2)*3})
	}
	net := testnet.Of(t, leak, entries...)
	mean := degrees / (degrees - 2)
	standard := math.Sqrt((3*degrees*degrees/((degrees-2)*(degrees-4)) - mean*mean) / (pairs * seeds))
	for _, stepper := range []integrator.StepperKind{integrator.EulerMaruyamaKind, integrator.LeimkuhlerMatthewsKind} {
		sum := 0.0
		for seed := range uint64(seeds) {
			s := recordSpec(1600)
			s.Seed, s.Integration.Stepper, s.Integration.StepSize = seed+1, stepper, sim.Exactly(0.05)
			s.Record.Every = sim.Exactly(0.2)
			r := recorded(t, s, sim.RecordInput{
				Networks: []*network.Network{net}, Neurons: upTo(2 * pairs), Frames: newHeldFrames(2 * pairs),
			}, sim.Options{})
			if n := r.Networks[0].Statistics.Frames; n != 8000 {
				t.Fatalf("%d frames", n)
			}
			z := deref(r.Networks[0].Statistics.CovarianceOnEdge)
			sum += z * z
		}
		got := sum / seeds
		t.Logf("%v: mean square of z %.3f, expected %.3f ± %.3f", stepper, got, mean, standard)
		if !(math.Abs(got-mean) < 4*standard) {
			t.Errorf("%v: the mean square of z is %v, expected %v ± %v", stepper, got, mean, standard)
		}
	}
}
