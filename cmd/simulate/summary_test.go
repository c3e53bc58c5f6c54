package main

import (
	"strings"
	"testing"
	"time"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/terminal"
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
		Measured: sim.Measured{
			Network: sim.NetworkFacts{
				Neurons: 1240, Edges: 32324, Density: 0.021, Activation: "linear", DiagonallyDominant: true, Stable: true,
				LambdaMin: some(-1180), LambdaMax: some(-11.1), LambdaBy: "exact", NegativeWeightShare: 0.04,
			},
			Schedule: sim.Schedule{StepSize: 0.000092, IntervalSteps: 100, SamplesPerReplica: 169},
			Covariance: &sim.CovarianceFacts{
				Method: covariance.EdgesMethod, Samples: 128 * 169, EffectiveSamples: some(12604.6),
				RelativeError: some(0.0126), RelativeErrorLargest: some(0.0312),
				ExactAvailable:  true,
				CorrelationTime: some(0.01224), ExpectedCorrelationTime: some(0.010543),
				RMSRelativeError: some(0.0148), MaxRelativeError: some(0.0905), RMSEquationError: some(0.0214), MaxEquationError: some(0.12),
				StepBias: some(0.0562), StepBiasRMS: some(0.0103), StepBiasTypical: some(0.0071), StepBiasBy: sim.BiasExact,
				Stationarity: &sim.StationarityFacts{Stationary: true, PValue: 0.42, Tests: 34805, Groups: 32, Extensions: 1},
			},
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
	s := summary{result: r, source: "some/where/larva.mtx", elapsed: 53_240 * time.Millisecond, folder: "out", screen: fileScreen()}
	if err := printSummary(&b, s); err != nil {
		t.Fatal(err)
	}
	const want = `larva.mtx
1,240 neurons, 32,324 synapses (2.1% of the possible), 4% inhibitory
linear, leak dominant (row sums of |W| plus 11.1), noise σ = 1, seed 1

Conditions of the theory
  symmetric            no   the rule applies all the same, the proof does not
  diagonally dominant  yes
  normal               no   the covariance is not the symmetric part's alone
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

Kept by noise-prune: 16,139 of 32,324 edges (50%; expected 16,162), 902 of them
  with certainty; K = 7.228

                                   noise-prune     weight-only
  edges kept                            16,139          16,147
  eigenvalues: ε_λ                      0.0413        4.20e-04
  quadratic forms: ε_v                  0.0413        4.20e-04
  eigenvectors: cos θ                   0.0413        4.20e-04
  transient, positive starts            0.0413        4.20e-04
  (medians, where a measure is a distribution; all are best at 0, but for cos θ,
  which is best at 1)

One pruning by each rule is no ground for a verdict; take --prunings 16.

Note: no worst-case ε.

Results are in out; open out/report.html in a browser.
Done in 53.2s.
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSummaryOverPrunings: the table shows means over prunings with their scatter, the verdict the paired differences.
func TestSummaryOverPrunings(t *testing.T) {
	noise := sim.RuleOutcome{Pruned: sim.PrunedFacts{Edges: 50}, Stable: true, OverPrunings: []sim.OverPrunings{
		over(t, "eps_v", sim.Median, []float64{0.04, 0.05, 0.06}, nil), over(t, "eps_v", sim.Mean, []float64{0.07, 0.06, 0.05}, nil),
		over(t, "trajectory_error", sim.Mean, []float64{0.1, 0.11, 0.12, 0.13}, nil),
	}}
	weight := sim.RuleOutcome{Pruned: sim.PrunedFacts{Edges: 51}, Stable: true, OverPrunings: []sim.OverPrunings{
		over(t, "eps_v", sim.Median, []float64{0.05, 0.04, 0.06}, []float64{0.04, 0.05, 0.06}),
		over(t, "eps_v", sim.Mean, []float64{0.0002, 0.0003, 0.0001}, []float64{0.07, 0.06, 0.05}),
		over(t, "trajectory_error", sim.Mean, []float64{0.2, 0.22, 0.21, 0.23}, []float64{0.1, 0.11, 0.12, 0.13}),
	}}
	r := &sim.Result{
		Rules: map[string]sim.RuleOutcome{"noise": noise, "weight": weight},
		Data:  sim.Data{Rules: []sim.RuleData{{Name: "noise"}, {Name: "weight"}}},
	}
	var b strings.Builder
	s := summary{result: r, screen: fileScreen()}
	s.table(&b)
	s.verdicts(&b)
	const want = `
                                   noise-prune     weight-only
  edges kept                                50              51
  quadratic forms: ε_v, median    0.0500±.0100    0.0500±.0100
                   mean           0.0600±.0100  2.00e-04±1e-04
  transient, positive starts      0.1150±.0129    0.2150±.0129
  (mean ± standard deviation over 4 prunings, spectra over 3; all are best at 0,
  but for cos θ, which is best at 1)

Noise-prune over 4 prunings, spectra over 3: mean difference, pruning by
  pruning, with its 95% interval
  better than weight-only
    transient, positive starts −0.1000 [−0.1130, −0.0870], 4 of 4
  worse than weight-only
    mean ε_v +0.0598 [+0.0351, +0.0845], 3 of 3
  not distinguishable from weight-only
    median ε_v [−0.0248, +0.0248]; a million prunings would not tell
`
	if got := terminal.Fit(b.String(), s.screen.Width); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// fileScreen is where there is no terminal.
func fileScreen() terminal.Screen { return terminal.Screen{Width: terminal.FileWidth} }

// over returns a statistic over prunings, and against noise-prune's values where they are given.
func over(t *testing.T, measure string, s sim.Statistic, values, noise []float64) sim.OverPrunings {
	t.Helper()
	spread, err := compare.NewSpread(values)
	if err != nil {
		t.Fatal(err)
	}
	o := sim.OverPrunings{Measure: measure, Statistic: s, Values: values, Spread: &spread}
	if noise != nil {
		paired, err := compare.NewPaired(values, noise)
		if err != nil {
			t.Fatal(err)
		}
		o.Against = &paired
	}
	return o
}
