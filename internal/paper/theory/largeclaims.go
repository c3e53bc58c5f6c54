package theory

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// mostKept is the share of edges above which a network would be pruned too little to try the theorem.
const mostKept = 0.6

// describeLarge puts settings, numbers and the table of the large networks into the outcome.
func (s *scalingStudy) describeLarge(o *figure.Outcome) {
	o.AddSetting("large networks", "%s", aboutModules)
	table := figure.Table{Name: "large", Columns: []string{
		"n", "edges", "expected_edges", "d_samples", "d_relative_error", "promised_epsilon",
	}}
	for r := range figure.RuleCount {
		table.Columns = append(table.Columns, "worst_"+r.Name()+"_largest_low", "worst_"+r.Name()+"_largest_high", "products_"+r.Name()+"_most")
	}
	for _, l := range s.large {
		o.AddSetting("N = "+figure.Thousands(l.neurons()), "%s", l.about())
		row := []float64{float64(l.neurons()), l.edges, l.expected, float64(l.samples), l.relativeError(), l.promised()}
		for r := range figure.RuleCount {
			most := l.most(r)
			row = append(row, most.Low, most.High, float64(most.Products))
		}
		table.Rows = append(table.Rows, row)
		prefix := fmt.Sprintf("large_n%d_", l.neurons())
		o.AddNumber(prefix+"worst_noise_max", l.most(figure.Noise).High)
		o.AddNumber(prefix+"worst_weight_at_least", l.most(figure.Weight).Low)
		o.AddNumber(prefix+"fraction_kept", l.share())
		o.AddNumber(prefix+"promised_epsilon", l.promised())
		o.AddNumber(prefix+"d_relative_error", l.relativeError())
		o.AddNumber(prefix+"products_noise_most", float64(l.most(figure.Noise).Products))
	}
	o.AddTables(table)
}

// about says how one network was examined, and what the error of d does to the promise of the theorem.
func (l *largeResult) about() string {
	return fmt.Sprintf("%s edges; d from %d independent samples, each by solving, with a standard error of %s; where d is too small, "+
		"the theorem promises less: with a probability of 95%% by at most %.0f%% on any edge, so that ε = %s is promised still; "+
		"%d draws of noise-prune and %d of each control, matched diagonal, worst cases by products to %.0f%%",
		figure.Thousands(int(l.edges)), l.samples, figure.Percent(l.relativeError()), 100*l.mostOff(), figure.Show(l.promised()), l.draws,
		l.controls, 100*largeTolerance)
}

// most returns the largest bounds and products of a rule's draws.
func (l *largeResult) most(r figure.Rule) (most largeDraw) {
	for _, d := range l.worst[r] {
		most = largeDraw{max(most.Low, d.Low), max(most.High, d.High), max(most.Products, d.Products)}
	}
	return most
}

// String says how large the worst case is: at least, where the search was not needed.
func (d largeDraw) String() string {
	if math.IsInf(d.High, 1) {
		return "at least " + figure.Show(d.Low)
	}
	return figure.Show(d.High)
}

// claimLarge states that K_deg is enough where no decomposition is possible.
func (s *scalingStudy) claimLarge(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 4.1, (10)", Statement: "at any size K_deg = 4 ln N/ε² keeps every quadratic form within ε",
		Criterion: fmt.Sprintf("in networks of up to %s neurons the worst-case ε of (3), its error added, is below ε in every draw, with at "+
			"most %.0f%% of the edges kept", figure.Thousands(s.large[len(s.large)-1].neurons()), 100*mostKept),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found, short []string
		for _, l := range s.large {
			most, n := l.most(r), figure.Thousands(l.neurons())
			above := experiment.FrequencyAbove(highs(l.worst[r]), accuracy)
			v.Require(figure.If(most.High < accuracy && l.share() <= mostKept))
			found = append(found, fmt.Sprintf("%s at N = %s, above ε in %s, which keep %s of %s edges", most, n, above,
				figure.Percent(l.share()), figure.Thousands(int(l.edges))))
			short = append(short, fmt.Sprintf("%s, N = %s", most, n))
		}
		v.Found = fmt.Sprintf("with ε = %g the largest worst case is ", accuracy) + strings.Join(found, ", ")
		v.Short = strings.Join(short, "; ")
		return v
	})
}

// largePanels draws worst cases and shares against N, the dense networks of linked groups among them.
func (s *scalingStudy) largePanels() []draw.Panel {
	size := draw.Axis{Label: "neurons N", Log: true}
	worst := draw.Panel{
		Title: "linked groups and modules", X: size, Y: draw.Axis{Label: "worst-case ε of (3)", Log: true}, Legend: draw.TopRight,
	}
	kept := draw.Panel{Title: "edges needed", X: size, Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}, Legend: draw.TopRight}
	var all, shares []float64
	for k, one := range s.sizes[linked] {
		all, shares = append(all, s.n[k]), append(shares, one.fraction)
		if one.fraction > 0.999 {
			continue // all edges are kept, so that the worst cases are of rounding
		}
		weight, noise := one.enough[figure.Weight], one.enough[figure.Noise]
		worst.Marks = append(worst.Marks, dots(draw.Blue(), s.n[k], weight), dots(draw.Red(), s.n[k], noise))
	}
	kept.Marks = append(kept.Marks, draw.Line{Name: "linked groups", Style: draw.Grey(), X: all, Y: shares, Dots: true})
	var large, largeShares []float64
	for _, l := range s.large {
		n := float64(l.neurons())
		all, large, largeShares = append(all, n), append(large, n), append(largeShares, l.share())
		worst.Marks = append(worst.Marks, dots(draw.Blue(), n, lows(l.worst[figure.Weight])), dots(draw.Red(), n, lows(l.worst[figure.Noise])))
	}
	kept.Marks = append(kept.Marks, draw.Line{Name: "modules", Style: draw.Red(), X: large, Y: largeShares, Dots: true})
	ends := []float64{slices.Min(all), slices.Max(all)}
	means := s.largeMeans()
	worst.Marks = append(worst.Marks,
		draw.Line{Name: "weight-based, at least", Style: draw.Blue(), X: large, Y: means[figure.Weight]},
		draw.Line{Name: "noise-prune", Style: draw.Red(), X: large, Y: means[figure.Noise]},
		draw.Line{Name: "ε asked for", Style: draw.Grey(), X: ends, Y: []float64{accuracy, accuracy}})
	return []draw.Panel{worst, kept}
}

// largeMeans returns the mean worst case of each rule at each N.
func (s *scalingStudy) largeMeans() (means [figure.RuleCount][]float64) {
	for _, l := range s.large {
		for r := range l.worst {
			means[r] = append(means[r], experiment.Mean(lows(l.worst[r])))
		}
	}
	return means
}

// lows returns the lower bounds.
func lows(draws []largeDraw) (values []float64) {
	for _, d := range draws {
		values = append(values, d.Low)
	}
	return values
}

// highs returns the upper bounds.
func highs(draws []largeDraw) (values []float64) {
	for _, d := range draws {
		values = append(values, d.High)
	}
	return values
}

// dots draws values at one N.
func dots(style draw.Style, n float64, values []float64) draw.Line {
	return draw.Line{Style: style, X: slices.Repeat([]float64{n}, len(values)), Y: values, PointsOnly: true}
}
