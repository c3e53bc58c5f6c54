package covariance_test

import (
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
)

// sourcesCase is one network of testdata/sources.json, the output of testdata/sources.py.
type sourcesCase struct {
	Name            string
	Weights         [][]float64
	Leak, Strengths []float64
	Common          []float64
	Sources         int
	Sigma, H        float64
	Stationary      [][]float64
	EulerMaruyama   [][]float64 `json:"euler_maruyama"`
	Leimkuhler      [][]float64 `json:"leimkuhler_matthews"`
	Exponential     [][]float64
	Trapezoid       [][]float64
	Cross           [][]float64
}

func readSources(t *testing.T) []sourcesCase {
	t.Helper()
	return kept[sourcesCase](t, "sources", 6)
}

// network returns the network, with its weights multiplied by a factor.
func (g sourcesCase) network(t *testing.T, factor float64) *network.Network {
	t.Helper()
	weights := square(len(g.Leak))
	for i, row := range g.Weights {
		for j, w := range row {
			weights[i][j] = factor * w
		}
	}
	return withNoise(t, networkOf(t, weights, g.Leak), network.NoiseSources{Strengths: g.Strengths, Common: g.Common, Sources: g.Sources})
}

func withNoise(t fataler, net *network.Network, noise network.NoiseSources) *network.Network {
	t.Helper()
	with, err := net.WithNoise(noise)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

// Ten digits are what SciPy's solutions keep, too. Every solution falls to doubling.
func TestCovariancesOfSourcesAgreeWithSciPy(t *testing.T) {
	for _, g := range readSources(t) {
		net := g.network(t, 1)
		trapezoid := func() (*covariance.Exact, error) {
			c, err := covariance.Trapezoid(net, g.Sigma, []covariance.TrapezoidStep{{Size: g.H, Sweeps: 1}})
			if err != nil {
				return nil, err
			}
			return &c.Exact, nil
		}
		for _, oracle := range []struct {
			name  string
			solve func() (*covariance.Exact, error)
			want  [][]float64
		}{
			{"stationary", func() (*covariance.Exact, error) { return covariance.Stationary(net, g.Sigma) }, g.Stationary},
			{"Euler-Maruyama", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(net, g.Sigma, g.H) }, g.EulerMaruyama},
			{"Leimkuhler-Matthews", func() (*covariance.Exact, error) { return covariance.LeimkuhlerMatthews(net, g.Sigma, g.H) }, g.Leimkuhler},
			{"exponential", func() (*covariance.Exact, error) { return covariance.Exponential(net, g.Sigma, g.H) }, g.Exponential},
			{"trapezoid", trapezoid, g.Trapezoid},
			{"joint", func() (*covariance.Exact, error) { return jointItself(net, g.Sigma) }, g.Stationary},
		} {
			if strings.HasPrefix(g.Name, "oscillating") && oracle.name == "trapezoid" {
				continue // one sweep of it is not stable
			}
			e, err := oracle.solve()
			if err != nil {
				t.Errorf("%s, %s: %v", g.Name, oracle.name, err)
				continue
			}
			checkAgainst(t, g.Name+", "+oracle.name, e.Covariance, oracle.want, 1e-10)
			if e.Method != "doubling" || !(e.Residual <= 1e-12) {
				t.Errorf("%s, %s: method %s with the residual %.1e", g.Name, oracle.name, e.Method, e.Residual)
			}
		}
	}
}

func jointItself(net *network.Network, sigma float64) (*covariance.Exact, error) {
	j, err := covariance.NewJoint(net, sigma, 1)
	if err != nil {
		return nil, err
	}
	return j.Covariance(), nil
}

func TestJointCovariancesOfSourcesAgreeWithSciPy(t *testing.T) {
	for _, g := range readSources(t) {
		j, err := covariance.NewJoint(g.network(t, 1), g.Sigma, 2)
		if err != nil {
			t.Fatal(err)
		}
		other := g.network(t, 0.5)
		both, err := j.With(other)
		if err != nil {
			t.Fatal(err)
		}
		checkAgainst(t, g.Name+", S", both.Cross, g.Cross, 1e-10)
		alone, err := covariance.Stationary(other, g.Sigma)
		var difference mat.Dense
		difference.Sub(both.Other, solved(t, alone, err).Covariance)
		if largest := mat.Norm(&difference, 2); largest > 1e-10*mat.Norm(alone.Covariance, 2) || both.Residual > 1e-12 {
			t.Errorf("%s: C̃ differs from that of Stationary by %.1e; residual %.1e", g.Name, largest, both.Residual)
		}
	}
}

// TestSourcesFileEqualsSciPysOutput runs the script again where SciPy is installed.
func TestSourcesFileEqualsSciPysOutput(t *testing.T) {
	fresh := computed[sourcesCase](t, "sources", 6)
	for k, g := range readSources(t) {
		for _, pair := range [][2][][]float64{
			{g.Stationary, fresh[k].Stationary}, {g.EulerMaruyama, fresh[k].EulerMaruyama}, {g.Leimkuhler, fresh[k].Leimkuhler},
			{g.Exponential, fresh[k].Exponential}, {g.Cross, fresh[k].Cross},
		} {
			checkAgainst(t, g.Name, flat(pair[0]), pair[1], 1e-9)
		}
	}
}

// Sources of strength 1, and of a common one of strength 0, are computed as noise that is not plain, and have the covariance
// of plain noise; twice the strength has four times it.
func TestSourcesThatArePlain(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		plain := randomNetwork(t, 12, 0.4, symmetric, 0.3, 7)
		want, err := covariance.Stationary(plain, 0.7)
		solved(t, want, err)
		nothing := withNoise(t, plain, network.NoiseSources{Common: make([]float64, 12), Sources: 1})
		twice := withNoise(t, plain, network.NoiseSources{Strengths: network.UniformLeak(12, 2)})
		for net, factor := range map[*network.Network]float64{nothing: 1, twice: 4} {
			got, err := covariance.Stationary(net, 0.7)
			var difference mat.Dense
			difference.Scale(factor, want.Covariance)
			difference.Sub(&difference, solved(t, got, err).Covariance)
			if largest := mat.Norm(&difference, 2); largest > 1e-12*mat.Norm(got.Covariance, 2) || got.Method != "doubling" {
				t.Errorf("symmetric %v, factor %v: %s differs by %.1e", symmetric, factor, got.Method, largest)
			}
		}
	}
}

// Without any noise every covariance is 0, and not 0/0.
func TestNoSources(t *testing.T) {
	net := withNoise(t, randomNetwork(t, 5, 0.4, false, 0.3, 7), network.NoiseSources{Strengths: make([]float64, 5)})
	e, err := covariance.Stationary(net, 1)
	if c := solved(t, e, err); mat.Norm(c.Covariance, 2) != 0 || c.Residual != 0 {
		t.Errorf("covariance %v, residual %v", mat.Formatted(c.Covariance), c.Residual)
	}
	c, err := covariance.Trapezoid(net, 1, []covariance.TrapezoidStep{{Size: 0.1, Inverse: true}})
	if err != nil || mat.Norm(c.Covariance, 2) != 0 {
		t.Errorf("trapezoid: %v, %v", c, err)
	}
}

// The covariance of a Q in which one strength is a tenth larger leaves the change of Q, and nothing else.
func TestResidualOfAWrongQ(t *testing.T) {
	g := readSources(t)[2]
	right := g.network(t, 1)
	g.Strengths = slices.Clone(g.Strengths)
	change := 0.21 * g.Strengths[2] * g.Strengths[2]
	g.Strengths[2] *= 1.1
	e, err := covariance.Stationary(g.network(t, 1), 1)
	var left, defect mat.Dense
	left.Mul(right.Dense(), solved(t, e, err).Covariance)
	defect.Add(&left, left.T())
	defect.Add(&defect, right.NoiseCovariance())
	defect.Set(2, 2, defect.At(2, 2)+change)
	if largest := mat.Norm(&defect, 2); largest > 1e-13 || change < 1e-3 {
		t.Errorf("A C + C Aᵀ + Q differs from the change of Q, %v, by %v", -change, largest)
	}
}

func TestNetworksOfOtherNoiseHaveNoJointCovariance(t *testing.T) {
	plain := randomNetwork(t, 5, 0.4, false, 0.3, 7)
	j, err := covariance.NewJoint(plain, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	other := withNoise(t, plain, network.NoiseSources{Strengths: []float64{1, 1, 1, 1, 2}})
	mustPanic(t, "another noise", func() { _, _ = j.With(other) })
}
