package duration

import (
	"slices"
	"testing"
	"time"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// fixed is a machine that takes a second for each product of a replica on one core, half of it with float32.
type fixed struct{}

func (fixed) Product(width, cores int, p integrator.Precision) float64 {
	seconds := 1 / float64(cores)
	if width > 32 {
		seconds *= 4
	}
	if p == integrator.Float32 {
		seconds /= 2
	}
	return seconds
}
func (fixed) Normals(int) float64                        { return 0 }
func (fixed) Sample(int, int, covariance.Method) float64 { return 0 }
func (fixed) Iterations() float64                        { return 3 }
func (fixed) Eigenproblem() float64                      { return 1e6 }

func planned(t *testing.T, source string, change func(*sim.Spec)) sim.RunPlan {
	t.Helper()
	spec := sim.DefaultSpec()
	spec.Network.Source = source
	change(&spec)
	loaded, err := netio.Load(spec.Network, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	spec.Network = loaded.Definition
	described, err := sim.Describe(spec, loaded.Network)
	if err != nil {
		t.Fatal(err)
	}
	return sim.PlanOf(spec, described, sim.WholeRun)
}

// TestTimeOfBlocks: blocks are divided among the cores, and a last one alone leaves the others idle.
func TestTimeOfBlocks(t *testing.T) {
	for _, c := range []struct {
		reason         string
		workers, width int
		want           float64 // seconds of each product of a replica, of 96 replicas
	}{
		{"one core", 1, 32, 96},
		{"three blocks on two cores", 2, 32, 64},
		{"three blocks on three", 3, 32, 32},
		{"more cores than blocks", 8, 32, 32},
	} {
		plan := planned(t, "path:n=12", func(s *sim.Spec) {
			s.Covariance.Replicas, s.Covariance.Width = 96, sim.Exactly(float64(c.width))
		})
		for _, p := range EstimateRun(plan, sim.Options{Workers: c.workers}, fixed{}) {
			each := p.Products / float64(p.Replicas)
			if got := p.Time.Seconds() / each; p.Name == "covariance" && !(got > 0.999*c.want && got < 1.001*c.want) {
				t.Errorf("%s: %v s a product of each replica, want %v", c.reason, got, c.want)
			}
		}
	}
}

// TestSavings: what is proposed shortens the run, and nothing else is.
func TestSavings(t *testing.T) {
	few := func(s *sim.Spec) {
		s.Covariance.Samples, s.Covariance.Replicas, s.Covariance.Width = sim.Exactly(256), 32, sim.Exactly(32)
	}
	for _, c := range []struct {
		reason     string
		source     string
		change     func(*sim.Spec)
		among, not []string
	}{
		{
			"samples take the time, and trajectories from three starts", "random:n=2000,degree=6,symmetric=false", func(*sim.Spec) {},
			[]string{"samples 1000", "precision float32", "runs 5"}, []string{"spectra no", "exact no", "covariance solve", "stepper auto"},
		},
		{
			"blocks that are too wide", "random:n=2000,degree=6,symmetric=false", func(s *sim.Spec) { s.Covariance.Width = sim.Exactly(64) },
			[]string{"width 32"}, nil,
		},
		{
			"symmetric and dominant", "random:n=2000,degree=6", func(s *sim.Spec) { s.Integration.Stepper = integrator.EulerMaruyamaKind },
			[]string{"covariance solve", "stepper auto"}, nil,
		},
		{
			"spectra", "random:n=1000,degree=6", func(s *sim.Spec) { few(s); s.Compare.Runs = 0 },
			[]string{"spectra no"}, []string{"samples 256", "runs 5", "duration"},
		},
		{
			"trajectories", "random:n=2000,degree=6", func(s *sim.Spec) { few(s); s.Compare.Runs = 2000 },
			[]string{"runs 5"}, []string{"samples 256"},
		},
	} {
		plan, opt := planned(t, c.source, c.change), sim.Options{Workers: 2}
		total, previous := EstimateRun(plan, opt, fixed{}).Total(), time.Duration(0)
		var found []string
		for _, s := range Savings(plan, opt, fixed{}, func(string) bool { return true }) {
			found = append(found, s.Flag+" "+s.Value)
			if s.Time > total*4/5 || s.Time < previous {
				t.Errorf("%s: --%s %s takes %v of %v", c.reason, s.Flag, s.Value, s.Time, total)
			}
			previous = s.Time
		}
		for _, want := range c.among {
			if !slices.Contains(found, want) {
				t.Errorf("%s: %q without %s", c.reason, found, want)
			}
		}
		for _, wrong := range c.not {
			if slices.Contains(found, wrong) {
				t.Errorf("%s: %q has %s", c.reason, found, wrong)
			}
		}
		if none := Savings(plan, opt, fixed{}, func(string) bool { return false }); len(none) != 0 {
			t.Errorf("%s: a command without flags is told %v", c.reason, none)
		}
	}
}

// TestMachineMeasures: every speed is positive and finite, and measured once.
func TestMachineMeasures(t *testing.T) {
	plan := planned(t, "random:n=60,degree=4", func(*sim.Spec) {})
	m := NewMachine(plan.Network, sim.Options{Workers: 2})
	for range 2 {
		for k, v := range []float64{
			m.Product(8, 2, integrator.Float64), m.Product(8, 2, integrator.Float32), m.Normals(1), m.Iterations(), m.Eigenproblem(),
			m.Sample(8, 1, covariance.EdgesMethod), m.Sample(8, 1, covariance.DenseMethod),
		} {
			if !(v > 0 && v < 1000) {
				t.Errorf("speed %d is %v", k, v)
			}
		}
	}
	if len(m.measured) != 7 {
		t.Errorf("%d measurements for 7 speeds", len(m.measured))
	}
}
