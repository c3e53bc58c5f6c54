package sim_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/testutil"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

// stationaryProgram finds the numbers of sim.StationaryOutcome with SciPy's Sylvester solver and NumPy's quantiles.
const stationaryProgram = `
import json, sys, numpy as np, scipy.linalg as la
d = json.load(sys.stdin)
A, B = np.array(d["original"]), np.array(d["pruned"])
n = len(A)
C, S, D = (la.solve_sylvester(x, y.T, -np.eye(n)) for x, y in ((A, A), (A, B), (B, B)))
q = lambda v: list(np.quantile(v, [0.05, 0.5, 0.95]))
c, d = np.diag(C), np.diag(D)
squares = c - 2*np.diag(S) + d
rho, changed = C/np.sqrt(np.outer(c, c)), D/np.sqrt(np.outer(d, d))
connected = (A != 0) | (A.T != 0)
upper = np.triu(np.ones((n, n), bool), 1)
rms = lambda m, where: np.sqrt(np.mean(m[where]**2))
P, Q = la.inv(A), la.inv(B)
tau, tilde = -np.diag(P@C)/c, -np.diag(Q@D)/d
values, vectors = la.eig(A)
slow = np.argsort(-values.real, kind="stable")[:10]
V = vectors[:, slow]
answer = np.linalg.norm(V - (Q@V)*values[slow], axis=0)/np.linalg.norm(V, axis=0)
e = np.sqrt(squares/c)
on, off = upper & connected, upper & ~connected
print(json.dumps([np.sqrt(squares.sum()/c.sum())] + q(e) + list(np.sort(e)[::-1][:10]) + q(d/c)
  + [int(on.sum()), rms(changed - rho, on), rms(rho, on), int(off.sum()), rms(changed - rho, off), rms(rho, off)]
  + q(tau) + q(tilde) + q(tilde/tau) + q(np.linalg.norm(P - Q, axis=0)/np.linalg.norm(P, axis=0)) + q(answer)))
`

// flattened lists the numbers of an outcome in the program's order.
func flattened(s *sim.StationaryOutcome) []float64 {
	all := []float64{s.Error}
	add := func(q *compare.Quantiles) { all = append(all, q.Low, q.Median, q.High) }
	add(s.NeuronError)
	for _, n := range s.WorstNeurons {
		all = append(all, n.Error)
	}
	add(s.VarianceRatio)
	for _, c := range []compare.CorrelationChange{s.CorrelationOnEdges, s.CorrelationOffEdges} {
		all = append(all, float64(c.Pairs), c.RMS, c.Original)
	}
	for _, q := range []*compare.Quantiles{
		s.AutocorrelationTime, s.AutocorrelationTimePruned, s.AutocorrelationTimeRatio, s.UnitInputError, s.SlowInputError,
	} {
		add(q)
	}
	return all
}

func rowsOf(net *network.Network) (rows [][]float64) {
	a := net.Dense()
	for i := range net.Neurons() {
		rows = append(rows, slices.Clone(a.RawRowView(i)))
	}
	return rows
}

// TestStationaryAgainstSciPy, of every rule's first pruning, with noise whose strength must not matter.
func TestStationaryAgainstSciPy(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	python := testutil.Python(t, "numpy", "scipy")
	for _, text := range []string{clustered, "clustered:sizes=20/10/15,density=0.4,long=12,symmetric=false"} {
		s := small()
		s.Covariance.Method, s.Noise.Strength, s.Prune.Prunings = covariance.ExactMethod, 0.3, sim.Exactly(3)
		r, err := sim.Run(t.Context(), s, generated(t, text), sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range r.Data.Rules {
			input, err := json.Marshal(map[string]any{"original": rowsOf(r.Data.Original), "pruned": rowsOf(rule.Pruned)})
			if err != nil {
				t.Fatal(err)
			}
			command := exec.Command(python, "-c", stationaryProgram)
			command.Stdin = bytes.NewReader(input)
			out, err := command.Output()
			if err != nil {
				t.Fatal(err)
			}
			var want []float64
			if err := json.Unmarshal(out, &want); err != nil {
				t.Fatal(err)
			}
			found := r.Rules[rule.Name].Stationary
			got := flattened(found)
			for k := range want {
				if !(math.Abs(got[k]-want[k]) <= 1e-8*math.Abs(want[k])) {
					t.Errorf("%s, %s: number %d is %v, and %v by SciPy", text, rule.Name, k, got[k], want[k])
				}
			}
			over := r.Rules[rule.Name].Over(sim.StationaryMeasure, sim.Single)
			if len(got) != len(want) || len(over.Values) != 3 || over.Values[0] != found.Error || found.Prunings != 3 {
				t.Errorf("%s, %s: %d numbers for %d; errors %v, of the first %v", text, rule.Name, len(got), len(want), over.Values, found.Error)
			}
		}
	}
}

// TestStationaryOnlyWhereItIsExact, with a note where that is not clear from the network.
func TestStationaryOnlyWhereItIsExact(t *testing.T) {
	for _, c := range []struct {
		reason string
		change func(*sim.Spec)
		note   string // a part of it
		known  bool
	}{
		{"white noise", func(*sim.Spec) {}, "", true},
		{"no spectra and no trajectories", func(s *sim.Spec) { s.Compare.Spectra, s.Compare.Runs = sim.NoSpectra, 0 }, "", true},
		{"coloured noise", func(s *sim.Spec) {
			s.Noise.Placement, s.Noise.CorrelationTime = integrator.OrnsteinUhlenbeck, 0.5
		}, "", false},
		{"rectified", func(s *sim.Spec) { s.Network.Activation = network.Rectified }, "", false},
	} {
		s, net := small(), generated(t, "clustered:sizes=8/4,long=6")
		c.change(&s)
		if s.Network.Activation == network.Rectified {
			parts := net.Parts()
			parts.Activation = network.Rectified
			var err error
			if net, err = network.New(parts); err != nil {
				t.Fatal(err)
			}
		}
		r, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		noted := slices.ContainsFunc(r.Notes, func(n string) bool { return strings.Contains(n, "no stationary error") })
		said := slices.ContainsFunc(r.Notes, func(n string) bool { return c.note != "" && strings.HasPrefix(n, c.note) })
		if known := r.Rules["noise"].Stationary != nil; known != c.known || noted != said || said != (c.note != "") {
			t.Errorf("%s: known %v, notes %q", c.reason, known, r.Notes)
		}
	}
}

// TestStationaryOfGivenNetworks: of a network against itself there is no error and nothing changes. Of an unstable one there is
// none, and a note.
func TestStationaryOfGivenNetworks(t *testing.T) {
	net := generated(t, "clustered:sizes=8/4,long=6")
	unstable := testnet.WithLeak(t, net.Weights(), make([]float64, net.Neurons()))
	for _, c := range []struct {
		reason string
		pruned *network.Network
		note   string
	}{
		{"itself", net, ""},
		{"unstable", unstable, "no stationary error: the pruned network is unstable"},
	} {
		s := small()
		s.Compare.Runs, s.Compare.Spectra = 0, sim.NoSpectra
		r, err := sim.Compare(t.Context(), s, net, c.pruned, sim.Options{Workers: 2})
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		found := r.Rules["pruned"].Stationary
		if (found == nil) != (c.note != "") || c.note != "" && !slices.Contains(r.Notes, c.note) {
			t.Errorf("%s: %+v, notes %q", c.reason, found, r.Notes)
		}
		if found != nil && (found.Error > 1e-7 || math.Abs(found.VarianceRatio.High-1) > 1e-12 || found.CorrelationOffEdges.RMS > 1e-12) {
			t.Errorf("%s: %+v", c.reason, found)
		}
	}
}
