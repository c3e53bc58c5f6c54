package sim_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// slowMinority is a network of 60 neurons, the last four of which leak fifty times more slowly.
func slowMinority(t *testing.T) *network.Network {
	t.Helper()
	const n, slow = 60, 4
	key := noise.Key{Seed: 4, Purpose: noise.Generate}
	var entries []network.Entry
	leak := network.UniformLeak(n, 1)
	for i := range n {
		scale := 0.1
		if i >= n-slow {
			leak[i], scale = 0.02, 0.002
		}
		for j := range n {
			if i != j && key.Uniform(0, uint64(i), uint64(j)) < 0.1 {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: scale * (key.Uniform(1, uint64(i), uint64(j)) - 0.3)})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestStandardErrorsAreCalibrated: over 24 seeds, z = (d − exact)/se has the standard deviation √(31/29)
// = 1.03 of Student's distribution for 32 groups, on all edges and on the twentieth with the largest
// d, which are those of four slow neurons. Each of these contributes about one independent number a
// seed, so that the second is known to 1/√(2·4·24) = 7%, of which 3 are allowed; the error of a
// typical edge is too small for them by a factor of two and more. Effective samples are never
// more than the samples.
func TestStandardErrorsAreCalibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	net, spec := slowMinority(t), small()
	spec.Integration.Stepper = integrator.ExponentialKind
	spec.Covariance.Replicas, spec.Covariance.Width = 128, sim.Number{}
	spec.Covariance.Samples = sim.Exactly(2000)
	var exact []float64
	var all, largest, typical float64
	const seeds = 24
	for seed := range uint64(seeds) {
		spec.Seed = seed
		r, err := sim.MeasureCovariance(t.Context(), spec, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		if exact == nil {
			drive := integrator.Drive{Strength: 1, StepSize: r.Schedule.StepSize, Cycle: r.Schedule.Cycle}
			solution, err := r.Spec.Covariance.Stepper.Stationary(net, drive)
			if err != nil {
				t.Fatal(err)
			}
			exact = covariance.LocalFrom(net, solution.Covariance).DiffCov(net)
		}
		if c := r.Covariance; *c.EffectiveSamples > float64(c.Samples) {
			t.Errorf("%v effective samples of %d", *c.EffectiveSamples, c.Samples)
		}
		order := make([]int, len(exact))
		for k := range order {
			order[k] = k
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(exact[b], exact[a]) })
		top := len(order) / 20
		for k, place := range order {
			z := (r.Data.DiffCov[place] - exact[place]) / r.Data.DiffCovErrors[place]
			all += z * z / float64(len(order)*seeds)
			if k < top {
				largest += z * z / float64(top*seeds)
				y := (r.Data.DiffCov[place]/exact[place] - 1) / *r.Covariance.RelativeError
				typical += y * y / float64(top*seeds)
			}
		}
	}
	t.Logf("s.d. of z: %.3f on all edges, %.3f on the largest; by the error of a typical edge %.3f",
		math.Sqrt(all), math.Sqrt(largest), math.Sqrt(typical))
	if math.Abs(math.Sqrt(all)-1.03) > 0.07 || math.Abs(math.Sqrt(largest)-1.03) > 0.21 {
		t.Errorf("the s.d. of z is %.3f on all edges, %.3f on the largest", math.Sqrt(all), math.Sqrt(largest))
	}
	if math.Sqrt(typical) < 2 {
		t.Errorf("by the error of a typical edge the s.d. is %.3f: the network does not tell", math.Sqrt(typical))
	}
}
