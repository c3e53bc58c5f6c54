package covariance_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
)

// golden is one network of testdata/lyapunov.json, the output of testdata/lyapunov.py.
type golden struct {
	Name          string
	Weights       [][]float64
	Leak          []float64
	Sigma, H      float64
	Stationary    [][]float64
	EulerMaruyama [][]float64 `json:"euler_maruyama"`
	Leimkuhler    [][]float64 `json:"leimkuhler_matthews"`
}

func parseGolden(t *testing.T, data []byte) []golden {
	t.Helper()
	var cases []golden
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 7 {
		t.Fatalf("%d golden networks, want 7", len(cases))
	}
	return cases
}

func readGolden(t *testing.T) []golden {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "lyapunov.json"))
	if err != nil {
		t.Fatal(err)
	}
	return parseGolden(t, data)
}

func TestExactCovariancesAgreeWithSciPy(t *testing.T) {
	for _, g := range readGolden(t) {
		net := networkOf(t, g.Weights, g.Leak)
		for _, oracle := range []struct {
			name  string
			solve func() (*covariance.Exact, error)
			want  [][]float64
		}{
			{"stationary", func() (*covariance.Exact, error) { return covariance.Stationary(net, g.Sigma) }, g.Stationary},
			{"Euler-Maruyama", func() (*covariance.Exact, error) { return covariance.EulerMaruyama(net, g.Sigma, g.H) }, g.EulerMaruyama},
			{"Leimkuhler-Matthews", func() (*covariance.Exact, error) { return covariance.LeimkuhlerMatthews(net, g.Sigma, g.H) }, g.Leimkuhler},
		} {
			e, err := oracle.solve()
			if err != nil {
				t.Errorf("%s, %s: %v", g.Name, oracle.name, err)
				continue
			}
			checkAgainst(t, g.Name+", "+oracle.name, e.Covariance, oracle.want, 1e-10)
			if want := map[bool]string{true: "cholesky", false: "doubling"}[net.Symmetric()]; e.Method != want {
				t.Errorf("%s, %s: method %s, want %s", g.Name, oracle.name, e.Method, want)
			}
			// What rounding alone leaves; 10⁻¹³ but for the chain, whose last neuron is 10¹⁰
			// times more active than its first.
			a, c := mat.Norm(net.Dense(), 1), mat.Norm(e.Covariance, 1)
			if limit := 1e-14 * (1 + a*c*(1+a*g.H)/(g.Sigma*g.Sigma)); e.Residual > limit {
				t.Errorf("%s, %s: residual %.1e, not below %.1e", g.Name, oracle.name, e.Residual, limit)
			}
		}
	}
}

// TestGoldenFileEqualsSciPysOutput runs the script again where SciPy is installed.
func TestGoldenFileEqualsSciPysOutput(t *testing.T) {
	output, err := exec.Command(testutil.Python(t, "numpy", "scipy"), filepath.Join("testdata", "lyapunov.py")).Output()
	if err != nil {
		t.Fatal(err)
	}
	fresh := parseGolden(t, output)
	for k, g := range readGolden(t) {
		c := flat(g.Stationary)
		checkAgainst(t, g.Name, c, fresh[k].Stationary, 1e-9)
		checkAgainst(t, g.Name, flat(g.EulerMaruyama), fresh[k].EulerMaruyama, 1e-9)
		checkAgainst(t, g.Name, flat(g.Leimkuhler), fresh[k].Leimkuhler, 1e-9)
	}
}

func flat(rows [][]float64) *mat.Dense {
	m := mat.NewDense(len(rows), len(rows), nil)
	for i, row := range rows {
		m.SetRow(i, row)
	}
	return m
}
