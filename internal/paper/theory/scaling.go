package theory

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// keepScaling is the fraction of edges kept where ε is to fall.
const keepScaling = 0.2

// Scaling checks Section 4.1: worst-case ε against N, the fraction of edges kept, and the
// bound (7).
func Scaling(run *figure.Run) (*figure.Outcome, error) {
	sizes := figure.Pick(run.Options, []int{250, 500, 1000, 2000}, []int{100, 200, 400})
	draws := figure.Pick(run.Options, 15, 20) // 60 over all sizes, without exception, say that exceptions are rarer than 5%
	o := &figure.Outcome{
		Shows: "The paper proves (Section 4.1) that K_deg = 4 ln N/ε² keeps all quadratic forms within ε with high probability while the " +
			"fraction of edges kept goes to 0, " +
			"and that at a fixed fraction ε goes to 0.",
		Caption: "Clustered networks. Top left: worst-case ε of (3), dots: draws, line: their mean. Top right: fraction of edges that " +
			"K_deg = 4 ln N/ε² keeps. " +
			"Bottom left: worst-case ε when a fixed fraction is kept. Bottom right: at the smallest N, how often the worst case exceeds ε′ at " +
			"the same K_deg, beside the bound (7). Bottom row: worst-case ε, and fraction of edges kept, in sparse networks of up to 10⁶ " +
			"neurons; a control's ε is at least what is shown.",
	}
	o.AddSetting("networks", "N = %v, %s; covariance exact, matched diagonal", sizes, aboutFamilies)
	o.AddSetting("accuracy", "ε = %g; %d draws of each network by each rule", accuracy, draws)
	s := &scalingStudy{}
	for _, f := range families() {
		for _, n := range sizes {
			if err := s.add(run, f, n, draws); err != nil {
				return nil, fmt.Errorf("%s, N = %d: %w", f.label(), n, err)
			}
		}
		if err := s.violations(run, f, sizes[0], figure.Pick(run.Options, 200, 80)); err != nil {
			return nil, err
		}
	}
	for _, size := range largeSizes(run.Options) {
		if err := s.addLarge(run, size); err != nil {
			return nil, fmt.Errorf("modules, N = %d: %w", size.neurons(), err)
		}
	}
	s.describe(o)
	s.describeLarge(o)
	s.claims(o)
	s.draw(o)
	return o, nil
}

// NeedsScaling estimates what the figure takes. What is kept is that of the largest network, of 10⁶ neurons and 10⁷
// edges: for each edge the network has 24 bytes, the covariances 16, a plan with a pruned network some 150, and for
// each neuron two blocks of samples that are solved for 1,300.
func NeedsScaling() figure.Needs {
	return figure.Needs{
		Neurons: 2000, Kept: 4e9, Eigenproblems: []figure.Eigenproblems{{Order: 2000, Values: 192}, {Order: 1000, Values: 192}},
	}
}

// scalingStudy holds the results of each family and N.
type scalingStudy struct {
	n              []float64
	sizes          [familyCount][]sizeResult
	frequency      [familyCount][figure.RuleCount][]experiment.Frequency // of violations, at the smallest N, for each level
	levels, bound  []float64
	violationDraws int
	large          []*largeResult // in ascending order of N
}

// sizeResult is that of one network.
type sizeResult struct {
	fraction, edges float64 // that K_deg keeps
	enough, fixed   byRule  // worst cases with these, and with a fixed fraction
}

// add does one network.
func (s *scalingStudy) add(run *figure.Run, f family, n, draws int) error {
	net, locals, err := f.networkAndLocals(run, n)
	if err != nil {
		return err
	}
	byEpsilon, err := plansEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	byKeep, err := experiment.NewPlans(net, locals, keepScaling)
	if err != nil {
		return err
	}
	run.Phase(fmt.Sprintf("worst cases, %s, N = %d", f.label(), n), 2*int(figure.RuleCount)*draws)
	noise := byEpsilon[figure.Noise]
	one := sizeResult{edges: noise.Expected, fraction: noise.Expected / float64(noise.Edges)}
	if one.enough, err = worstByRule(run, net, byEpsilon, draws, 0); err != nil {
		return err
	}
	if one.fixed, err = worstByRule(run, net, byKeep, draws, 0); err != nil {
		return err
	}
	s.sizes[f] = append(s.sizes[f], one)
	if f == clustered {
		s.n = append(s.n, float64(n))
	}
	return nil
}

// violations measures how often the worst case exceeds each of many levels, beside (7) at
// M = 1/K_deg: N e^{−ε²K_deg/2} + N e^{−ε²K_deg/3}.
func (s *scalingStudy) violations(run *figure.Run, f family, n, draws int) error {
	net, locals, err := f.networkAndLocals(run, n)
	if err != nil {
		return err
	}
	p, err := plansEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	run.Phase("violations, "+f.label(), draws*int(figure.RuleCount))
	worst, err := worstByRule(run, net, p, draws, 0)
	if err != nil {
		return err
	}
	s.violationDraws, s.levels, s.bound = draws, nil, nil
	for level := 0.05; level < 1; level += 0.025 {
		k := experiment.Degree(n, accuracy) * level * level
		s.levels = append(s.levels, level)
		s.bound = append(s.bound, min(1, float64(n)*(math.Exp(-k/2)+math.Exp(-k/3))))
		for r := range worst {
			s.frequency[f][r] = append(s.frequency[f][r], experiment.FrequencyAbove(worst[r], level))
		}
	}
	return nil
}

// means returns the mean worst case of a rule at each N.
func means(sizes []sizeResult, of func(sizeResult) byRule, r figure.Rule) (values []float64) {
	for _, one := range sizes {
		values = append(values, experiment.Mean(of(one)[r]))
	}
	return values
}

func ofEnough(s sizeResult) byRule { return s.enough }
func ofFixed(s sizeResult) byRule  { return s.fixed }

// shares returns the frequencies as numbers.
func shares(frequencies []experiment.Frequency) (values []float64) {
	for _, f := range frequencies {
		values = append(values, f.Interval().Value)
	}
	return values
}

// fractions returns the fraction of edges that K_deg keeps of the clustered networks, at each N.
func (s *scalingStudy) fractions() (values []float64) {
	for _, one := range s.sizes[clustered] {
		values = append(values, one.fraction)
	}
	return values
}

// describe puts the numbers and tables into the outcome.
func (s *scalingStudy) describe(o *figure.Outcome) {
	for _, f := range families() {
		prefix := [familyCount]string{"", "linked_"}[f]
		table := figure.Table{Name: prefix + "sizes", Columns: []string{"n", "expected_edges", "fraction_kept"}}
		columns := make([][]float64, 3)
		columns[0] = s.n
		for _, one := range s.sizes[f] {
			columns[1], columns[2] = append(columns[1], one.edges), append(columns[2], one.fraction)
		}
		violations, frequencies := []string{"epsilon", "bound"}, [][]float64{s.levels, s.bound}
		for r := range figure.RuleCount {
			table.Columns = append(table.Columns, "worst_"+r.Name()+"_mean", "worst_"+r.Name()+"_fixed_fraction_mean")
			columns = append(columns, means(s.sizes[f], ofEnough, r), means(s.sizes[f], ofFixed, r))
			violations, frequencies = append(violations, "frequency_"+r.Name()), append(frequencies, shares(s.frequency[f][r]))
		}
		o.AddTables(figure.Columns(table.Name, table.Columns, columns...), figure.Columns(prefix+"violations", violations, frequencies...))
		for k, n := range s.n {
			o.AddNumber(fmt.Sprintf("%sworst_noise_n%g_max", prefix, n), slices.Max(s.sizes[f][k].enough[figure.Noise]))
			o.AddInterval(fmt.Sprintf("%sworst_weight_n%g_mean", prefix, n), experiment.MeanInterval(s.sizes[f][k].enough[figure.Weight]))
			o.AddNumber(fmt.Sprintf("%sfraction_kept_n%g", prefix, n), s.sizes[f][k].fraction)
		}
		o.AddInterval(prefix+"slope_fixed_fraction", s.exponentAtFixedFraction(f, figure.Noise))
	}
	o.AddNumber("slope_fraction_kept", experiment.LogSlope(s.n, s.fractions()))
}
