package sim_test

import (
	"math"
	"os"
	"testing"

	"gonum.org/v1/gonum/stat"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestTrajectoryErrorsAgree: the error of a pruned network's trajectories by the exponential stepper at its default
// step is that by Euler–Maruyama at a part of its own: a quarter, or where NOISEPRUNE_AGREEMENT is set a hundredth,
// which takes minutes. The noise of the two is independent, and so are the
// means over the runs: |z| of their difference is below 3.5, which by chance one of 2,000 differences exceeds.
func TestTrajectoryErrorsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	part, runs := 4.0, 20
	if os.Getenv("NOISEPRUNE_AGREEMENT") != "" {
		part, runs = 100, 40
	}
	for _, row := range []struct {
		name, file string
		change     func(*sim.Spec)
	}{
		{"C. elegans, chemical", "celegans-hermaphrodite-chemical.mtx", func(*sim.Spec) {}},
		{"C. elegans, gap junctions", "celegans-hermaphrodite-gap.mtx", func(*sim.Spec) {}},
		{"C. elegans, signed and rectified", "celegans-hermaphrodite-signed.mtx.gz", func(s *sim.Spec) {
			s.Network.Activation, s.Network.Input = network.Rectified, "20"
		}},
	} {
		s := sim.DefaultSpec()
		s.Network.Source = "../data/" + row.file
		row.change(&s)
		s.Covariance.Samples, s.Covariance.Exact, s.Compare.Spectra, s.Compare.Runs = sim.Exactly(1000), sim.No, sim.NoSpectra, runs
		net := loadDefinition(t, &s.Network)
		pruned, err := sim.Prune(t.Context(), s, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range pruned.Data.Rules {
			coarse := compared(t, s, net, rule.Pruned)
			if coarse.Spec.Integration.Stepper != integrator.ExponentialKind {
				t.Fatalf("%s: compared by %s", row.name, coarse.Spec.Integration.Stepper)
			}
			fine := s
			fine.Integration.Stepper, fine.Seed = integrator.EulerMaruyamaKind, 2
			described, err := sim.Describe(fine, net)
			if err != nil {
				t.Fatal(err)
			}
			h := described.Schedule.TrajectoryStepSize
			fine.Integration.StepSize = sim.Exactly(h / part)
			a, b := coarse.Data.Rules[0].ErrorByRun, compared(t, fine, net, rule.Pruned).Data.Rules[0].ErrorByRun
			meanA, sdA := stat.MeanStdDev(a, nil)
			meanB, sdB := stat.MeanStdDev(b, nil)
			z := (meanA - meanB) / math.Hypot(sdA, sdB) * math.Sqrt(float64(runs))
			root := math.Sqrt(float64(runs))
			t.Logf("%s, %s: error %.4f ± %.4f by exponential at %.3g of Euler's steps, %.4f ± %.4f by Euler–Maruyama at 1/%.0f; z = %.2f",
				row.name, rule.Name, meanA, sdA/root, coarse.Schedule.TrajectoryStepSize/h, meanB, sdB/root, part, z)
			if !(math.Abs(z) < 3.5) {
				t.Errorf("%s, %s: z = %.2f", row.name, rule.Name, z)
			}
		}
	}
}

// compared compares the networks under the seed's noise.
func compared(t *testing.T, s sim.Spec, net, pruned *network.Network) *sim.Result {
	t.Helper()
	r, err := sim.Compare(t.Context(), s, net, pruned, sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
