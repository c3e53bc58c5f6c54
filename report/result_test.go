package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/sim"
)

// syntheticResult returns a Result with every part filled, of a ring of n neurons with chords. It
// has the shape of a real one; no number in it was simulated.
func syntheticResult(t testing.TB, n int) *sim.Result {
	t.Helper()
	net := ringWithChords(t, n)
	r := &sim.Result{
		Measured: sim.Measured{
			Program: "noiseprune test", Libraries: sim.Libraries{LAPACK: "gonum"},
			Spec: sim.DefaultSpec(),
			Network: sim.NetworkFacts{
				Neurons: n, Edges: net.Edges(), Synapses: net.Synapses(), Density: 0.1, Activation: "linear", Symmetric: true,
				DiagonallyDominant: true, Normal: true, Stable: true, StableBy: "Gershgorin",
				LambdaMax: ptr(-0.2), LambdaMin: ptr(-9.5), LambdaBy: "exact", LargestStep: 0.21, RateSlow: 0.2, RateTypical: 5,
			},
			Schedule: sim.Schedule{
				StepSize: 0.02, BurnInSteps: 200, IntervalSteps: 10, SamplesPerReplica: 80, TrajectorySteps: 400, ObservationSteps: 4,
			},
			Covariance: &sim.CovarianceFacts{
				Method: covariance.EdgesMethod, Samples: 10240, EffectiveSamples: ptr(9876.5), EffectiveLeast: ptr(4000.0), RelativeError: ptr(0.0143),
				ExactAvailable: true,
				MaxAbsError:    ptr(0.003), MaxRelativeError: ptr(0.04), RMSRelativeError: ptr(0.014), StepBias: ptr(0.02),
				Errors: []sim.SampledError{
					{Samples: 2560, RelativeError: ptr(0.03), Expected: 0.0286},
					{Samples: 5120, RelativeError: ptr(0.019), ExactError: ptr(0.021), Expected: 0.0202},
					{Samples: 10240, RelativeError: ptr(0.0143), ExactError: ptr(0.014), Expected: 0.0143},
				},
			},
		},
		Rules: map[string]sim.RuleOutcome{},
		Notes: []string{"a typical edge has fewer effective samples than asked for"},
		Data:  sim.Data{Original: net, Times: sineLine(100, 0, 0.1, 0), Traced: []int{1, n / 2}},
	}
	r.Spec.Network.Source = "ring.mtx"
	r.Data.Traces = [][]float64{sineLine(100, 1, 0, 0.5), sineLine(100, 2, 0, 0.5)}
	stored := net.Weights().Stored()
	r.Data.Local = network.LocalCovariance{Variance: sineLine(n, 2, 0, 0.1), Covariance: sineLine(stored, 1, 0, 0.1)}
	r.Data.DiffCov = sineLine(stored, 2, 0, 0.5)
	for k, name := range []string{"noise", "weight", "uniform"} {
		addOutcome(r, name, float64(k+1), stored)
	}
	noise := r.Rules["noise"]
	r.Plan, r.Pruned = &noise.Plan, &noise.Pruned
	return r
}

func addOutcome(r *sim.Result, name string, size float64, stored int) {
	n := r.Network.Neurons
	r.Rules[name] = sim.RuleOutcome{
		Plan:      sim.PlanFacts{Rule: name, K: 3.25 * size, ExpectedEdges: 20, Clipped: 2, Protected: 1},
		Pruned:    sim.PrunedFacts{Edges: 19, Keep: 0.475, Density: 0.05},
		EpsLambda: summary(0.02 * size), EpsV: summary(0.03 * size), CosTheta: summary(0.9), TrajectoryError: summary(0.1 * size),
		TrajectoryErrorSigned: summary(0.15 * size), NoiseShare: ptr(0.9 / size),
		StationaryMeasured: &sim.MeasuredStationary{
			Error: 0.2 * size, Decayed: 4, WorstNeurons: []sim.NeuronError{{Neuron: 3, Label: "cell3", Error: 0.7}},
		},
		EpsilonWorst: ptr(0.4 * size), Stable: true,
	}
	r.Data.Rules = append(r.Data.Rules, sim.RuleData{
		Name: name, Probabilities: sineLine(stored, 0.5, 0, 0.2), Pruned: r.Data.Original,
		EpsLambda: sineLine(n, 0.03*size, 0, 0.02*size), EpsV: sineLine(n, 0.03*size, 0, 0.029*size), CosTheta: sineLine(n, 0.9, 0, 0.09),
		ErrorMean: sineLine(100, 0.1*size, 0, 0.02), ErrorSD: sineLine(100, 0.02*size, 0, 0.01),
		ErrorByRun:      sineLine(20, 0.1*size, 0, 0.02),
		SignedErrorMean: sineLine(100, 0.15*size, 0, 0.02), SignedErrorSD: sineLine(100, 0.02*size, 0, 0.01),
		SignedErrorByRun: sineLine(20, 0.15*size, 0, 0.02),
		Traces:           [][]float64{sineLine(100, 1, 0, 0.4), sineLine(100, 2, 0, 0.6)},
	})
}

// ringWithChords joins each neuron to the next and to the one seven further, both ways.
func ringWithChords(t testing.TB, n int) *network.Network {
	t.Helper()
	var entries []network.Entry
	for i := range n {
		for _, hop := range []int{1, 7} {
			j := (i + hop) % n
			w := 0.5 + float64(i%13)
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: w}, network.Entry{Target: j, Source: i, Weight: w})
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(n, 60), Labels: names(n)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func names(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("cell%d", i)
	}
	return all
}

// sineLine returns from + slope k + amplitude sin k for k = 0, 1, ….
func sineLine(n int, from, slope, amplitude float64) []float64 {
	values := make([]float64, n)
	for k := range values {
		values[k] = from + slope*float64(k) + amplitude*math.Sin(float64(k))
	}
	return values
}

func summary(median float64) *compare.Summary {
	return &compare.Summary{Q1: 0.8 * median, Median: median, Q3: 1.2 * median, Max: 2 * median, Mean: 1.1 * median}
}

func ptr[T any](v T) *T { return &v }

// pageOf returns the page of r.
func pageOf(t testing.TB, r *sim.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutScripts empties the script elements but for the figures' data.
func withoutScripts(page string) string {
	return regexp.MustCompile(`(?s)<script>.*?</script>`).ReplaceAllString(page, "<script></script>")
}

// elements parses the page strictly, with HTML's void elements closed, so that every
// element must be closed where it belongs. It returns the names of all elements and of
// all attributes, and the text.
func elements(t testing.TB, page string) (elements, attributes map[string]int, text string) {
	t.Helper()
	closed := regexp.MustCompile(`(<meta [^>]*)>`).ReplaceAllString(withoutScripts(page), "$1/>")
	elements, attributes = map[string]int{}, map[string]int{}
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(closed))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, attributes, b.String()
		}
		if err != nil {
			t.Fatalf("the page is not well formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements[token.Name.Local]++
			for _, a := range token.Attr {
				attributes[a.Name.Local]++
			}
		case xml.CharData:
			b.Write(token)
		}
	}
}
