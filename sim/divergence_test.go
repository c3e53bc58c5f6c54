package sim_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// runaway returns a network that is stable as long as its second neuron inhibits the
// first, which excites itself; above threshold the second is never once the first is.
//
//	A = (0.5  2; −2 −1)
func runaway(t *testing.T, a network.Activation) *network.Network {
	t.Helper()
	w, err := network.NewCSR(2, []network.Entry{
		{Target: 0, Source: 0, Weight: 1.5}, {Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: -2},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{1, 1}, Input: []float64{1, 0}, Activation: a,
		Labels: []string{"RUN", "STOP"}})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func runawaySpec() sim.Spec {
	spec := sim.DefaultSpec()
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	spec.Covariance.Samples, spec.Covariance.Replicas = sim.Exactly(50), 4
	spec.Covariance.Width = sim.Exactly(2)
	spec.Prune.Controls = []rules.Kind{}
	spec.Compare.Runs = 4
	spec.Compare.Duration = sim.Exactly(800)
	return spec
}

// TestDivergence lets trajectories diverge in each place where they can.
func TestDivergence(t *testing.T) {
	pruned := func(w01, leak float64) *network.Network {
		w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: w01}})
		if err != nil {
			t.Fatal(err)
		}
		net, err := network.New(network.Parts{Weights: w, Leak: []float64{leak, 1}, Labels: []string{"RUN", "STOP"}})
		if err != nil {
			t.Fatal(err)
		}
		return net
	}
	compareWith := func(other *network.Network) func(sim.Spec, sim.Options) (*sim.Result, error) {
		return func(spec sim.Spec, opt sim.Options) (*sim.Result, error) {
			return sim.Compare(context.Background(), spec, runaway(t, network.Linear), other, opt)
		}
	}
	whole := func(a network.Activation) func(sim.Spec, sim.Options) (*sim.Result, error) {
		return func(spec sim.Spec, opt sim.Options) (*sim.Result, error) {
			return sim.Run(context.Background(), spec, runaway(t, a), opt)
		}
	}
	for _, c := range []struct {
		reason   string
		run      func(sim.Spec, sim.Options) (*sim.Result, error)
		change   func(*sim.Spec)
		failure  string // of the run
		diverged string // of the pruned network
	}{
		{reason: "stable", run: whole(network.Linear), change: func(s *sim.Spec) { keep := 1.0; s.Prune.Keep = &keep }},
		{reason: "the original's trajectories", run: whole(network.Rectified),
			failure: "the network diverged while the networks were compared: neuron RUN of replica 0 reached 1e+100 at step "},
		{reason: "the same in single precision", run: whole(network.Rectified),
			change:  func(s *sim.Spec) { s.Integration.Precision = integrator.Float32 },
			failure: "the network diverged while the networks were compared: neuron RUN of replica 0 reached 1e+30 at step "},
		{reason: "the mean, before the covariance", run: whole(network.Rectified),
			change: func(s *sim.Spec) {
				s.Covariance.From = sim.OwnDynamics
				s.Covariance.BurnIn = sim.Exactly(600)
			},
			failure: "the network diverged while its covariance was measured: neuron RUN of replica 0 reached 1e+100 at step "},
		{reason: "at two step sizes, for the bias", run: whole(network.Rectified),
			change: func(s *sim.Spec) {
				s.Covariance.From, s.Covariance.Samples = sim.OwnDynamics, sim.Exactly(1e5)
				s.Covariance.BurnIn = sim.Exactly(1)
			},
			failure: "the network diverged while its covariance was measured: neuron RUN of replica 0 reached 1.01e+100 at step "},
		{reason: "the samples of the covariance", run: whole(network.Rectified),
			change: func(s *sim.Spec) {
				s.Covariance.From, s.Covariance.Samples = sim.OwnDynamics, sim.Exactly(1e5)
				s.Covariance.BurnIn, s.Noise.Placement = sim.Exactly(1), integrator.Inside
			},
			failure: "the network diverged while its covariance was measured: neuron RUN of replica 0 reached 1e+100 at step "},
		{reason: "a pruned network that is unstable", run: compareWith(pruned(1, -0.5)),
			diverged: "the pruned network diverged while the networks were compared: neuron RUN of replica 0 reached 1e+100 at step "},
		{reason: "a pruned network that the step is too large for", run: compareWith(pruned(1, 1e4)),
			diverged: "take a smaller one"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			spec := runawaySpec()
			if c.change != nil {
				c.change(&spec)
			}
			result, err := c.run(spec, sim.Options{Workers: 1})
			checkFailure(t, result, err, c.failure)
			if result != nil {
				checkDiverged(t, result, c.diverged)
			}
			_, again := c.run(spec, sim.Options{Workers: 3})
			if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
				t.Errorf("with three workers: %v, with one: %v", again, err)
			}
		})
	}
}

// checkFailure demands an error of one line that begins so, and a result that says that it
// is incomplete where there is one beside it.
func checkFailure(t *testing.T, r *sim.Result, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil || !r.Complete || r.Incomplete != nil {
			t.Fatalf("error %v, result %+v", err, r)
		}
		return
	}
	var diverged *sim.DivergedError
	if !errors.As(err, &diverged) || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("got %v\nwant %s", err, want)
	}
	t.Log(err)
	isPartial := strings.Contains(want, "compared")
	if isPartial != (r != nil) {
		t.Fatalf("result %+v", r)
	}
	if isPartial && (r.Complete || r.Incomplete == nil || *r.Incomplete != "no trajectories: "+err.Error() ||
		r.Covariance == nil || r.Rules["noise"].EpsV == nil || r.Rules["noise"].TrajectoryError != nil || r.Data.Times != nil) {
		t.Errorf("incomplete %v: %v, %+v", r.Complete, r.Incomplete, r.Rules)
	}
}

func checkDiverged(t *testing.T, r *sim.Result, want string) {
	t.Helper()
	for name, o := range r.Rules {
		switch {
		case want == "" && o.Diverged != nil:
			t.Errorf("%s: %s", name, *o.Diverged)
		case want != "" && (o.Diverged == nil || !strings.Contains(*o.Diverged, want)):
			t.Errorf("%s: got %v, want %s", name, o.Diverged, want)
		case want != "" && (o.TrajectoryError != nil || r.Data.Rules[0].ErrorMean != nil || r.Data.Rules[0].Traces != nil):
			t.Errorf("%s: has trajectories: %+v", name, o)
		case want != "":
			t.Log(*o.Diverged)
		}
	}
}
