package spectra

import (
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// The statement on the measured covariance holds, and fails where the measured covariance
// is left out of the rule.
func TestMeasuredCovarianceIsNeeded(t *testing.T) {
	o := &figure.Outcome{}
	s, err := newStudy(papertest.Run(), o, experiment.Clusters{Sizes: []int{180, 30, 30}, LongRange: 120}, 0.2, true)
	if err != nil {
		t.Fatal(err)
	}
	s.claimMeasured(o)
	s.versions[byMeasured] = s.versions[byWeight]
	s.claimMeasured(o)
	if !o.Claims[0].Agrees || o.Claims[1].Agrees {
		t.Errorf("measured: %v (%s), by weight: %v (%s)", o.Claims[0].Agrees, o.Claims[0].Found, o.Claims[1].Agrees, o.Claims[1].Found)
	}
}
