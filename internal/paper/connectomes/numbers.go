package connectomes

import (
	"fmt"
	"strings"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// column returns one measure of one rule at one density, for all draws.
func (s *study) column(k int, rule figure.Rule, measure int) []float64 {
	values := make([]float64, len(s.values[k]))
	for d, v := range s.values[k] {
		values[d] = v[rule][measure]
	}
	return values
}

// ahead says whether a rule is ahead of another in one measure at one density, by an interval that holds together with
// those of all comparisons of the connectome; opposite, whether it is behind.
func (s *study) ahead(k int, rule, than figure.Rule, measure int) (ahead, behind figure.Decision) {
	a, b := s.column(k, rule, measure), s.column(k, than, measure)
	if experiment.NewLead(a, b).Alike() {
		return figure.No, figure.No
	}
	differences := make([]float64, len(a))
	for d := range differences {
		differences[d] = b[d] - a[d]
	}
	i := experiment.SimultaneousInterval(differences, s.comparisons())
	return i.Above(0).Met, i.Below(0).Met
}

// trajectoryError returns that of a rule at one density, with its interval over draws.
func (s *study) trajectoryError(k int, rule figure.Rule) figure.Interval {
	return experiment.MeanInterval(s.column(k, rule, measureTrajectory))
}

// mean returns the mean of one measure of one rule at one density.
func (s *study) mean(k int, rule figure.Rule, measure int) float64 {
	return stat.Mean(s.column(k, rule, measure), nil)
}

// describe puts the numbers and the table of a connectome into the outcome.
func (s *study) describe(o *figure.Outcome) {
	how := "directed"
	if s.net.Symmetric() {
		how = "symmetric"
	}
	o.AddSetting(s.Title, "%s; N = %s, %s, %s edges, %s synapses onto a neuron; slowest decay %s; h = %s, %s steps",
		s.About, figure.Thousands(s.net.Neurons()), how, figure.Thousands(s.net.Edges()), figure.Show(s.perNeuron), figure.Show(s.slowest),
		figure.Show(s.integration.Step), figure.Thousands(s.integration.Steps))
	o.AddNumber(s.Name+"_synapses_per_neuron", s.perNeuron)
	o.AddNumber(s.Name+"_spread_of_diff_cov", s.spread)
	table := figure.Table{Name: s.Name, Columns: []string{"keep", "draw"}}
	for r := range figure.RuleCount {
		for _, m := range measureNames() {
			table.Columns = append(table.Columns, m+"_"+r.Name())
		}
	}
	for k, keep := range s.keeps {
		for d, v := range s.values[k] {
			row := []float64{keep, float64(d)}
			for r := range v {
				row = append(row, v[r][:]...)
			}
			table.Rows = append(table.Rows, row)
		}
		for r := range figure.RuleCount {
			for m, name := range measureNames() {
				o.AddInterval(fmt.Sprintf("%s_%s_%s_keep%g", s.Name, name, r.Name(), keep), experiment.MeanInterval(s.column(k, r, m)))
			}
		}
	}
	o.Tables = append(o.Tables, table)
}

// listConnectomes makes the table of the page.
func listConnectomes(studies []*study) *figure.Listing {
	l := &figure.Listing{
		Caption: "Means over draws: noise-prune / weight-based / random / hidden covariance. Synapses: onto a neuron, kept on average. " +
			"Spread: of diff-cov over " +
			"edges, s.d. over mean.",
		Columns: []string{"connectome", "N", "kept", "synapses", "spread", "ε_λ", "ε_v", "trajectory error"},
	}
	for _, s := range studies {
		for k, keep := range s.keeps {
			row := []string{s.Title, figure.Thousands(s.net.Neurons()), fmt.Sprintf("%g%%", 100*keep), figure.Show(keep * s.perNeuron),
				figure.Show(s.spread)}
			for _, m := range headline() {
				var byRule []string
				for r := range figure.RuleCount {
					byRule = append(byRule, figure.Show(s.mean(k, r, m)))
				}
				row = append(row, strings.Join(byRule, " / "))
			}
			l.Rows = append(l.Rows, row)
		}
	}
	return l
}
