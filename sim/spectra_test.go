package sim_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/floats"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
	"noiseprune/network"
	"noiseprune/sim"
)

// spectraOf prunes the network with the covariance in closed form and compares the spectra.
func spectraOf(t *testing.T, net *network.Network, keep float64) *sim.Result {
	t.Helper()
	s := small()
	s.Covariance.Method = covariance.ExactMethod
	s.Prune.Keep = &keep
	r, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pairedNetworks are directed networks with many complex eigenvalues, and the medians of ε_λ for the
// best assignment after noise-prune, by the covariance in closed form, and weight-only, as SciPy
// finds them.
func pairedNetworks() []pairedNetwork {
	return []pairedNetwork{
		{"ring:n=101,forward=1,backward=-1", 0.95, 0.0453, 0.0453},
		{"ring:n=64,forward=2/0.5,backward=-1", 0.8, 0.0272, 0.0262},
		{"clustered:sizes=100/20/80,long=60,symmetric=false", 0.5, 0.0234, 0.0232},
		{"random:n=120,degree=30,symmetric=false", 0.5, 0.0414, 0.0334},
	}
}

type pairedNetwork struct {
	network             string
	keep, noise, weight float64
}

func (c pairedNetwork) run(t *testing.T) (*network.Network, *sim.Result) {
	t.Helper()
	net, s := generated(t, c.network), sim.DefaultSpec()
	s.Covariance.Method = covariance.ExactMethod
	s.Prune.Keep, s.Compare.Runs = &c.keep, 1
	r, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return net, r
}

// TestEigenvaluesOfDirectedNetworksArePaired: the medians are those of the best assignment. Pairing
// by rank of (Re, Im) gives medians up to ten times as large, 0.07 for the clustered network.
func TestEigenvaluesOfDirectedNetworksArePaired(t *testing.T) {
	for _, c := range pairedNetworks() {
		_, r := c.run(t)
		noise, weight := r.Rules["noise"].EpsLambda, r.Rules["weight"].EpsLambda
		if math.Abs(noise.Median-c.noise) > 1e-4 || math.Abs(weight.Median-c.weight) > 1e-4 {
			t.Errorf("%s: median ε_λ %.4f and %.4f, want %.4f and %.4f", c.network, noise.Median, weight.Median, c.noise, c.weight)
		}
	}
}

// TestRelativeChangesHaveTheLeastSum: Σε_λ of each rule is that of SciPy's assignment of NumPy's
// eigenvalues.
func TestRelativeChangesHaveTheLeastSum(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	const program = `import json, sys, numpy as np
from scipy.optimize import linear_sum_assignment
def eigenvalues(a): return np.linalg.eigvals(np.array(a).reshape(int(len(a)**.5), -1))
def least(values, changed):
    cost = abs(changed[None] - values[:, None])/abs(values)[:, None]
    return cost[linear_sum_assignment(cost)].sum()
print(json.dumps([[least(eigenvalues(run[0]), eigenvalues(a)) for a in run[1:]] for run in json.load(sys.stdin)]))`
	var matrices [][][]float64
	var got [][]float64
	for _, c := range pairedNetworks() {
		net, r := c.run(t)
		all, sums := [][]float64{net.Dense().RawMatrix().Data}, []float64(nil)
		for _, rule := range r.Data.Rules {
			all, sums = append(all, rule.Pruned.Dense().RawMatrix().Data), append(sums, floats.Sum(rule.EpsLambda))
		}
		matrices, got = append(matrices, all), append(got, sums)
	}
	text, err := json.Marshal(matrices)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(testutil.Python(t, "numpy", "scipy"), "-c", program)
	command.Stdin = bytes.NewReader(text)
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want [][]float64
	if err := json.Unmarshal(output, &want); err != nil {
		t.Fatal(err)
	}
	for k, c := range pairedNetworks() {
		if !floats.EqualApprox(got[k], want[k], 1e-9) {
			t.Errorf("%s: Σε_λ of the rules is %v, SciPy's least is %v", c.network, got[k], want[k])
		}
	}
}

// TestDefectiveNetworksAreTold in a note: a feed-forward chain, whose eigenvalues are all equal but
// for the first. A ring and a random network have none, and the condition number of the ring's
// eigenvectors is 1.
func TestDefectiveNetworksAreTold(t *testing.T) {
	var entries []network.Entry
	for i := range 19 {
		entries = append(entries, network.Entry{Target: i + 1, Source: i, Weight: 1})
	}
	w, err := network.NewCSR(20, entries)
	if err != nil {
		t.Fatal(err)
	}
	chain, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0.5)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		net       *network.Network
		defective bool
		most      float64
	}{
		{"chain", chain, true, math.Inf(1)},
		{"ring", generated(t, "ring:n=21,forward=1,backward=-0.5"), false, 1 + 1e-9},
		{"random", generated(t, "random:n=40,degree=6,symmetric=false"), false, 1e4},
		{"symmetric", generated(t, clustered), false, 1},
	} {
		r := spectraOf(t, c.net, 0.8)
		told := slices.ContainsFunc(r.Notes, func(n string) bool { return strings.Contains(n, "is defective or nearly so") })
		if told != c.defective {
			t.Errorf("%s: the notes are %q", c.name, r.Notes)
		}
		switch k := r.Network.EigenvectorCondition; {
		case k != nil && c.defective && *k < 1e6, k == nil && !c.defective, k != nil && *k > c.most:
			t.Errorf("%s: condition number %v", c.name, *k)
		}
	}
}
