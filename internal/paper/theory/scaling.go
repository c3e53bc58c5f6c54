package theory

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// keepScaling is the fraction of edges kept where ε is to fall.
const keepScaling = 0.2

// Scaling checks Section 4.1: worst-case ε against N, the fraction of edges kept, and the
// bound (7).
func Scaling(run *figure.Run) (*figure.Outcome, error) {
	sizes := figure.Pick(run.Options, []int{250, 500, 1000, 2000}, []int{100, 200, 400})
	draws := figure.Pick(run.Options, 12, 8)
	o := &figure.Outcome{
		Shows: "The paper proves (Section 4.1) that K_deg = 4 ln N/ε² keeps all quadratic forms within ε with high probability while the " +
			"fraction of edges kept goes to 0, " +
			"and that at a fixed fraction ε goes to 0.",
		Caption: "Top left: worst-case ε of (3), dots: draws, line: their mean. Top right: fraction of edges that K_deg = 4 ln N/ε² keeps. " +
			"Bottom left: worst-case ε when a fixed fraction is kept. Bottom right: at the smallest N, how often the worst case exceeds ε′ at " +
			"the same K_deg, beside the bound (7).",
	}
	o.AddSetting("networks", "clustered, in the proportions of Fig. 2c, N = %v; covariance exact, matched diagonal", sizes)
	o.AddSetting("accuracy", "ε = %g; %d draws of each network", accuracy, draws)
	s := &scalingStudy{}
	for _, n := range sizes {
		net, err := theoryNetwork(run, n)
		if err != nil {
			return nil, err
		}
		if err := s.add(run, net, draws); err != nil {
			return nil, err
		}
	}
	if err := s.violations(run, sizes[0], figure.Pick(run.Options, 200, 80)); err != nil {
		return nil, err
	}
	s.describe(o)
	s.claims(o)
	s.draw(o)
	return o, nil
}

// NeedsScaling estimates what the figure takes.
func NeedsScaling() figure.Needs {
	return figure.Needs{Neurons: 2000, Eigenproblems: []figure.Eigenproblems{{Order: 2000, Values: 36}, {Order: 1000, Values: 36}}}
}

// scalingStudy holds one value for each N.
type scalingStudy struct {
	n, fraction, edges            []float64
	noise, weight, fixed          [][]float64 // worst cases of the draws
	levels, frequency, bound      []float64   // of violations, at the smallest N
	violationDraws                int
	noiseMean, weightMean, atKept []float64
}

// add does one network.
func (s *scalingStudy) add(run *figure.Run, net *network.Network, draws int) error {
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return err
	}
	byEpsilon, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	byWeight, err := experiment.WeightPlan(net, byEpsilon.Expected)
	if err != nil {
		return err
	}
	byKeep, err := experiment.NoisePlan(net, locals, keepScaling)
	if err != nil {
		return err
	}
	run.Phase(fmt.Sprintf("worst cases, N = %d", net.Neurons()), 3*draws)
	var worst [3][]float64
	for k, p := range []*rules.Plan{byEpsilon, byWeight, byKeep} {
		if worst[k], err = experiment.WorstCases(run, net, p, draws, 0); err != nil {
			return err
		}
	}
	s.n = append(s.n, float64(net.Neurons()))
	s.edges = append(s.edges, byEpsilon.Expected)
	s.fraction = append(s.fraction, byEpsilon.Expected/float64(byEpsilon.Edges))
	s.noise, s.weight, s.fixed = append(s.noise, worst[0]), append(s.weight, worst[1]), append(s.fixed, worst[2])
	s.noiseMean = append(s.noiseMean, experiment.Summary(worst[0]).Mean)
	s.weightMean = append(s.weightMean, experiment.Summary(worst[1]).Mean)
	s.atKept = append(s.atKept, experiment.Summary(worst[2]).Mean)
	return nil
}

// violations measures how often the worst case exceeds each of many levels, beside (7) at
// M = 1/K_deg: N e^{−ε²K_deg/2} + N e^{−ε²K_deg/3}.
func (s *scalingStudy) violations(run *figure.Run, n, draws int) error {
	net, locals, err := networkAndLocals(run, n)
	if err != nil {
		return err
	}
	p, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	run.Phase("violations", draws)
	worst, err := experiment.WorstCases(run, net, p, draws, 0)
	if err != nil {
		return err
	}
	s.violationDraws = draws
	for level := 0.05; level < 1; level += 0.025 {
		k := experiment.Degree(n, accuracy) * level * level
		s.levels = append(s.levels, level)
		s.frequency = append(s.frequency, experiment.ShareAbove(worst, level))
		s.bound = append(s.bound, min(1, float64(n)*(math.Exp(-k/2)+math.Exp(-k/3))))
	}
	return nil
}

// describe puts the numbers and tables into the outcome.
func (s *scalingStudy) describe(o *figure.Outcome) {
	o.AddTables(
		figure.Columns("sizes", []string{"n", "expected_edges", "fraction_kept", "worst_noise_mean", "worst_weight_mean",
			"worst_noise_fixed_fraction_mean"},
			s.n, s.edges, s.fraction, s.noiseMean, s.weightMean, s.atKept),
		figure.Columns("violations", []string{"epsilon", "frequency", "bound"}, s.levels, s.frequency, s.bound))
	for k, n := range s.n {
		o.AddNumber(fmt.Sprintf("worst_noise_n%g_max", n), slices.Max(s.noise[k]))
		o.AddNumber(fmt.Sprintf("worst_weight_n%g_mean", n), s.weightMean[k])
		o.AddNumber(fmt.Sprintf("fraction_kept_n%g", n), s.fraction[k])
	}
	o.AddNumber("slope_fixed_fraction", experiment.LogSlope(s.n, s.atKept))
	o.AddNumber("slope_fraction_kept", experiment.LogSlope(s.n, s.fraction))
}
