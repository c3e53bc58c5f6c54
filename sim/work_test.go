package sim_test

import (
	"context"
	"slices"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// countedPhases is a Progress that counts.
type countedPhases struct {
	names          []string
	told, advanced map[string]int64
}

func (c *countedPhases) Phase(name string, units int64) {
	c.names = append(c.names, name)
	c.told[name] = units
}

func (c *countedPhases) Advance(units int64) { c.advanced[c.names[len(c.names)-1]] += units }
func (c *countedPhases) Skip(int64)          {}

// TestWorkIsWhatARunDoes: the phases are those of a run in their order, with the units that it tells and, where
// the schedule is final, those that it does.
func TestWorkIsWhatARunDoes(t *testing.T) {
	for _, c := range []struct {
		reason string
		source string
		change func(*sim.Spec)
	}{
		{"explicit, symmetric", "path:n=12", func(s *sim.Spec) { s.Covariance.Stepper = integrator.ExponentialKind }},
		{"inverses", "path:n=12", func(*sim.Spec) {}},
		{"directed, without exact values", "random:n=30,degree=4,symmetric=false", func(s *sim.Spec) {
			s.Covariance.Exact = sim.No
		}},
		{"a cycle", "random:n=30,degree=4,symmetric=false", func(s *sim.Spec) {
			s.Covariance.Stepper, s.Covariance.Exact = integrator.TrapezoidKind, sim.No
		}},
		{"float32, driven", "path:n=12", func(s *sim.Spec) {
			s.Integration.Precision, s.Network.Input = integrator.Float32, "1"
		}},
		{"rectified, measured itself", "path:n=12", func(s *sim.Spec) {
			s.Network.Activation, s.Covariance.From, s.Network.Input = network.Rectified, sim.OwnDynamics, "1"
		}},
		{"by solving", "path:n=12", func(s *sim.Spec) { s.Covariance.Method = covariance.SolveMethod }},
		{"from the equation", "path:n=12", func(s *sim.Spec) { s.Covariance.Method = covariance.ExactMethod }},
		{"spectra by products", "path:n=12", func(s *sim.Spec) { s.Compare.Spectra = sim.KrylovSpectra }},
		{"a target error", "random:n=30,degree=8", func(s *sim.Spec) {
			target := 0.3
			s.Prune.TargetError = &target
		}},
		{"no comparison", "path:n=12", func(s *sim.Spec) { s.Compare.Spectra, s.Compare.Runs = sim.NoSpectra, 0 }},
	} {
		t.Run(c.reason, func(t *testing.T) {
			spec := sim.DefaultSpec()
			spec.Network.Source = c.source
			spec.Covariance.Samples, spec.Covariance.Replicas, spec.Compare.Runs = sim.Exactly(200), 16, 3
			c.change(&spec)
			net := loadDefinition(t, &spec.Network)
			var before sim.RunPlan
			counted := &countedPhases{told: map[string]int64{}, advanced: map[string]int64{}}
			r, err := sim.Run(context.Background(), spec, net, sim.Options{
				Workers: 1, Progress: counted, Preflight: func(p sim.RunPlan) error { before = p; return nil },
			})
			if err != nil {
				t.Fatal(err)
			}
			after := sim.PlanOf(spec, r, sim.WholeRun).Work()
			var phases []string
			for k, w := range before.Work() {
				phases = append(phases, w.Phase)
				told := counted.told[w.Phase]
				if told != w.Units && told != after[k].Units && w.Phase != "bias of the step" { // which the decay decides
					t.Errorf("%s: %d units expected, with the burn-in that was found %d, and %d told", w.Phase, w.Units, after[k].Units, told)
				}
				if done := counted.advanced[w.Phase]; (w.Phase == "covariance" || w.Phase == "trajectories") && done != after[k].Units {
					t.Errorf("%s: %d units expected, %d done", w.Phase, after[k].Units, done)
				}
			}
			told := slices.DeleteFunc(counted.names, func(name string) bool { return name == "pruning" || name == "active sets" })
			if !slices.Equal(phases, told) {
				t.Errorf("phases %q expected, %q told", phases, told)
			}
		})
	}
}

// TestProductsOfWork: a step of a cycle takes its sweeps, that of a pruned network its share.
func TestProductsOfWork(t *testing.T) {
	spec := sim.DefaultSpec()
	spec.Network.Source = "random:n=3000,degree=4,symmetric=false"
	spec.Covariance.Stepper = integrator.TrapezoidKind
	net := loadDefinition(t, &spec.Network)
	r, err := sim.Describe(spec, net)
	if err != nil {
		t.Fatal(err)
	}
	sweeps, keep := 0, 0.25
	for _, s := range r.Schedule.Cycle {
		sweeps += s.Sweeps
	}
	r.Spec.Prune.Keep = &keep
	plan := sim.PlanOf(spec, r, sim.WholeRun)
	want := map[string]float64{
		"covariance":   float64(sweeps) / float64(len(r.Schedule.Cycle)),
		"trajectories": 1 + 3*0.25,
	}
	for _, w := range plan.Work() {
		if each, ok := want[w.Phase]; ok && !near(w.Products/float64(w.Units), each) {
			t.Errorf("%s: %v products a step, want %v", w.Phase, w.Products/float64(w.Units), each)
		}
	}
}

// TestChangedIsReplanned: what is changed without choosing steppers anew agrees with a new plan, but for the
// rounding of samples up.
func TestChangedIsReplanned(t *testing.T) {
	spec := sim.DefaultSpec()
	spec.Network.Source = "random:n=2000,degree=6"
	spec.Covariance.Stepper = integrator.ExponentialKind
	net := loadDefinition(t, &spec.Network)
	r, err := sim.Describe(spec, net)
	if err != nil {
		t.Fatal(err)
	}
	plan := sim.PlanOf(spec, r, sim.WholeRun)
	for reason, change := range map[string]func(*sim.Spec){
		"fewer samples":  func(s *sim.Spec) { s.Covariance.Samples = sim.Exactly(1000) },
		"fewer replicas": func(s *sim.Spec) { s.Covariance.Replicas = 32 },
		"fewer runs":     func(s *sim.Spec) { s.Compare.Runs = 5 },
		"shorter":        func(s *sim.Spec) { s.Compare.Duration = sim.Exactly(0.5) },
		"float32":        func(s *sim.Spec) { s.Integration.Precision = integrator.Float32 },
		"by solving":     func(s *sim.Spec) { s.Covariance.Method = covariance.SolveMethod },
	} {
		anew, err := plan.Replanned(change)
		if err != nil {
			t.Fatal(err)
		}
		quick := plan.Changed(change)
		a, b := anew.Schedule, quick.Schedule
		if d := a.SamplesPerReplica - b.SamplesPerReplica; d < -1 || d > 1 {
			t.Errorf("%s: %d samples a replica, %d planned anew", reason, b.SamplesPerReplica, a.SamplesPerReplica)
		}
		if a.BurnInSteps != b.BurnInSteps || a.TrajectorySteps != b.TrajectorySteps || anew.Spec.Covariance.Width != quick.Spec.Covariance.Width {
			t.Errorf("%s: %+v, planned anew %+v", reason, b, a)
		}
	}
}

func near(a, b float64) bool { return a > 0.999*b && a < 1.001*b }

// loadDefinition generates the network, and resolves its definition.
func loadDefinition(t *testing.T, d *network.Definition) *network.Network {
	t.Helper()
	loaded, err := netio.Load(*d, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	*d = loaded.Definition
	return loaded.Network
}
