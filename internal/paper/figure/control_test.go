package figure_test

import (
	"testing"

	"noiseprune/internal/paper/figure"
)

// The page says of a criterion which controls meet it, computed by the same function for each rule.
func TestCriteriaAreAppliedToTheControls(t *testing.T) {
	type rules []figure.Rule
	for _, c := range []struct {
		meets rules
		want  string
	}{
		{rules{figure.Noise}, "yes"},
		{rules{figure.Noise, figure.Weight}, "no: also met by weight"},
		{rules{figure.Noise, figure.Weight, figure.Random, figure.Hidden}, "no: also met by weight, random, hidden covariance"},
		{rules{figure.Random}, "no: met by random"},
		{nil, "no: met by none"},
	} {
		o := &figure.Outcome{}
		o.AddJudged(figure.Claim{}, func(r figure.Rule) figure.Verdict {
			for _, one := range c.meets {
				if r == one {
					return figure.Verdict{Meets: true}
				}
			}
			return figure.Verdict{}
		})
		if got := o.Claims[0]; got.Discrimination() != c.want || got.TellsApart() != (c.want == "yes") {
			t.Errorf("met by %v: %q, tells apart: %v; want %q", c.meets, got.Discrimination(), got.TellsApart(), c.want)
		}
	}
	o := &figure.Outcome{}
	o.AddClaim(figure.Claim{Agrees: true})
	if c := o.Claims[0]; c.TellsApart() || c.Discrimination() != "not computed" {
		t.Errorf("without controls: %q, tells apart: %v", c.Discrimination(), c.TellsApart())
	}
}
