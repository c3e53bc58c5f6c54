package main

import (
	"strings"
	"testing"
	"time"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/sim"
)

func some(v float64) *float64 { return &v }

func outcome(edges int, median float64) sim.RuleOutcome {
	s := &compare.Summary{Median: median}
	return sim.RuleOutcome{
		Pruned: sim.PrunedFacts{Edges: edges}, EpsLambda: s, EpsV: s, CosTheta: s, TrajectoryError: s, Stable: true,
	}
}

// TestSummary prints a result in which weight-only is better and there is no worst case.
func TestSummary(t *testing.T) {
	r := &sim.Result{
		Network: sim.NetworkFacts{
			Neurons: 1240, Edges: 32324, Density: 0.021, Activation: "linear", DiagonallyDominant: true, Stable: true,
			LambdaMin: some(-1180), LambdaMax: some(-11.1), LambdaBy: "exact", NegativeWeightShare: 0.04,
		},
		Schedule: sim.Schedule{StepSize: 0.000092, IntervalSteps: 100, SamplesPerReplica: 169},
		Covariance: &sim.CovarianceFacts{
			Method: covariance.EdgesMethod, EffectiveSamples: some(12604.6), RelativeError: some(0.0126), RelativeErrorLargest: some(0.0312),
			ExactAvailable:  true,
			CorrelationTime: some(0.01224), ExpectedCorrelationTime: some(0.010543),
			RMSRelativeError: some(0.0148), MaxRelativeError: some(0.0905), RMSEquationError: some(0.0214), MaxEquationError: some(0.12),
			StepBias: some(0.0562), StepBiasRMS: some(0.0103), StepBiasTypical: some(0.0071), StepBiasBy: sim.BiasExact,
			Stationarity: &sim.StationarityFacts{Stationary: true, PValue: 0.42, Tests: 34805, Groups: 32, Extensions: 1},
		},
		Plan:   &sim.PlanFacts{K: 7.228, ExpectedEdges: 16162, Clipped: 902},
		Pruned: &sim.PrunedFacts{Edges: 16139, Keep: 0.499},
		Rules:  map[string]sim.RuleOutcome{"noise": outcome(16139, 0.0413), "weight": outcome(16147, 0.00042)},
		Notes:  []string{"no worst-case ε"},
		Data:   sim.Data{Rules: []sim.RuleData{{Name: "noise"}, {Name: "weight"}}},
	}
	r.Spec = sim.DefaultSpec()
	r.Spec.Covariance.Stepper = integrator.EulerMaruyamaKind
	if err := r.Spec.Network.Leak.UnmarshalText([]byte("dominant:11.100245")); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	s := summary{result: r, source: "some/where/larva.mtx", elapsed: 53_240 * time.Millisecond, folder: "out"}
	if err := printSummary(&b, s); err != nil {
		t.Fatal(err)
	}
	const want = `larva.mtx: 1,240 neurons, 32,324 synapses (2.1% of the possible), 4% inhibitory
linear, leak dominant (row sums of |W| plus 11.1), noise σ = 1, seed 1

Conditions of the theory
  symmetric            no   the rule applies all the same, the proof does not
  diagonally dominant  yes
  normal               no   the covariance is not that of the symmetric part alone
  stable               yes  eigenvalues from -1180 to -11.1

Covariance, measured by euler-maruyama with h = 9.2e-05
  128 replicas × 169 samples, worth 12,604 independent ones on a typical edge
  standard error: typical edge 1.3%, twentieth with the largest diff-cov 3.1%
  one every 0.0092; autocorrelation time 0.01224 (uncoupled neuron: 0.01054)
  stationary: second half of the samples against the first, p = 0.42
  burn-in extended 1 time, since activity was not stationary before
  error against the exact value at this step size: 1.5% r.m.s., 9% largest
  error against the differential equation: 2.1% r.m.s., 12% largest
  bias of the step: 0.71% on a typical edge, 1% r.m.s., 5.6% largest

Kept by noise-prune: 16,139 of 32,324 edges (50%; expected 16,162), 902 of them with certainty; K = 7.228

                                noise-prune  weight-only
  edges kept                         16,139       16,147
  eigenvalues: ε_λ                   0.0413     4.20e-04
  quadratic forms: ε_v               0.0413     4.20e-04
  eigenvectors: cos θ                0.0413     4.20e-04
  trajectories: relative error       0.0413     4.20e-04
  (medians, but for the worst case; all are best at 0, but for cos θ, which is best at 1)

By ε_v, weight-only does best: 4.20e-04, against 0.0413 by noise-prune.

By the trajectory error, weight-only does best: 4.20e-04, against 0.0413 by noise-prune.

Note: no worst-case ε.

Results are in out; open out/report.html in a browser.
Done in 53.2s.
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
