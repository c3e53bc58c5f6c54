package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// generated makes a network with the default leak from a generator's text.
func generated(t testing.TB, text string) *network.Network {
	t.Helper()
	w, leak, err := network.AutoLeak().Apply(testnet.Weights(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return testnet.WithLeak(t, w, leak)
}

// small is a spec whose run takes a fraction of a second.
func small() sim.Spec {
	s := sim.DefaultSpec()
	s.Covariance.Samples, s.Covariance.Replicas, s.Covariance.Width = sim.Exactly(500), 20, sim.Exactly(8)
	s.Compare.Runs, s.Compare.Observations = 12, 20
	return s
}

const clustered = "clustered:sizes=20/10/15,density=0.6,long=12,symmetric=true"

// TestCovarianceAgreesWithTheOracles samples a symmetric diagonally dominant network at
// half the largest stable step, where the step's bias is large, and so rarely that the
// samples are independent. Elementwise, a Gaussian estimate has standard error
// √((C_ii C_jj + C_ij²)/S). Of 1,035 elements 0.07 are expected beyond 4 standard errors
// and 47 beyond 2; they are correlated, so up to 2 and 94 are allowed. Against the wrong
// oracle the same count must be far above.
func TestCovarianceAgreesWithTheOracles(t *testing.T) {
	net := generated(t, clustered)
	scales, err := net.TimeScales()
	if err != nil {
		t.Fatal(err)
	}
	h := 0.5 * scales.LargestStep
	equation, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	euler, err := covariance.EulerMaruyama(net, 1, h)
	if err != nil {
		t.Fatal(err)
	}
	exponential, err := covariance.Exponential(net, 1, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stepper      integrator.StepperKind
		right, wrong *mat.SymDense
	}{
		{integrator.ExponentialKind, exponential.Covariance, euler.Covariance},
		{integrator.EulerMaruyamaKind, euler.Covariance, equation.Covariance},
		{integrator.LeimkuhlerMatthewsKind, equation.Covariance, euler.Covariance},
	} {
		s := sim.DefaultSpec()
		s.Integration.Stepper, s.Integration.StepSize = c.stepper, sim.Exactly(h)
		s.Covariance.Method = covariance.DenseMethod
		s.Covariance.Interval = sim.Exactly(3 / scales.Slow)
		s.Covariance.Samples, s.Covariance.Replicas = sim.Exactly(20_000), 128
		r, err := sim.MeasureCovariance(t.Context(), s, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		samples := float64(r.Covariance.Samples)
		beyond4, beyond2 := exceedances(r.Data.Covariance, c.right, samples)
		if beyond4 > 2 || beyond2 > 94 {
			t.Errorf("%s: %d elements beyond 4 standard errors, %d beyond 2", c.stepper, beyond4, beyond2)
		}
		if wrong, _ := exceedances(r.Data.Covariance, c.wrong, samples); wrong < 20 {
			t.Errorf("%s: only %d elements beyond 4 standard errors of the other oracle: the test cannot tell them apart", c.stepper, wrong)
		}
	}
}

func exceedances(got, want *mat.SymDense, samples float64) (beyond4, beyond2 int) {
	for i := range want.SymmetricDim() {
		for j := range i + 1 {
			c := want.At(i, j)
			z := math.Abs(got.At(i, j)-c) / math.Sqrt((want.At(i, i)*want.At(j, j)+c*c)/samples)
			if z > 4 {
				beyond4++
			}
			if z > 2 {
				beyond2++
			}
		}
	}
	return beyond4, beyond2
}

// TestSameBitsForAnyWorkersAndKernel: neither may change a byte of the result or of any
// pruned weight. With the build tag noasm the same test holds the portable kernels.
func TestSameBitsForAnyWorkersAndKernel(t *testing.T) {
	net := generated(t, clustered)
	for _, c := range []struct {
		method    covariance.Method
		precision integrator.Precision
	}{
		{covariance.EdgesMethod, integrator.Float64}, {covariance.DenseMethod, integrator.Float64},
		{covariance.EdgesMethod, integrator.Float32},
	} {
		var want []byte
		var wantPruned *network.CSR
		for _, workers := range []int{1, 2, 7} {
			for _, kind := range []integrator.Kernel{integrator.AutoKernel, integrator.DenseKernel, integrator.SparseKernel} {
				s := small()
				s.Covariance.Method, s.Integration.Precision = c.method, c.precision
				r, err := sim.Run(t.Context(), s, net, sim.Options{Workers: workers, Kernel: kind})
				if err != nil {
					t.Fatal(err)
				}
				got, err := json.Marshal(r)
				if err != nil {
					t.Fatal(err)
				}
				pruned := r.Data.Rules[0].Pruned.Weights()
				if want == nil {
					want, wantPruned = got, pruned
				}
				if string(got) != string(want) || !pruned.Equal(wantPruned) {
					t.Errorf("%s %s: %d workers, %v: the result differs", c.method, c.precision, workers, kind)
				}
			}
		}
	}
}

// TestSinglePrecision: float32 states follow float64 ones to their rounding, and what is
// measured from them differs by no more than that.
func TestSinglePrecision(t *testing.T) {
	net := generated(t, clustered)
	var results []*sim.Result
	for _, precision := range []integrator.Precision{integrator.Float64, integrator.Float32} {
		s := small()
		s.Integration.Precision = precision
		r, err := sim.MeasureCovariance(t.Context(), s, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	double, single := results[0], results[1]
	if double.Covariance.PrecisionError != nil {
		t.Error("a float64 run claims an error of its precision")
	}
	strayed := single.Covariance.PrecisionError
	// Each step rounds to 2⁻²⁴ relative; a state remembers some 1/(leak·h) ≈ 100 of them,
	// which add up at random. A state of another noise would be off by √2.
	if strayed == nil || *strayed < 1e-9 || *strayed > 1e-5 {
		t.Fatalf("float32 states differ by %v", strayed)
	}
	differs := false
	for k, d := range double.Data.DiffCov {
		got := single.Data.DiffCov[k]
		differs = differs || got != d
		if math.Abs(got-d) > 10**strayed*d {
			t.Fatalf("diff-cov of entry %d: %v in single precision, %v in double, states differ by %v", k, got, d, *strayed)
		}
	}
	if !differs {
		t.Error("float32 changed nothing: was it used?")
	}
}

// TestErrorBarsAreHonest: the measured relative error predicts the deviation from the
// exact value. Over all edges its root mean square may lie within a factor 1.5 of the
// prediction, since edges differ in their effective samples; and a typical edge has the
// samples that were asked for within a third.
func TestErrorBarsAreHonest(t *testing.T) {
	s := sim.DefaultSpec()
	s.Covariance.Samples = sim.Exactly(4000)
	r, err := sim.MeasureCovariance(t.Context(), s, generated(t, clustered), sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	c := r.Covariance
	if ratio := *c.RMSRelativeError / *c.RelativeError; ratio < 1/1.5 || ratio > 1.5 {
		t.Errorf("relative error %.4f by the replicas, %.4f in truth", *c.RelativeError, *c.RMSRelativeError)
	}
	if ratio := *c.EffectiveSamples / 4000; ratio < 0.67 || ratio > 1.5 {
		t.Errorf("%.0f effective samples, 4000 asked for", *c.EffectiveSamples)
	}
}

// TestNoisePruneBeatsTheControls on the paper's kind of network, on average over eight
// prunings: by its worst case, and by its trajectories. It fails if noise-prune is
// replaced by the weight-only control, whose own figures it would then be held against.
func TestNoisePruneBeatsTheControls(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	net := generated(t, "clustered:sizes=60/30/60,density=0.6,long=25,symmetric=true")
	const prunings = 8
	worst, trajectory := map[string]float64{}, map[string]float64{}
	for seed := range uint64(prunings) {
		s := small()
		s.Seed = seed
		s.Covariance.Method = covariance.ExactMethod
		keep := 0.3
		s.Prune.Keep = &keep
		r, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		for name, o := range r.Rules {
			worst[name] += *o.EpsilonWorst / prunings
			trajectory[name] += o.TrajectoryError.Median / prunings
			if d := math.Abs(o.Plan.ExpectedEdges - 0.3*float64(net.Edges())); d > 0.5 {
				t.Errorf("%s expects %v more or fewer edges than asked for", name, d)
			}
		}
	}
	t.Logf("worst-case ε %v, trajectory error %v", worst, trajectory)
	for _, control := range []string{"weight", "uniform"} {
		if worst["noise"] >= 0.95*worst[control] || trajectory["noise"] >= 0.95*trajectory[control] {
			t.Errorf("noise-prune is no better than %s", control)
		}
	}
}

func TestComparingANetworkWithItselfFindsNoDifference(t *testing.T) {
	for _, text := range []string{clustered, "random:n=40,degree=6,symmetric=false"} {
		net := generated(t, text)
		r, err := sim.Compare(t.Context(), small(), net, net, sim.Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		o := r.Rules["pruned"]
		if o.EpsLambda.Max > 1e-12 || o.EpsV.Max > 1e-10 || o.CosTheta.Q1 < 1-1e-10 || o.TrajectoryError.Max != 0 {
			t.Errorf("%s: ε_λ %v, ε_v %v, cos θ %v, trajectories %v", text, o.EpsLambda, o.EpsV, o.CosTheta, o.TrajectoryError)
		}
	}
}

// TestEveryNumberIsFinite: the JSON encoder refuses anything else, for every kind of run.
func TestEveryNumberIsFinite(t *testing.T) {
	directed := generated(t, "random:n=40,degree=6,symmetric=false")
	parts := directed.Parts()
	parts.Activation = network.Rectified
	parts.Input = make([]float64, 40)
	for i := range parts.Input {
		parts.Input[i] = float64(i%3) - 1
	}
	rectified, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		net    *network.Network
		change func(*sim.Spec)
	}{
		{"directed", directed, func(*sim.Spec) {}},
		{"rectified, noise inside", rectified, func(s *sim.Spec) { s.Noise.Placement = integrator.Inside }},
		{"rectified, its own covariance", rectified, func(s *sim.Spec) { s.Covariance.From, s.Covariance.Background = sim.OwnDynamics, 20 }},
		{"rectified, coloured noise", rectified, func(s *sim.Spec) {
			s.Noise.Placement, s.Noise.CorrelationTime = integrator.OrnsteinUhlenbeck, 10
		}},
		{"original diagonal, mask", directed, func(s *sim.Spec) { s.Prune.Diagonal, s.Prune.Reweight = rules.Original, rules.Mask }},
		{"rademacher", directed, func(s *sim.Spec) { s.Noise.Increments = integrator.Rademacher }},
		{"no noise", directed, func(s *sim.Spec) { s.Noise.Strength, s.Covariance.Method = 0, covariance.ExactMethod }},
		{"exact", directed, func(s *sim.Spec) { s.Covariance.Method = covariance.ExactMethod }},
		{"authors' normalization", directed, func(s *sim.Spec) { s.Prune.Normalize = rules.ScaleThenClip }},
		{"no trajectories", directed, func(s *sim.Spec) { s.Compare.Runs = 0 }},
	} {
		s := small()
		c.change(&s)
		r, err := sim.Run(t.Context(), s, c.net, sim.Options{Workers: 2})
		if c.name == "no noise" {
			if err == nil {
				t.Errorf("%s: pruned without any covariance", c.name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if r.Rules["noise"].Pruned.Edges == 0 {
			t.Errorf("%s: nothing was kept", c.name)
		}
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := small()
	s.Covariance.Samples = sim.Exactly(1e7) // hours
	_, err := sim.Run(ctx, s, generated(t, clustered), sim.Options{Workers: 2, Progress: stopAfter{cancel}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// stopAfter cancels at the first sign of progress.
type stopAfter struct{ cancel context.CancelFunc }

func (stopAfter) Phase(string, int64) {}
func (s stopAfter) Advance(int64)     { s.cancel() }
func (stopAfter) Skip(int64)          {}

func TestProtectedEdgesSurvive(t *testing.T) {
	net := generated(t, clustered)
	sources, _ := net.Weights().Row(3)
	s := small()
	s.Prune.Protect = []string{net.Label(int(sources[0])) + ">3"}
	keep := 0.1
	s.Prune.Keep = &keep
	r, err := sim.Prune(t.Context(), s, net, sim.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Data.Rules[0].Pruned.Weights().At(3, int(sources[0])), net.Weights().At(3, int(sources[0])); got != want {
		t.Errorf("the protected weight %v became %v", want, got)
	}
}

// TestActiveSetsAreBoundByTheWhole: an ε of (3) that holds for every x holds on the sets
// of active neurons that a rectified network visits (Section 6 of the paper).
func TestActiveSetsAreBoundByTheWhole(t *testing.T) {
	parts := generated(t, clustered).Parts()
	parts.Activation = network.Rectified
	net, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(t.Context(), small(), net, sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range r.Rules {
		a := o.ActiveSets
		if a == nil || a.Checked < 2 || a.Smallest == net.Neurons() {
			t.Fatalf("%s: active sets %+v; the test needs neurons below threshold", name, a)
		}
		if *a.EpsilonWorst <= 0 || *a.EpsilonWorst > *o.EpsilonWorst*(1+1e-9) {
			t.Errorf("%s: ε %v on the active sets, %v on the whole", name, *a.EpsilonWorst, *o.EpsilonWorst)
		}
	}
}
