package paper

import (
	"strings"
	"testing"

	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// notApart says what the page says, at reduced size, of statements that do not tell noise-prune from
// its controls. The variances alone say in which cluster of the authors' networks a neuron is, and what
// is added by the covariances does not show in networks of hundreds of neurons.
func notApart(name string) map[string]string {
	const byNone, variances = "no: met by none", papertest.AlsoByVariances
	spectra := map[string]string{
		"noise-prune performs better": variances, "empirically, similar results": variances, "the covariance can be read off": variances,
		figure.CovariancesMatter: byNone, "the medians of noise-prune": byNone, "performance improves": byNone,
	}
	trajectories := map[string]string{"noise-prune": variances, figure.CovariancesMatter: byNone}
	return map[string]map[string]string{
		"1b": {"… along with the handful": "no: also met by weight, hidden covariance"}, // a strong weight is all that they need
		"2a": spectra, "2b": spectra,
		"2c": {"noise-prune": variances}, "2d": trajectories, "2e": trajectories, "2f": trajectories,
		// Small networks keep nearly all edges.
		"scaling":         {"K_deg": "no: also met by random", "the matrix Chernoff bound": papertest.AlsoByAll},
		"undersampling":   {"ε grows as": "no: met by weight"},
		"subsets":         {"sampling some edges": "no: also met by random"},
		"nearly-dominant": {"for a network": "no: also met by random", "the analysis has": papertest.AlsoByAll},
	}[name]
}

// notAtReducedSize lists the statements that do not hold there, with the reason.
func notAtReducedSize() map[string][]string {
	const (
		medians     = "the medians of noise-prune" // not at full size either: the largest cluster gets fewer edges
		covariances = figure.CovariancesMatter     // the variances alone say in which cluster a neuron is
		larger      = "performance improves"       // three prunings of small networks scatter too much
		growth      = "ε grows as"                 // the smallest p of a small network is not small
	)
	return map[string][]string{
		"2a": {medians, covariances}, "2b": {medians, covariances, larger}, "2d": {covariances}, "2e": {covariances}, "2f": {covariances},
		"undersampling": {growth},
	}
}

// Every statement holds at reduced size and tells noise-prune from its controls, but for exceptions.
// Where the covariance is hidden from noise-prune, which makes it the weight-based rule, each criterion
// says the same of both, and each statement that still holds is shown not to tell rules apart.
func TestClaimsAreJudgedForTheControls(t *testing.T) {
	for _, name := range []string{"1b", "2a", "2b", "2c", "2d", "2e", "2f", "scaling", "undersampling", "subsets", "nearly-dominant"} {
		t.Run(name, func(t *testing.T) {
			o := runQuick(t, name, false)
			for _, c := range o.Claims {
				if expected := !contains(notAtReducedSize()[name], c.Statement); (c.Agrees == figure.Yes) != expected {
					t.Errorf("%s\nholds: %s: %s", c.Statement, c.Agrees, c.Found)
				}
			}
			papertest.CheckApart(t, o, notApart(name))
			papertest.CheckControls(t, runQuick(t, name, true))
		})
	}
}

// contains reports whether one of the texts begins the statement.
func contains(texts []string, statement string) bool {
	for _, text := range texts {
		if strings.HasPrefix(statement, text) {
			return true
		}
	}
	return false
}

// runQuick runs a figure at quick size.
func runQuick(t *testing.T, name string, hidden bool) *figure.Outcome {
	t.Helper()
	f, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	run := papertest.Run()
	run.HideCovariance = hidden
	o, err := f[0].run(run)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
