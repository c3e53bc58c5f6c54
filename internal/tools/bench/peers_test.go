package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
)

// python returns the interpreter. It opens the scripts, so that Go's cache of test results knows of them.
func python(t *testing.T) string {
	t.Helper()
	scripts, err := filepath.Glob("peers/*.py")
	for _, script := range scripts {
		if _, err := os.ReadFile(script); err != nil {
			t.Fatal(err)
		}
	}
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts (%v)", err)
	}
	return testutil.Python(t, "numpy", "scipy")
}

// TestPeersSolveLyapunov: both solvers find the median d of a directed network that is exact here.
func TestPeersSolveLyapunov(t *testing.T) {
	one := task{Work: "diff-cov", Network: testGenerator, File: filepath.Join(t.TempDir(), "a.npy"), Samples: 2000, Replicas: 64, Workers: 2}
	if _, err := writeMatrix(one); err != nil {
		t.Fatal(err)
	}
	net, err := loadNetwork(testGenerator)
	if err != nil {
		t.Fatal(err)
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := median(covariance.LocalFrom(net, exact.Covariance).DiffCov(net)) // no neuron connects to itself
	measured, err := measureDiffCov(one)
	if err != nil {
		t.Fatal(err)
	}
	if got := measured.Found["median_d"]; math.Abs(got/want-1) > 0.03 { // √(2/2000) of an edge
		t.Errorf("ours: %v, want %v", got, want)
	}
	peer := scriptPeer(t, python(t), "with_numpy")
	for _, v := range []string{"solve_continuous_lyapunov", "doubling"} {
		one.Variant = v
		a, err := peer.ask(one)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Found["median_d"]; math.Abs(got/want-1) > 1e-9 || !(a.Seconds > 0) || a.Variant != v {
			t.Errorf("%s: %v, want %v", v, got, want)
		}
	}
}

// TestPeersRun: the whole run in NumPy, by each stepper, with the schedule of ours.
func TestPeersRun(t *testing.T) {
	one := task{Work: "full-run", Sizes: []int{30, 40}, Long: 20, Keep: 0.5, Runs: 8, Samples: 500, Replicas: 16, Workers: 2}
	our, err := fullRun(one)
	if err != nil {
		t.Fatal(err)
	}
	one.Schedules, one.Initial = our.Schedules, our.Initial
	peer := scriptPeer(t, python(t), "with_numpy")
	for _, v := range []string{"euler-maruyama", "trapezoid"} {
		one.Variant = v
		a, err := peer.ask(one)
		if err != nil {
			t.Fatal(err)
		}
		for name, ours := range our.Found { // of another random network
			if theirs := a.Found[name]; !(theirs > ours/3) || !(theirs < ours*3) {
				t.Errorf("%s: %s %v, and ours %v", v, name, theirs, ours)
			}
		}
	}
}

// TestPeersCovariance: what NumPy samples by the trapezoid with inverses is −A⁻¹/2, and what it samples by Euler–Maruyama at
// a long step is not that but the stepper's own value (−2A − hA²)⁻¹.
func TestPeersCovariance(t *testing.T) {
	const program = `
import sys
sys.path.insert(0, "peers")
import numpy as np
import fullrun
a = fullrun.clustered([5, 7], 6)
n, h = len(a), 0.6 / -a.min()
equation, euler = -np.linalg.inv(a) / 2, np.linalg.inv(-2 * a - h * a @ a)
s = {"step_size": h, "burn_in_steps": 1000, "interval_steps": 2, "samples_per_replica": 4000}
cycle = {**s, "cycle": [{"size": 0.5}, {"size": 5.0}]}
for name, schedule, right, wrong in (("trapezoid", cycle, equation, euler), ("euler", s, euler, equation)):
    c = fullrun.covariance(a, schedule, 64)
    off = lambda exact: np.abs(np.diag(c) / np.diag(exact) - 1).mean()
    assert off(right) < 0.01, (name, off(right))
    assert off(wrong) > 0.05, (name, off(wrong))
`
	if out, err := exec.Command(python(t), "-c", program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
