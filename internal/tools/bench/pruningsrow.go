package main

import (
	"context"
	"os"
	"time"

	"noiseprune/network"
	"noiseprune/sim"
)

// pruningsRows are one run whose rules prune 16 times, beside our own program started 16 times with other seeds, which
// measures the covariance, decomposes and simulates the original each time. Both have as many trajectories and as many spectra.
func pruningsRows(cores int) (all []row) {
	for _, n := range []struct{ name, source, title string }{
		{"prunings", "data/celegans-hermaphrodite-gap.mtx", "gap junctions of C. elegans, symmetric"},
		{"prunings-directed", "data/celegans-hermaphrodite-chemical.mtx", "chemical synapses of C. elegans, directed"},
	} {
		all = append(all, row{
			name: n.name, title: "simulate run, 16 prunings by each of three rules, " + n.title,
			task:   task{Work: "prunings", Network: n.source, Runs: 32, Prunings: 16, Workers: cores},
			amount: 16, unit: "prunings",
			peers: []peer{{
				name: "16 runs of ours, --seed 1 to 16 --prunings 1 --runs 2", script: ours, target: 5,
				change: func(t *task) { t.Work = "seeds" },
			}},
		})
	}
	return all
}

// pruningsSpec is the default spec with the task's prunings and runs, on its network.
func pruningsSpec(t task) (sim.Spec, *network.Network, sim.Options, error) {
	spec := sim.DefaultSpec()
	spec.Prune.Prunings, spec.Compare.Runs = sim.Exactly(float64(t.Prunings)), t.Runs
	net, err := loadNetwork(t.Network)
	if err != nil {
		return spec, nil, sim.Options{}, err
	}
	library, err := sim.OpenLAPACK(sim.AutoLAPACK, os.Getenv("NOISEPRUNE_OPENBLAS"))
	return spec, net, sim.Options{Workers: t.Workers, LAPACK: library}, err
}

// pruneSeveral does one run with all prunings.
func pruneSeveral(t task) (answer, error) {
	spec, net, options, err := pruningsSpec(t)
	if err != nil {
		return answer{}, err
	}
	start := time.Now()
	r, err := sim.Run(context.Background(), spec, net, options)
	if err != nil {
		return answer{}, err
	}
	var p prunings
	p.add(r)
	return answer{Seconds: time.Since(start).Seconds(), Variant: "one run", Found: p.found()}, nil
}

// pruneBySeeds does a run of one pruning for each seed, spectra being compared as often as one run with all prunings does.
func pruneBySeeds(t task) (answer, error) {
	spec, net, options, err := pruningsSpec(t)
	if err != nil {
		return answer{}, err
	}
	spec.Compare.Spectra = sim.FullSpectra
	described, err := sim.Describe(spec, net)
	if err != nil {
		return answer{}, err
	}
	spectra := sim.PlanOf(spec, described, sim.WholeRun).SpectraPrunings()
	spec.Prune.Prunings, spec.Compare.Runs = sim.Exactly(1), t.Runs/t.Prunings
	var p prunings
	start := time.Now()
	for k := range t.Prunings {
		if spec.Seed = uint64(k + 1); k == spectra {
			spec.Compare.Spectra = sim.NoSpectra
		}
		r, err := sim.Run(context.Background(), spec, net, options)
		if err != nil {
			return answer{}, err
		}
		p.add(r)
	}
	return answer{Seconds: time.Since(start).Seconds(), Variant: "a run for each seed", Found: p.found()}, nil
}

// prunings counts what is known of noise-prune's networks, to show that both ways found as much.
type prunings struct{ trajectories, spectra, errors float64 }

func (p *prunings) add(r *sim.Result) {
	o := r.Rules[r.Data.Rules[0].Name]
	if spectra := o.Over("eps_v", sim.Mean); spectra != nil {
		p.spectra += float64(len(spectra.Values))
	}
	if errors := o.Over(sim.TrajectoryMeasure, sim.Mean); errors != nil {
		for _, v := range errors.Values {
			p.trajectories++
			p.errors += v
		}
	}
}

func (p prunings) found() map[string]float64 {
	return map[string]float64{"prunings": p.trajectories, "spectra": p.spectra, "trajectory_error": p.errors / p.trajectories}
}
