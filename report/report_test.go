package report

import (
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"

	"noiseprune/network"
	"noiseprune/sim"
)

// TestPageHasAllParts checks that the page of a full Result has all parts, and that it is one
// well-formed document that loads nothing.
func TestPageHasAllParts(t *testing.T) {
	page := pageOf(t, syntheticResult(t, 40))
	counts, attributes, text := elements(t, page)
	for name, want := range map[string]int{
		"html": 1, "head": 1, "body": 1, "title": 1, "h1": 1, "style": 1, "section": 5,
		"figure": 11, "figcaption": 11, "script": 4,
		"link": 0, "img": 0, "image": 0, "iframe": 0, "object": 0, "form": 0, "foreignObject": 0,
	} {
		if counts[name] != want {
			t.Errorf("%d <%s>, want %d", counts[name], name, want)
		}
	}
	for _, name := range []string{"src", "onload", "onclick"} {
		if attributes[name] != 0 {
			t.Errorf("%d attributes %s; the page must be self-contained", attributes[name], name)
		}
	}
	for _, id := range []string{
		"weights-matrix", "degrees", "weights", "correlations", "kept", "probabilities", "errors", "traces", "distributions", "slow-modes",
		"sampling",
	} {
		if !strings.Contains(page, `<figure id="`+id+`"`) {
			t.Errorf("the page lacks the figure %s", id)
		}
	}
	for _, want := range []string{
		"Noise-prune on ring.mtx", "noiseprune test, seed 1", "fewer effective samples",
		"noise-prune", "weight-only", "uniform", "9,876", "1.43 %", "the theorem's case", "source: ring.mtx",
		"Noise-prune kept 19 of 80 edges",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestAbsentPartsAreLeftOut takes parts out of a Result: their sections are absent from the
// page, the others are not.
func TestAbsentPartsAreLeftOut(t *testing.T) {
	const (
		errors, boxes  = "Trajectory error over time", "Eigenvalues, eigenvectors and runs"
		traces, edges  = "Single neurons", "Which edges are kept"
		kept, survival = "What was pruned", "All measures"
		noise          = "The covariance of its activity"
	)
	for _, row := range []struct {
		reason  string
		change  func(*sim.Result)
		absent  []string
		present []string
	}{
		{"nothing but the zero Result", func(r *sim.Result) { *r = sim.Result{} },
			[]string{errors, boxes, traces, edges, kept, "Notes on the numbers", noise},
			[]string{"a network without a name", "How to compute it again"}},
		{"only the covariance was measured", func(r *sim.Result) {
			r.Plan, r.Pruned, r.Rules = nil, nil, nil
			r.Data = sim.Data{Original: r.Data.Original, DiffCov: r.Data.DiffCov}
		}, []string{errors, boxes, traces, edges, survival},
			[]string{noise, "Weight and diff-cov"}},
		{"only pruned", func(r *sim.Result) {
			for name, o := range r.Rules {
				r.Rules[name] = sim.RuleOutcome{Plan: o.Plan, Pruned: o.Pruned, Stable: true}
			}
			for k, d := range r.Data.Rules {
				r.Data.Rules[k] = sim.RuleData{Name: d.Name, Probabilities: d.Probabilities, Pruned: d.Pruned}
			}
			r.Data.Times, r.Data.Traced, r.Data.Traces = nil, nil, nil
		}, []string{errors, boxes, traces, survival}, []string{edges, kept, "the score is"}},
		{"a network pruned elsewhere is compared", func(r *sim.Result) {
			r.Rules = map[string]sim.RuleOutcome{"pruned": {Pruned: sim.PrunedFacts{Edges: 7}, EpsV: summary(0.1), Stable: true}}
			r.Data.Rules = []sim.RuleData{{Name: "pruned", ErrorMean: r.Data.Rules[0].ErrorMean}}
			r.Covariance, r.Plan, r.Pruned, r.Data.DiffCov = nil, nil, nil, nil
		}, []string{edges, noise, boxes, "weight-only</th>", "score"}, []string{errors, traces, survival}},
		{"every rule diverged", func(r *sim.Result) {
			for name, o := range r.Rules {
				o.TrajectoryError, o.TrajectoryErrorSigned, o.Diverged = nil, nil, ptr("step 12 of run 3")
				r.Rules[name] = o
			}
			for k := range r.Data.Rules {
				d := &r.Data.Rules[k]
				d.ErrorMean, d.ErrorSD, d.ErrorByRun, d.Traces = nil, nil, nil, nil
				d.SignedErrorMean, d.SignedErrorSD, d.SignedErrorByRun = nil, nil, nil
			}
		}, []string{errors}, []string{"Diverged: weight-only: step 12 of run 3", traces, boxes}},
		{"the original's trajectories diverged", func(r *sim.Result) {
			r.Incomplete = ptr("no trajectories: the network diverged")
			for k := range r.Data.Rules {
				d := &r.Data.Rules[k]
				d.ErrorMean, d.ErrorSD, d.ErrorByRun, d.Traces = nil, nil, nil, nil
				d.SignedErrorMean, d.SignedErrorSD, d.SignedErrorByRun = nil, nil, nil
			}
			r.Data.Times, r.Data.Traced, r.Data.Traces = nil, nil, nil
		}, []string{errors, traces}, []string{"This result is incomplete: no trajectories: the network diverged.", boxes}},
		{"no arrays, as from a result file", func(r *sim.Result) { r.Data = sim.Data{} },
			[]string{errors, traces, edges, boxes}, []string{survival, kept}},
		{"no summaries, but arrays", func(r *sim.Result) { r.Rules = nil },
			[]string{survival}, []string{errors, traces, edges, boxes}},
		{"arrays of the wrong length are not drawn", func(r *sim.Result) {
			for k := range r.Data.Rules {
				d := &r.Data.Rules[k]
				d.Probabilities, d.ErrorMean, d.Traces = d.Probabilities[1:], d.ErrorMean[1:], d.Traces[1:]
				d.SignedErrorMean = d.SignedErrorMean[1:]
			}
			r.Data.DiffCov = r.Data.DiffCov[1:]
			r.Data.Traces = r.Data.Traces[:1]
		}, []string{errors, edges}, []string{boxes, traces}},
		{"no notes", func(r *sim.Result) { r.Notes = nil }, []string{"Notes on the numbers"}, []string{errors}},
		{"an original without edges", func(r *sim.Result) {
			w, _ := network.NewCSR(3, nil)
			r.Data.Original, _ = network.New(network.Parts{Weights: w, Leak: network.UniformLeak(3, 1)})
			r.Data.DiffCov = nil
			for k := range r.Data.Rules {
				r.Data.Rules[k].Probabilities = nil
			}
		}, []string{edges, "Weight and diff-cov"}, []string{errors}},
	} {
		t.Run(row.reason, func(t *testing.T) {
			r := syntheticResult(t, 40)
			row.change(r)
			page := pageOf(t, r)
			elements(t, page)
			for _, text := range row.absent {
				if strings.Contains(page, text) {
					t.Errorf("the page has %q", text)
				}
			}
			for _, text := range row.present {
				if !strings.Contains(page, text) {
					t.Errorf("the page lacks %q", text)
				}
			}
		})
	}
}

// TestMarkupInTextIsEscaped puts markup into every string that can come from outside.
func TestMarkupInTextIsEscaped(t *testing.T) {
	const markup = `</svg></style><script>alert(1)</script>"'>&{{.}}`
	r := syntheticResult(t, 40)
	r.Program, r.Spec.Network.Source, r.Spec.Network.Leak, r.Network.StableBy = markup, markup, network.LeakFile(markup), markup
	r.Network.LambdaBy, r.Network.Activation = markup, markup
	r.Notes = []string{markup}
	parts := r.Data.Original.Parts()
	parts.Labels = make([]string, 40)
	for i := range parts.Labels {
		parts.Labels[i] = "<script>" + markup
	}
	var err error
	if r.Data.Original, err = network.New(parts); err != nil {
		t.Fatal(err)
	}
	addOutcome(r, "<script>"+markup, 4, r.Data.Original.Weights().Stored())
	o := r.Rules["weight"]
	o.Diverged = ptr(markup)
	r.Rules["weight"] = o
	page := pageOf(t, r)
	counts, _, text := elements(t, page)
	if counts["script"] != 4 { // the figures, two libraries, our own
		t.Errorf("%d script elements", counts["script"])
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("the template refused a value")
	}
	if n := strings.Count(text, "alert(1)"); n < 10 {
		t.Errorf("the markup stands %d times on the page, want it everywhere", n)
	}
}

// TestSameResultSameBytes: the order of maps does not matter.
func TestSameResultSameBytes(t *testing.T) {
	result := func() *sim.Result {
		r := syntheticResult(t, 40)
		for _, name := range []string{"zeta", "alpha", "mid"} {
			r.Rules[name] = r.Rules["noise"]
		}
		return r
	}
	first := pageOf(t, result())
	for range 5 {
		if pageOf(t, result()) != first {
			t.Fatal("two pages of the same Result differ")
		}
	}
	if strings.Index(first, "alpha") > strings.Index(first, "zeta") {
		t.Error("rules without arrays are not in the order of their names")
	}
}

// TestPageHasNoNonFiniteNumbers puts values into the arrays that no axis can show, and sizes that
// overflow where they are squared.
func TestPageHasNoNonFiniteNumbers(t *testing.T) {
	bad := regexp.MustCompile(`(?i)\b[+-]?(nan|inf|infinity)\b|∞`)
	for _, row := range []struct {
		reason string
		value  float64
	}{
		{"as a run leaves them", 1}, {"not a number", math.NaN()}, {"infinite", math.Inf(1)}, {"minus infinite", math.Inf(-1)},
		{"largest", math.MaxFloat64}, {"most negative", -math.MaxFloat64}, {"smallest", math.SmallestNonzeroFloat64},
		{"zero", 0}, {"huge and drawable", 1e90}, {"tiny and drawable", 1e-90},
	} {
		t.Run(row.reason, func(t *testing.T) {
			for _, every := range []int{1, 3} { // all values, and some among good ones
				r := syntheticResult(t, 40)
				setEvery(r, row.value, every)
				page := pageOf(t, r)
				elements(t, page)
				own := withoutScripts(page[strings.Index(page, "</style>"):])
				if at := bad.FindStringIndex(own); at != nil {
					t.Errorf("on the page: …%s…", own[max(0, at[0]-80):at[1]+20])
				}
			}
		})
	}
}

// setEvery sets every k-th value of every array, and values of the summaries.
func setEvery(r *sim.Result, value float64, k int) {
	set := func(values []float64) {
		for n := 0; n < len(values); n += k {
			values[n] = value
		}
	}
	for n := range r.Data.Rules {
		d := &r.Data.Rules[n]
		for _, values := range [][]float64{
			d.Probabilities, d.EpsLambda, d.EpsV, d.CosTheta, d.ErrorMean, d.ErrorSD, d.ErrorByRun, d.SignedErrorMean, d.Traces[0],
		} {
			set(values)
		}
	}
	set(r.Data.Traces[1])
	set(r.Data.DiffCov)
	for _, o := range r.Rules {
		o.EpsV.Max, o.EpsLambda.Q1, o.TrajectoryError.Mean = value, value, value
		*o.EpsilonWorst = value
	}
	r.Network.RateSlow = value
}

// TestPageSizeIsBounded bounds the page of 10,000 neurons.
func TestPageSizeIsBounded(t *testing.T) {
	r := syntheticResult(t, 10_000)
	if size := len(pageOf(t, r)); size > 5_000_000 {
		t.Errorf("the page of 10,000 neurons has %d bytes", size)
	}
}

// limitedWriter takes so many bytes and then fails.
type limitedWriter struct{ left int }

var errFull = errors.New("no space left")

func (w *limitedWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteReturnsTheWritersError(t *testing.T) {
	for _, left := range []int{0, 1000, 20_000} {
		if err := Write(&limitedWriter{left}, syntheticResult(t, 40)); !errors.Is(err, errFull) {
			t.Errorf("after %d bytes: error %v, want %v", left, err, errFull)
		}
	}
}

func TestWritePanicsWithoutResult(t *testing.T) {
	defer func() {
		if got := recover(); got != "report: no result" {
			t.Errorf("panic %v", got)
		}
	}()
	_ = Write(&limitedWriter{}, nil)
}

// TestBrokenNetworksAreMarked: unstable networks and those that diverged are not among the findings,
// and are marked in the table, the keys, and below the boxes, wherever they stand beside others.
func TestBrokenNetworksAreMarked(t *testing.T) {
	sound := pageOf(t, syntheticResult(t, 40))
	if strings.Contains(sound, "†") || strings.Contains(sound, "Not compared") {
		t.Error("a page of sound networks speaks of broken ones")
	}
	r := syntheticResult(t, 40)
	noise, weight := r.Rules["noise"], r.Rules["weight"]
	noise.Stable = false
	weight.Diverged = ptr("step 12")
	r.Rules["noise"], r.Rules["weight"] = noise, weight
	_, _, text := elements(t, pageOf(t, r))
	for _, want := range []string{
		"That is not known, since the network is unstable.",
		"† Not compared: noise-prune (network unstable), weight-only (network diverged).",
		"A network marked † is unstable or diverged, and is not compared with the others.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "uniform †") {
		t.Error("a sound network is marked")
	}
}

// TestActiveSetsAreOnThePage: the worst case on active sets stands in the table with the number of
// sets, and below it how they were chosen; where no ε exists on some, that does.
func TestActiveSetsAreOnThePage(t *testing.T) {
	r := syntheticResult(t, 40)
	for name, facts := range map[string]sim.ActiveSetFacts{
		"noise":   {Visited: 3210, Checked: 64, Sampled: true, Smallest: 3, Largest: 20, EpsilonWorst: ptr(0.75)},
		"weight":  {Visited: 3210, Checked: 64, Sampled: true, Smallest: 3, Largest: 20, EpsilonWorst: ptr(0.875)},
		"uniform": {Visited: 3210, Checked: 64, Sampled: true, Smallest: 3, Largest: 20, WithoutEpsilon: 2},
	} {
		o := r.Rules[name]
		o.ActiveSets = &facts
		r.Rules[name] = o
	}
	_, _, text := elements(t, pageOf(t, r))
	for _, want := range []string{
		"worst ε on active sets", "0.75on 64 of 3,210", "0.875on 64 of 3,210", "–on 64 of 3,210",
		"visited: worst case on 64 of 3,210 active sets visited, a uniform random sample; 3 to 20 neurons active.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// TestTheTargetIsOnThePage: the budget that a target error led to, and where it has none, no interval.
func TestTheTargetIsOnThePage(t *testing.T) {
	r := syntheticResult(t, 40)
	if strings.Contains(pageOf(t, r), "keeps the") {
		t.Error("a page without a target speaks of one")
	}
	r.Target = &sim.TargetFacts{
		Error: 0.1, Measure: sim.StationaryMeasure, Keep: 0.3139, Low: ptr(0.28), High: ptr(0.34), Evaluations: make([]sim.TargetEvaluation, 6),
	}
	for _, want := range []string{
		"Noise-prune keeps the stationary error below 10% down to 31% of the edges (28–34%), by a search over 6 budgets; in brackets the 95%",
		"Noise-prune keeps the stationary error below 10% down to 31% of the edges, by a search over 6 budgets.",
	} {
		if _, _, text := elements(t, pageOf(t, r)); !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
		r.Target.Low, r.Target.High = nil, nil
	}
}
