package spectra

import (
	"gonum.org/v1/gonum/floats"

	"cmp"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/papertest"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// numpyCase is one network of testdata/oracle.py: of the authors' kind, pruned once.
type numpyCase struct {
	Directed bool
	Neurons  int
	Keep     float64
	Edges    struct {
		Target, Source, Kept []int
		Weight, Probability  []float64
	}
	PrunedLeak []float64 `json:"pruned_leak"`
	EpsLambda  []float64 `json:"eps_lambda"`
	EpsV       []float64 `json:"eps_v"`
	CosTheta   []float64 `json:"cos_theta"`
}

// How far our numbers may be from NumPy's: relative for probabilities, absolute for the
// measures, which are around 1 at most.
const (
	probabilitiesAgree = 1e-10
	measuresAgree      = 1e-8
)

// readCases reads what the script printed.
func readCases(t *testing.T, text []byte) []numpyCase {
	t.Helper()
	var cases []numpyCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 || cases[0].Directed || !cases[1].Directed {
		t.Fatalf("%d cases, want a symmetric and a directed one", len(cases))
	}
	return cases
}

// network makes a network of the edges with the given weights.
func (c numpyCase) network(t *testing.T, weights, leak []float64) *network.Network {
	t.Helper()
	var entries []network.Entry
	for k, w := range weights {
		i, j := c.Edges.Target[k], c.Edges.Source[k]
		if w == 0 {
			continue
		}
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: w})
		if !c.Directed {
			entries = append(entries, network.Entry{Target: j, Source: i, Weight: w})
		}
	}
	w, err := network.NewCSR(c.Neurons, entries)
	if err != nil {
		t.Fatal(err)
	}
	if leak == nil {
		leak = network.DominantLeak(w, 0)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// check computes what the script did, by the path that the figures take, and returns the
// largest disagreements.
func (c numpyCase) check(t *testing.T) (probability, measured float64) {
	t.Helper()
	run := papertest.Run()
	net := c.network(t, c.Edges.Weight, nil)
	if net.Symmetric() == c.Directed {
		t.Fatalf("directed %v, symmetric %v", c.Directed, net.Symmetric())
	}
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := experiment.NoisePlan(net, locals, c.Keep)
	if err != nil {
		t.Fatal(err)
	}
	weights := make([]float64, len(c.Edges.Weight))
	for k, p := range c.Edges.Probability {
		place, ok := net.Weights().Find(c.Edges.Target[k], c.Edges.Source[k])
		if !ok {
			t.Fatalf("edge %d is missing", k)
		}
		probability = max(probability, math.Abs(plan.Probabilities[place]/p-1))
		if c.Edges.Kept[k] == 1 {
			weights[k] = c.Edges.Weight[k] / p
		}
	}
	pruned := version{sample: func(int) (*network.Network, error) { return c.network(t, weights, c.PrunedLeak), nil }}
	if _, err := fillSpectra(run, net, []*version{&pruned}, 1); err != nil {
		t.Fatal(err)
	}
	found := pruned.draws[0]
	if c.Directed { // several pairings have the same sum, so that only that is determined
		measured = max(measured, math.Abs(floats.Sum(found.epsLambda)-floats.Sum(c.EpsLambda)))
		found.epsLambda, c.EpsLambda = nil, nil
	}
	for _, pair := range [][2][]float64{{found.epsLambda, c.EpsLambda}, {found.epsV, c.EpsV}, {found.cosTheta, c.CosTheta}} {
		for k := range pair[0] {
			measured = max(measured, math.Abs(pair[0][k]-pair[1][k]))
		}
		if len(pair[0]) != len(pair[1]) || (len(pair[0]) != c.Neurons && !c.Directed) {
			t.Fatalf("%d measures, NumPy has %d, of %d neurons", len(pair[0]), len(pair[1]), c.Neurons)
		}
	}
	return probability, measured
}

func checkCases(t *testing.T, text []byte) {
	t.Helper()
	for _, c := range readCases(t, text) {
		probability, measured := c.check(t)
		if !(probability <= probabilitiesAgree) || !(measured <= measuresAgree) {
			t.Errorf("N = %d, directed %v: probabilities are off by %.1e relative, at most %.0e allowed; ε_λ, ε_v or cos θ by %.1e, at most "+
				"%.0e allowed",
				c.Neurons, c.Directed, probability, probabilitiesAgree, measured, measuresAgree)
		}
		t.Logf("N = %d, directed %v: probabilities agree to %.1e, measures to %.1e", c.Neurons, c.Directed, probability, measured)
	}
}

// Probabilities and spectra of networks of the authors' kind are those that NumPy computes
// from the paper's formulas, with the authors' normalization.
func TestFiguresAgreeWithNumPy(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "oracle.json"))
	if err != nil {
		t.Fatal(err)
	}
	checkCases(t, text)
}

// The same of larger networks, where NumPy is installed. NOISEPRUNE_ORACLE_SIZES chooses
// them: 1000/200/800 are those of Figs. 2c–2f, and take minutes.
func TestFiguresAgreeWithNumPyNow(t *testing.T) {
	python := testutil.Python(t, "scipy")
	sizes := cmp.Or(os.Getenv("NOISEPRUNE_ORACLE_SIZES"), "100/20/80")
	text, err := exec.Command(python, filepath.Join("testdata", "oracle.py"), sizes, "250", "0.2", "2").Output()
	if err != nil {
		t.Fatal(err)
	}
	checkCases(t, text)
}
