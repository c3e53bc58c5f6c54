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

func readGolden(t *testing.T) []golden {
	t.Helper()
	return kept[golden](t, "lyapunov", 7)
}

// kept returns the networks of testdata/NAME.json, of which there must be so many.
func kept[T any](t *testing.T, name string, count int) []T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return parsed[T](t, data, count)
}

// computed returns the networks that testdata/NAME.py prints. It skips the test where SciPy is not installed.
func computed[T any](t *testing.T, name string, count int) []T {
	t.Helper()
	data, err := exec.Command(testutil.Python(t, "numpy", "scipy"), filepath.Join("testdata", name+".py")).Output()
	if err != nil {
		t.Fatal(err)
	}
	return parsed[T](t, data, count)
}

func parsed[T any](t *testing.T, data []byte, count int) (networks []T) {
	t.Helper()
	if err := json.Unmarshal(data, &networks); err != nil || len(networks) != count {
		t.Fatalf("%d networks, not %d, %v", len(networks), count, err)
	}
	return networks
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
	fresh := computed[golden](t, "lyapunov", 7)
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
