package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/internal/testutil"
)

const testConnectome = "connectome:n=300,synapses=4e3,modules=3,symmetric=true"

func scriptPeer(t *testing.T, interpreter, script string) *runner {
	t.Helper()
	r, err := startRunner(context.Background(), filepath.Join(t.TempDir(), "log"), interpreter, "peers/"+script+".py")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.close)
	return r
}

func asked(t *testing.T, peer *runner, one task) answer {
	t.Helper()
	a, err := peer.ask(one)
	if err != nil {
		t.Fatalf("%s: %v", one.Work, err)
	}
	return a
}

// written is a task on a connectome that was written for all programs.
func written(t *testing.T) task {
	t.Helper()
	one := task{Network: testConnectome, File: filepath.Join(t.TempDir(), "w.npz"), Replicas: 64, Workers: 2}
	if _, err := writeNetwork(one); err != nil {
		t.Fatal(err)
	}
	return one
}

// TestPeersSolve: SciPy and we find the median d that is exact here. The standard error of an edge is √(2/2048), or 3.1%, and
// that of the median over 4,000 edges below 0.5%.
func TestPeersSolve(t *testing.T) {
	one := written(t)
	one.Work, one.Samples, one.Share = "solve", 2048, 2048
	net, err := readSymmetric(one)
	if err != nil {
		t.Fatal(err)
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := median(covariance.LocalFrom(net, exact.Covariance).DiffCov(net)) // no neuron connects to itself
	a, err := solvedDiffCov(one)
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Found["median_d"]; math.Abs(got/want-1) > 0.015 || a.Found["iterations"] < 5 {
		t.Errorf("ours: %v, want %v (%v)", got, want, a.Found)
	}
	peer := scriptPeer(t, python(t), "with_scipy")
	for _, v := range []string{"cg", "side by side"} {
		one.Variant = v
		theirs := asked(t, peer, one)
		if got := theirs.Found["median_d"]; math.Abs(got/want-1) > 0.015 || !(theirs.Seconds > 0) {
			t.Errorf("%s: %v, want %v", v, got, want)
		}
		if more := theirs.Found["iterations"] - a.Found["iterations"]; math.Abs(more) > 3 {
			t.Errorf("%s: %v iterations more than ours", v, more)
		}
	}
}

// TestPeersResistance: the references are those of the pseudoinverse, our error on them is √(2/S) or a little smaller, as with
// increments ±1, and NetworKit's that of its ⌈log₂ N⌉/tolerance² vectors; each is measured to 7% on about 200 edges that
// are not independent, so that 25% is allowed.
func TestPeersResistance(t *testing.T) {
	one := written(t)
	one.Work, one.Network, one.File = "make-graph", one.File, filepath.Join(t.TempDir(), "graph.npz")
	one.Truth, one.References = filepath.Join(t.TempDir(), "truth.json"), 200
	one.Samples, one.Slack, one.Tolerance = 128, 1e-3, 0.5
	asked(t, scriptPeer(t, python(t), "with_scipy"), one)
	checkReferences(t, one)
	one.Work = "resistance"
	a, err := resistances(one)
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Found["rms_error"] / math.Sqrt(2/one.Samples); got < 0.7 || got > 1.25 {
		t.Errorf("ours: %v of the expected error", got)
	}
	theirs := asked(t, scriptPeer(t, testutil.Python(t, "networkit"), "with_networkit"), one)
	if got := theirs.Found["rms_error"] / math.Sqrt(2/36.0); got < 0.7 || got > 1.25 || !(theirs.Seconds > 0) {
		t.Errorf("NetworKit: %v of the expected error", got)
	}
}

// checkReferences compares the references with r = (e_i − e_j)ᵀ (L + J/N)⁻¹ (e_i − e_j), J all ones, by a factorization.
func checkReferences(t *testing.T, one task) {
	t.Helper()
	one.Slack = 1e-9
	net, err := readSymmetric(one)
	if err != nil {
		t.Fatal(err)
	}
	n := net.Neurons()
	a, laplacian := net.Dense(), mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			laplacian.SetSym(i, j, 1/float64(n)-a.At(i, j))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(laplacian) {
		t.Fatal("not positive definite")
	}
	text, err := os.ReadFile(one.Truth)
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Target, Source []int
		Resistance     []float64
	}
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatal(err)
	}
	for k, got := range truth.Resistance {
		f, x := mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
		f.SetVec(truth.Target[k], 1)
		f.SetVec(truth.Source[k], -1)
		if err := factor.SolveVecTo(x, f); err != nil {
			t.Fatal(err)
		}
		if want := mat.Dot(f, x); math.Abs(got/want-1) > 1e-6 {
			t.Errorf("%d–%d: %v, want %v", truth.Target[k], truth.Source[k], got, want)
		}
	}
}

// TestPeersWorst: SciPy, by each method, and we find the worst cases of a Cholesky factorization to the tolerance.
func TestPeersWorst(t *testing.T) {
	folder := t.TempDir()
	one := task{
		Work: "write-pruned", Network: testConnectome, File: filepath.Join(folder, "a.npz"), Keep: 0.3, Tolerance: 1e-2, Workers: 2,
		Pruned: []string{filepath.Join(folder, "noise.npz"), filepath.Join(folder, "weight.npz")},
	}
	if _, err := writePruned(one); err != nil {
		t.Fatal(err)
	}
	net, err := readWhole(one.File)
	if err != nil {
		t.Fatal(err)
	}
	var want []float64
	for _, file := range one.Pruned {
		pruned, err := readWhole(file)
		if err != nil {
			t.Fatal(err)
		}
		if share := float64(pruned.Edges()) / float64(net.Edges()); !net.Symmetric() || !pruned.Symmetric() || math.Abs(share-0.3) > 0.05 {
			t.Errorf("%s: %.2f of the edges, symmetric %v", file, share, pruned.Symmetric())
		}
		epsilon, err := compare.WorstCase(net, pruned)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, epsilon)
	}
	one.Work = "worst"
	a, err := measureWorst(one)
	if err != nil {
		t.Fatal(err)
	}
	answers := []answer{a}
	peer := scriptPeer(t, python(t), "with_scipy")
	for _, v := range []string{"eigsh, 20", "eigsh, 8", "LOBPCG"} {
		one.Variant = v
		answers = append(answers, asked(t, peer, one))
	}
	for _, a := range answers {
		for k, epsilon := range want {
			got := a.Found[fmt.Sprintf("epsilon_%d", k+1)]
			if math.Abs(got/epsilon-1) > one.Tolerance || !(a.Seconds > 0) {
				t.Errorf("%s: worst case %v, want %v (%v)", a.Variant, got, epsilon, a.Found)
			}
		}
		t.Logf("%s: %v", a.Variant, a.Found)
	}
}
