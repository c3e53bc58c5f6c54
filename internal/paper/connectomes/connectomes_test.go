package connectomes

import (
	"math"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// Noise-prune is ahead of the weight-based rule in every measure for the worm's synapses,
// symmetric and directed. The weight-based rule in its place would be ahead of itself in
// none, which the second part shows of the comparison.
func TestConnectomesFavourNoisePrune(t *testing.T) {
	for _, c := range experiment.Connectomes() {
		if c.Name != "gap" && c.Name != "chemical" && c.Name != "signed" {
			continue
		}
		s, err := studyConnectome(papertest.Run(), c, []float64{0.3}, 12, 150)
		if err != nil {
			t.Fatal(err)
		}
		for _, than := range []figure.Rule{figure.Weight, figure.Random} {
			if ahead, undecided, behind := s.standing(figure.Noise, than); ahead != s.comparisons() {
				t.Errorf("%s: ahead of the control %s in %d, undecided in %v, behind in %v", c.Title, than.Label(), ahead, undecided, behind)
			}
		}
		for d := range s.values[0] {
			s.values[0][d][figure.Noise] = s.values[0][d][figure.Weight]
		}
		if ahead, _, behind := s.standing(figure.Noise, figure.Weight); ahead != 0 || len(behind) != 0 {
			t.Errorf("%s: the weight-based rule is ahead of itself in %d, behind in %v", c.Title, ahead, behind)
		}
	}
}

// The rank correlation is Spearman's.
func TestRankCorrelation(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want float64
		why  string
	}{
		{[]float64{1, 2, 3, 4}, []float64{1, 10, 100, 1000}, 1, "the same order"},
		{[]float64{1, 2, 3, 4}, []float64{4, 3, 2, 1}, -1, "the opposite order"},
		{[]float64{1, 2, 2, 4}, []float64{1, 3, 2, 4}, 0.9486832980505138, "scipy.stats.spearmanr, with a tie"},
	} {
		if got := rankCorrelation(c.a, c.b); math.Abs(got-c.want) > 1e-14 {
			t.Errorf("%s: got %v, want %v", c.why, got, c.want)
		}
	}
}
