package spectra

import (
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// The statement on the measured covariance holds, and fails where the weights alone or nothing takes
// the place of the measured covariance. Here the variances would be enough.
func TestMeasuredCovarianceIsNeeded(t *testing.T) {
	o := &figure.Outcome{}
	s, err := newStudy(papertest.Run(), o, experiment.Clusters{Sizes: []int{180, 30, 30}, LongRange: 120}, 0.2, extent{5, allRules(), true})
	if err != nil {
		t.Fatal(err)
	}
	s.claimMeasured(o)
	papertest.CheckApart(t, o, map[string]string{"the covariance can be read off": papertest.AlsoByVariances})
}
