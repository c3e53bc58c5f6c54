package sim

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/rules"
)

// thinned returns the network without every third weight, the others 1.2 times as strong.
func thinned(t *testing.T, net *network.Network) *network.Network {
	t.Helper()
	var kept []network.Entry
	for index, e := range net.Weights().Entries() {
		if e.Weight *= 1.2; index%3 > 0 {
			kept = append(kept, e)
		}
	}
	weights, err := network.NewCSR(net.Neurons(), kept)
	if err != nil {
		t.Fatal(err)
	}
	pruned, err := network.New(network.Parts{Weights: weights, Leak: net.Leak(), Input: net.Input(), Activation: net.Activation()})
	if err != nil {
		t.Fatal(err)
	}
	return pruned
}

// comparisonOf returns a run that compares two networks, up to its trajectories.
func comparisonOf(t *testing.T, change func(*Spec), original, pruned *network.Network) *run {
	t.Helper()
	s := DefaultSpec()
	s.Compare.Spectra, s.Prune.Prunings = NoSpectra, Exactly(1)
	change(&s)
	r, err := begin(t.Context(), s, Options{Workers: 2}, ComparisonOnly, original, pruned)
	if err != nil {
		t.Fatal(err)
	}
	r.result.record(newPruning(original, givenRule, rules.Plan{}, pruned))
	return r
}

// TestMeasuredStationaryErrorIsThatOfTheEquation: from runs of Euler–Maruyama of a directed network of 80 neurons. That of the
// stepper, √((tr C − 2 tr S + tr C̃)/tr C) from the sums of Φᵏ Φᵏᵀ, Φᵏ Φ̃ᵏᵀ and Φ̃ᵏ Φ̃ᵏᵀ, Φ = I + hA, is within 3.5 standard errors, which
// the spread over the independent runs gives; by chance one of 2,000 tests exceeds them. That of the differential equation, by
// covariance.Cross, differs from it by less than 1% at this step. The errors of the
// single neurons scatter about theirs by 2.5%, and all 80 are within 10%.
func TestMeasuredStationaryErrorIsThatOfTheEquation(t *testing.T) {
	const runs = 200
	original := testnet.Dominant(t, "random:n=80,degree=6,symmetric=false", 2)
	pruned := thinned(t, original)
	r := comparisonOf(t, func(s *Spec) {
		s.Compare.Runs, s.Integration.Stepper = runs, integrator.EulerMaruyamaKind
	}, original, pruned)
	slow := r.result.Network.RateSlow
	r = comparisonOf(t, func(s *Spec) {
		s.Compare.Runs, s.Integration.Stepper = runs, integrator.EulerMaruyamaKind
		s.Integration.StepSize, s.Compare.Duration = Exactly(0.02/r.result.Network.RateTypical), Exactly(12/slow)
	}, original, pruned)
	all, err := compareBlocks[float64](r, runs)
	if err != nil {
		t.Fatal(err)
	}
	ofNeurons, ofRuns := all.late.Totals()
	changed, changedRuns := all.rules[0].late.Totals()
	got, se := rootRatio(changedRuns, ofRuns)

	h := r.schedule.TrajectoryStepSize
	cc, cs, ss := summed(original, original, h), summed(original, pruned, h), summed(pruned, pruned, h)
	want := math.Sqrt((mat.Trace(cc) - 2*mat.Trace(cs) + mat.Trace(ss)) / mat.Trace(cc))
	t.Logf("%.5f ± %.5f, exact %.5f", got, se, want)
	if !(math.Abs(got-want) < 3.5*se) || se > 0.02*want {
		t.Errorf("%v ± %v, want %v", got, se, want)
	}
	if equation := equationsError(t, original, pruned); math.Abs(equation/want-1) > 0.01 {
		t.Errorf("the equation has %v, the stepper %v", equation, want)
	}
	for i, whole := range ofNeurons {
		exact := math.Sqrt((cc.At(i, i) - 2*cs.At(i, i) + ss.At(i, i)) / cc.At(i, i))
		if one := math.Sqrt(changed[i] / whole); math.Abs(one/exact-1) > 0.1 {
			t.Errorf("neuron %d: %v, exact %v", i, one, exact)
		}
	}
}

// rootRatio returns √(Σ part / Σ whole) over independent runs and its standard error to first order.
func rootRatio(part, whole []float64) (root, se float64) {
	var a, b, square float64
	for r := range part {
		a, b = a+part[r], b+whole[r]
	}
	for r := range part {
		deviation := part[r] - a/b*whole[r]
		square += deviation * deviation
	}
	root = math.Sqrt(a / b)
	return root, math.Sqrt(square) / b / (2 * root)
}

// summed returns h Σ_k (I + hA)ᵏ (I + hÃ)ᵏᵀ by doubling.
func summed(first, second *network.Network, h float64) *mat.Dense {
	n := first.Neurons()
	power := func(net *network.Network) *mat.Dense {
		p := new(mat.Dense)
		p.Scale(h, net.Dense())
		for i := range n {
			p.Set(i, i, 1+p.At(i, i))
		}
		return p
	}
	p, q, s := power(first), power(second), mat.NewDense(n, n, nil)
	for i := range n {
		s.Set(i, i, h)
	}
	for range 30 {
		var next, pp, qq mat.Dense
		next.Product(p, s, q.T())
		s.Add(s, &next)
		pp.Mul(p, p)
		qq.Mul(q, q)
		p, q = &pp, &qq
	}
	return s
}

func equationsError(t *testing.T, original, pruned *network.Network) float64 {
	t.Helper()
	trace := func(net *network.Network) (sum float64) {
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			t.Fatal(err)
		}
		return mat.Trace(exact.Covariance)
	}
	s, _, err := covariance.Cross(original, pruned, 1)
	if err != nil {
		t.Fatal(err)
	}
	c := trace(original)
	return math.Sqrt((c - 2*mat.Trace(s) + trace(pruned)) / c)
}

// TestMeasuredStationaryErrorOfARectifiedNetwork: that of many runs under ten seeds is that of one long simulation by a loop of
// its own with other noise, in 20 parts; |z| of the difference is below 3.5, which by chance one of 2,000 exceeds.
func TestMeasuredStationaryErrorOfARectifiedNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	linear := testnet.Dominant(t, "random:n=60,degree=5,symmetric=false", 1)
	original, err := network.New(network.Parts{
		Weights: linear.Weights(), Leak: linear.Leak(), Input: network.UniformLeak(60, 0.3), Activation: network.Rectified,
	})
	if err != nil {
		t.Fatal(err)
	}
	pruned := thinned(t, original)
	var measured []float64
	for seed := range uint64(10) {
		s := DefaultSpec()
		s.Seed, s.Compare.Spectra, s.Compare.Runs = seed, NoSpectra, 20
		s.Integration.Stepper, s.Integration.StepSize = integrator.EulerMaruyamaKind, Exactly(0.01)
		s.Compare.Duration = Exactly(6)
		r, err := Compare(t.Context(), s, original, pruned, Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		found, over := r.Rules[givenRule].StationaryMeasured, r.Rules[givenRule].Over(StationaryMeasure, Single)
		if found == nil || over == nil || over.Values[0] != found.Error || len(found.WorstNeurons) != worstNeurons {
			t.Fatalf("%+v, %+v", found, over)
		}
		if !slices.IsSortedFunc(found.WorstNeurons, func(a, b NeuronError) int { return int(math.Copysign(1, b.Error-a.Error)) }) {
			t.Errorf("neurons are not in their order: %v", found.WorstNeurons)
		}
		measured = append(measured, found.Error)
	}
	got, sd := stat.MeanStdDev(measured, nil)
	want, seLong := longSimulation(original, pruned, 0.01)
	se := math.Hypot(sd/math.Sqrt(10), seLong)
	t.Logf("%.5f ± %.5f, long %.5f ± %.5f, z = %.2f", got, sd/math.Sqrt(10), want, seLong, (got-want)/se)
	if !(math.Abs(got-want) < 3.5*se) || se > 0.02*want {
		t.Errorf("%v, long %v, standard error of the difference %v", got, want, se)
	}
}

// longSimulation integrates dx = (−Dx + [Wx + b]₊) dt + dB of both networks under the same noise.
func longSimulation(original, pruned *network.Network, h float64) (root, se float64) {
	const parts, steps, burnIn = 20, 10_000, 2000
	n, source := original.Neurons(), rand.New(rand.NewPCG(1, 2))
	x, y := make([]float64, n), make([]float64, n)
	change := func(net *network.Network, x []float64) []float64 {
		f := make([]float64, n)
		for i := range f {
			sources, weights := net.Weights().Row(i)
			f[i] = net.Input()[i]
			for e, j := range sources {
				f[i] += weights[e] * x[j]
			}
			f[i] = max(0, f[i]) - net.Leak()[i]*x[i]
		}
		return f
	}
	part, whole := make([]float64, parts), make([]float64, parts)
	for step := -burnIn; step < parts*steps; step++ {
		f, g := change(original, x), change(pruned, y)
		for i := range x {
			noise := math.Sqrt(h) * source.NormFloat64()
			x[i] += h*f[i] + noise
			y[i] += h*g[i] + noise
			if step >= 0 {
				part[step/steps] += (x[i] - y[i]) * (x[i] - y[i])
				whole[step/steps] += x[i] * x[i]
			}
		}
	}
	return rootRatio(part, whole)
}

// TestTrajectoriesDoNotDependOnTheWidth: the runs of blocks of any widths, merged, are those of one block.
func TestTrajectoriesDoNotDependOnTheWidth(t *testing.T) {
	original := testnet.Dominant(t, "random:n=20,degree=4,symmetric=false", 1)
	r := comparisonOf(t, func(s *Spec) { s.Compare.Runs, s.Compare.Observations = 9, 12 }, original, thinned(t, original))
	r.result.Data.Traced = []int{3, 7}
	want := outcomesOf(t, r, 9)
	for _, widths := range [][]int{{4, 5}, {1, 2, 3, 3}} {
		if got := outcomesOf(t, r, widths...); !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("blocks of %v: %v, want %v", widths, got, want)
		}
	}
}

// outcomesOf returns the numbers of blocks of these widths that were merged.
func outcomesOf(t *testing.T, r *run, widths ...int) (numbers [][]float64) {
	t.Helper()
	var merged blockErrors
	first := 0
	for k, width := range widths {
		runner := resume.Runner{Workers: 1, Progress: noProgress{}}
		next, err := resume.One(t.Context(), runner, "block", func(c *resume.Checkpoint) (blockErrors, error) {
			original := compared[float64]{r.net, integrator.Pack[float64](r.net, integrator.AutoKernel, width)}
			return compareBlock(r, original, runBlock{0, first, width}, 1, c)
		}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first += width; k == 0 {
			merged = next
		} else {
			merged.merge(next)
		}
	}
	rule := merged.rules[0]
	mean, sd := rule.signed.OverTime()
	share, _ := rule.atRest.Share(rule.distances)
	ofNeurons, ofRuns := merged.late.Totals()
	changed, changedRuns := rule.late.Totals()
	return [][]float64{
		rule.positive.ByRun(), rule.signed.ByRun(), mean, sd, {share}, ofNeurons, ofRuns, changed, changedRuns, merged.traces[1].Of(0),
	}
}

// TestInitialStates: positive starts have the scale's uniform magnitudes, those of random signs the same magnitudes, of which
// half are negative (1,000 signs: standard error 16, and 60 are allowed), and the last family is at rest.
func TestInitialStates(t *testing.T) {
	original := testnet.Dominant(t, "random:n=100,degree=4", 1)
	r := comparisonOf(t, func(s *Spec) { s.Compare.Runs = 10 }, original, thinned(t, original))
	var states families
	states.divide(initialStates[float64](r, 4, 10).State, 10)
	negative, scale := 0, r.spec.Compare.InitialScale.Value()
	for k, x := range states[positiveStarts] {
		if x < 0 || x >= scale || math.Abs(states[signedStarts][k]) != x || states[restStarts][k] != 0 {
			t.Fatalf("state %d: %v, %v, %v of scale %v", k, x, states[signedStarts][k], states[restStarts][k], scale)
		}
		if states[signedStarts][k] < 0 {
			negative++
		}
	}
	if negative < 440 || negative > 560 {
		t.Errorf("%d of 1,000 are negative", negative)
	}
}

// TestMeasuredWhereNothingIsExact: a small linear network has no measured stationary error, since it has an exact one; nor has a
// rectified one that stays at 0, which a note says.
func TestMeasuredWhereNothingIsExact(t *testing.T) {
	linear := testnet.Dominant(t, "random:n=20,degree=4", 1)
	rectified, err := network.New(network.Parts{Weights: linear.Weights(), Leak: linear.Leak(), Activation: network.Rectified})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason         string
		net            *network.Network
		strength       float64
		measured, note bool
	}{
		{"exact", linear, 1, false, false},
		{"rectified", rectified, 1, true, false},
		{"no noise and no input", rectified, 0, false, true},
	} {
		s := DefaultSpec()
		s.Compare.Spectra, s.Compare.Runs, s.Noise.Strength = NoSpectra, 4, c.strength
		if c.strength == 0 {
			s.Covariance.Method = covariance.ExactMethod
		}
		r, err := Compare(context.Background(), s, c.net, thinned(t, c.net), Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		o := r.Rules[givenRule]
		note := slices.Contains(r.Notes, "no stationary error: the original's activity stays at 0 without noise or input")
		if (o.StationaryMeasured != nil) != c.measured || (o.Over(StationaryMeasure, Single) == nil) != c.note || note != c.note {
			t.Errorf("%s: %+v, notes %q", c.reason, o.StationaryMeasured, r.Notes)
		}
	}
}
