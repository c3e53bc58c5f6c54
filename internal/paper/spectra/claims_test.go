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
	s, err := newStudy(papertest.Run(), o, experiment.Clusters{Sizes: []int{180, 30, 30}, LongRange: 120}, 0.2, extent{2, allRules(), true})
	if err != nil {
		t.Fatal(err)
	}
	s.claimMeasured(o)
	if c := o.Claims[0]; !c.TellsApart() {
		t.Errorf("measured: %v (%s); %s", c.Agrees, c.Found, c.DiscriminationAndNumbers())
	}
}
