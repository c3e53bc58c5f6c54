package sim

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
)

// connectomeOf reads a network of data/ with the default leak.
func connectomeOf(t *testing.T, name string) *network.Network {
	t.Helper()
	d := DefaultSpec().Network
	d.Source = filepath.Join("..", "data", name)
	loaded, err := netio.Load(d, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Network
}

// TestSurvivalIsMeasuredAsItIsExact: on a symmetric and on a directed connectome what is measured from trajectories and by products
// is what the joint equation has, within 4 standard errors. The decay of starts and the step leave less than 1% more, and so does the
// noise of the spread over neurons, which is not the same for all.
func TestSurvivalIsMeasuredAsItIsExact(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	for _, name := range []string{"human-hcp-glasser-360.mtx", "drosophila-mushroom-body-left.mtx"} {
		original := connectomeOf(t, name)
		pruned := testnet.Thinned(t, original)
		outcome := func(exact Choice) RuleOutcome {
			s := DefaultSpec()
			s.Compare.Runs, s.Covariance.Exact, s.Compare.Spectra = 64, exact, FullSpectra
			r, err := Compare(t.Context(), s, original, pruned, Options{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			return r.Rules[givenRule]
		}
		exact, measured := outcome(Yes).Stationary, outcome(No).StationaryMeasured
		if exact == nil || measured == nil {
			t.Fatalf("%s: %v, %v", name, exact, measured)
		}
		checkMeasured(t, name+": variance", measured.VarianceRatio, exact.VarianceRatio)
		checkMeasured(t, name+": time", measured.AutocorrelationTime, exact.AutocorrelationTime)
		checkMeasured(t, name+": pruned time", measured.AutocorrelationTimePruned, exact.AutocorrelationTimePruned)
		checkMeasured(t, name+": ratio of times", measured.AutocorrelationTimeRatio, exact.AutocorrelationTimeRatio)
		checkCorrelation(t, name+": on edges", measured.CorrelationOnEdges, exact.CorrelationOnEdges)
		checkCorrelation(t, name+": off edges", measured.CorrelationOffEdges, exact.CorrelationOffEdges)
		if measured.UnitInputError == nil || measured.SlowInputError == nil || measured.By != StationaryMeasured {
			t.Fatalf("%s: answers %v and %v by %v", name, measured.UnitInputError, measured.SlowInputError, measured.By)
		}
		if *measured.SlowInputError != *exact.SlowInputError {
			t.Errorf("%s: slow inputs %v, exact %v", name, measured.SlowInputError, exact.SlowInputError)
		}
		t.Logf("answers: %+v, exact %+v; slow %+v", *measured.UnitInputError, *exact.UnitInputError, *measured.SlowInputError)
	}
}

func checkMeasured(t *testing.T, what string, got *compare.MeasuredQuantiles, want *compare.Quantiles) {
	t.Helper()
	if got == nil || want == nil {
		t.Errorf("%s: %v, exact %v", what, got, want)
		return
	}
	share := math.NaN()
	if got.NoiseShare != nil {
		share = *got.NoiseShare
	}
	t.Logf("%s: %+v ± %+v, noise %.2f, exact %+v", what, got.Quantiles, got.Errors, share, *want)
	for _, q := range [][3]float64{
		{got.Low, got.Errors.Low, want.Low}, {got.Median, got.Errors.Median, want.Median}, {got.High, got.Errors.High, want.High},
	} {
		if !(math.Abs(q[0]-q[2]) < 4*q[1]+0.01*q[2]) {
			t.Errorf("%s: %.4f ± %.4f, exact %.4f", what, q[0], q[1], q[2])
		}
	}
}

func checkCorrelation(t *testing.T, what string, got *compare.MeasuredCorrelation, want compare.CorrelationChange) {
	t.Helper()
	if got == nil {
		t.Errorf("%s: nothing is measured", what)
		return
	}
	t.Logf("%s: %+v, exact %+v", what, *got, want)
	if got.Of != int64(want.Pairs) {
		t.Errorf("%s: of %d pairs, want %d", what, got.Of, want.Pairs)
	}
	agree := func(got, se, want float64) bool { // of the squares, which have no bias
		return math.Abs(got*got-want*want) < 4*((got+se)*(got+se)-got*got)+0.02*want*want
	}
	if !agree(got.RMS, got.RMSError, want.RMS) {
		t.Errorf("%s: changed by %.5f ± %.5f, exact %.5f", what, got.RMS, got.RMSError, want.RMS)
	}
	if !agree(got.Original, got.OriginalError, want.Original) {
		t.Errorf("%s: %.5f ± %.5f, exact %.5f", what, got.Original, got.OriginalError, want.Original)
	}
}

// TestChosenPairs: they are connected or not as they should be, of small networks all are chosen, and of large ones as many as
// asked for, the same for the same seed, and all different.
func TestChosenPairs(t *testing.T) {
	for _, c := range []struct {
		text    string
		on, off int
	}{
		{"random:n=40,degree=6", -1, -1},
		{"random:n=40,degree=6,symmetric=false", -1, -1},
		{"random:n=700,degree=20", measuredPairs, measuredPairs},
		{"random:n=3000,degree=8,symmetric=false", measuredPairs, measuredPairs},
	} {
		net := testnet.Dominant(t, c.text, 1)
		got := chosenOf(net, 5)
		if c.on < 0 {
			c.on, c.off = int(got.on), int(got.off)
		}
		if n := int64(net.Neurons()); len(got.On) != c.on || len(got.Off) != c.off || got.on+got.off != n*(n-1)/2 {
			t.Errorf("%s: %d of %d and %d of %d", c.text, len(got.On), got.on, len(got.Off), got.off)
		}
		if len(got.Neurons) != min(net.Neurons(), measuredNeurons) || len(got.inputs) != measuredInputs {
			t.Errorf("%s: %d neurons, %d inputs", c.text, len(got.Neurons), len(got.inputs))
		}
		again, other := chosenOf(net, 5), chosenOf(net, 6)
		if !slices.Equal(again.On, got.On) || !slices.Equal(again.Off, got.Off) || (c.on == measuredPairs && slices.Equal(other.On, got.On)) {
			t.Errorf("%s: the choice is not that of the seed", c.text)
		}
		seen := map[compare.Pair]bool{}
		for k, p := range slices.Concat(got.On, got.Off) {
			_, one := net.Weights().Find(p.I, p.J)
			_, other := net.Weights().Find(p.J, p.I)
			if p.I <= p.J || seen[p] || (one || other) != (k < len(got.On)) {
				t.Fatalf("%s: pair %d is %v", c.text, k, p)
			}
			seen[p] = true
		}
	}
}

// TestSelectionIsUniform: of 2 out of 5 each is taken in 0.4 of 20,000 cases, standard error 0.0035, and 4 of these are allowed.
func TestSelectionIsUniform(t *testing.T) {
	var counts [5]float64
	for k := range uint64(20_000) {
		s, taken := newSelection((noise.Key{Seed: k, Purpose: noise.Measure}).Source(0, 0, 0), 5, 2), 0
		for i := range counts {
			if s.takes() {
				counts[i]++
				taken++
			}
		}
		if taken != 2 {
			t.Fatalf("%d are taken", taken)
		}
	}
	for i, n := range counts {
		if math.Abs(n/20_000-0.4) > 0.014 {
			t.Errorf("%d is taken in %v of the cases", i, n/20_000)
		}
	}
}

// TestUniformShares by hand: (1, 1) has all, (3, 1) has 16/20, (1, −1) none, and 0 none.
func TestUniformShares(t *testing.T) {
	got := uniformShares([]float64{1, 3, 1, 0, 1, 1, -1, 0}, 4)
	if want := []float64{1, 0.8, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestUniformShareOfARun: of starts that are uniform in [0, 1) it is nearly (1/2)²/(1/3).
func TestUniformShareOfARun(t *testing.T) {
	net := testnet.Dominant(t, "random:n=200,degree=4", 1)
	s := DefaultSpec()
	s.Compare.Spectra, s.Compare.Runs = NoSpectra, 10
	r, err := Compare(t.Context(), s, net, thinned(t, net), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if share := r.Rules[givenRule].UniformShare; share == nil || math.Abs(*share-0.75) > 0.02 {
		t.Errorf("%v", share)
	}
}

// TestSurvivalByProducts: along the slow modes that are found by products, in one of several prunings, answers are off by what the
// dense equations have; the first pruning is that of the same seed. A rectified network has variances and correlations alone.
func TestSurvivalByProducts(t *testing.T) {
	net := testnet.Dominant(t, "random:n=90,degree=12,symmetric=false", 1)
	outcome := func(net *network.Network, exact Choice, spectra SpectraMethod) RuleOutcome {
		s := DefaultSpec()
		s.Covariance.Exact, s.Compare.Spectra, s.Covariance.Samples = exact, spectra, Exactly(500)
		s.Prune.Prunings, s.Compare.Runs, s.Prune.Controls = Exactly(4), 16, nil
		r, err := Run(t.Context(), s, net, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return r.Rules["noise"]
	}
	exact, measured := outcome(net, Yes, FullSpectra).Stationary, outcome(net, No, KrylovSpectra).StationaryMeasured
	got, want := measured.SlowInputError, exact.SlowInputError
	if got == nil || want == nil {
		t.Fatalf("%v, exact %v", got, want)
	}
	for _, pair := range [][2]float64{{got.Low, want.Low}, {got.Median, want.Median}, {got.High, want.High}} {
		if math.Abs(pair[0]/pair[1]-1) > 1e-3 {
			t.Errorf("along slow modes %+v, exact %+v", *got, *want)
		}
	}
	if measured.VarianceRatio == nil || measured.CorrelationOnEdges == nil || measured.AutocorrelationTimeRatio == nil {
		t.Errorf("%+v", measured.Survival)
	}
	rectified, err := network.New(network.Parts{Weights: net.Weights(), Leak: net.Leak(), Activation: network.Rectified})
	if err != nil {
		t.Fatal(err)
	}
	o := outcome(rectified, AutoChoice, NoSpectra).StationaryMeasured
	if o == nil || o.VarianceRatio == nil || o.VarianceRatio.NoiseShare == nil || o.CorrelationOffEdges == nil || o.UnitInputError != nil {
		t.Errorf("rectified: %+v", o)
	}
}
