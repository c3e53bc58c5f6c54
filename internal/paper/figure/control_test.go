package figure_test

import (
	"testing"

	"noiseprune/internal/paper/figure"
)

// The page says of a criterion which controls meet it, computed by the same function for each rule.
func TestCriteriaAreAppliedToTheControls(t *testing.T) {
	type rules []figure.Rule
	for _, c := range []struct {
		meets, open rules
		want        string
	}{
		{rules{figure.Noise}, nil, "yes"},
		{rules{figure.Noise, figure.Weight}, nil, "no: also met by weight"},
		{rules{figure.Noise, figure.Weight}, rules{figure.Random}, "no: also met by weight"},
		{rules{figure.Noise, figure.Weight, figure.Random, figure.Hidden}, nil, "no: also met by weight, random, hidden covariance"},
		{rules{figure.Random}, nil, "no: met by random"},
		{nil, nil, "no: met by none"},
		{rules{figure.Noise}, rules{figure.Hidden}, "undecided for hidden covariance"},
		{nil, rules{figure.Noise}, "undecided"},
		{rules{figure.Weight}, rules{figure.Noise}, "no: met by weight"},
	} {
		o := &figure.Outcome{}
		o.AddJudged(figure.Claim{}, func(r figure.Rule) figure.Verdict {
			for _, one := range c.meets {
				if r == one {
					return figure.Judge(figure.If(true))
				}
			}
			for _, one := range c.open {
				if r == one {
					return figure.Judge(figure.Condition{Met: figure.Undecided})
				}
			}
			return figure.Judge(figure.If(false))
		})
		if got := o.Claims[0]; got.Discrimination() != c.want || got.TellsApart() != (c.want == "yes") {
			t.Errorf("met by %v, undecided for %v: %q, tells apart: %v; want %q", c.meets, c.open, got.Discrimination(), got.TellsApart(), c.want)
		}
	}
	o := &figure.Outcome{}
	o.AddClaim(figure.Claim{Agrees: figure.Yes})
	if c := o.Claims[0]; c.TellsApart() || c.Discrimination() != "not computed" {
		t.Errorf("without controls: %q, tells apart: %v", c.Discrimination(), c.TellsApart())
	}
}
