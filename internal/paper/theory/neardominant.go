package theory

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// NearlyDominant checks Section 6, "Near-diagonally dominant networks": a network that
// lacks a leak of γ to be dominant keeps (3) up to an additive term εγ.
func NearlyDominant(run *figure.Run) (*figure.Outcome, error) {
	n, draws := figure.Pick(run.Options, 1000, 200), figure.Pick(run.Options, 12, 8)
	o := &figure.Outcome{
		Shows: "The paper argues (Section 6) that noise-prune can be applied to a network that lacks a leak γ to be diagonally dominant: " +
			"|xᵀ(Ã − A)x| then stays below ε|xᵀAx| + εγ|x|².",
		Caption: "Clustered network. " +
			"Worst-case ε against what the missing leak γ leaves of λ_min, the smallest eigenvalue of −A of the dominant network (at 0 " +
			"the network loses stability; the more is missing, the farther to the left). " +
			"Red: the smallest ε with the additive term εγ|x|²; black: without it; blue: without it, with the probabilities of the dominant " +
			"network, which do not see the slow mode. Dots: draws, lines: means.",
	}
	o.AddSetting("networks", "N = %d, %s; the leak of every neuron smaller by γ", n, aboutFamilies)
	o.AddSetting("accuracy", "K = 2 K_deg for ε = %g, covariance of A itself, exact; %d draws by each rule", accuracy, draws)
	s := &nearStudy{shares: []float64{0, 0.5, 0.9, 0.99, 0.999}, lacks: true}
	for _, f := range families() {
		if err := s.addFamily(run, o, f, n, draws); err != nil {
			return nil, fmt.Errorf("%s: %w", f.label(), err)
		}
	}
	s.describe(o)
	s.claimWithTerm(o)
	s.claimWithoutTerm(o)
	s.draw(o)
	return o, nil
}

// nearStudy holds the worst cases for each γ.
type nearStudy struct {
	shares  []float64             // γ in units of λ_min
	with    [familyCount][]byRule // worst cases with the additive term
	without []byRule              // without, in the clustered network
	unseen  []byRule              // without it, when the probabilities are those of the dominant network
	lacks   bool                  // whether every network with γ > 0 lacks dominance
}

// addFamily does the network of one family.
func (s *nearStudy) addFamily(run *figure.Run, o *figure.Outcome, f family, n, draws int) error {
	dominant, locals, err := f.networkAndLocals(run, n)
	if err != nil {
		return err
	}
	values, err := compare.Eigenvalues(dominant)
	if err != nil {
		return err
	}
	slowest := -real(values[len(values)-1])
	o.AddSetting(f.label(), "λ_min(−A) = %s at γ = 0", figure.Show(slowest))
	for _, share := range s.shares {
		if err := s.add(run, f, dominant, locals, share*slowest, draws); err != nil {
			return fmt.Errorf("γ = %.3g: %w", share*slowest, err)
		}
	}
	return nil
}

// add does one γ.
func (s *nearStudy) add(
	run *figure.Run, f family, dominant *network.Network, ofDominant network.LocalCovariance, gamma float64, draws int,
) error {
	net, err := experiment.WithExtraLeak(dominant, -gamma)
	if err != nil {
		return err
	}
	if gamma > 0 {
		s.lacks = s.lacks && !net.DiagonallyDominant()
	}
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return err
	}
	own, err := plansEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	run.Phase(fmt.Sprintf("worst cases, %s, γ = %.2g", f.label(), gamma), (3-2*int(f))*draws*int(figure.RuleCount))
	with, err := worstByRule(run, net, own, draws, gamma)
	if err != nil {
		return err
	}
	s.with[f] = append(s.with[f], with)
	if f != clustered {
		return nil
	}
	without, err := worstByRule(run, net, own, draws, 0)
	if err != nil {
		return err
	}
	others, err := plansEpsilon(net, ofDominant, 1, nil)
	if err != nil {
		return err
	}
	unseen, err := worstByRule(run, net, others, draws, 0)
	s.without, s.unseen = append(s.without, without), append(s.unseen, unseen)
	return err
}

// meansOf returns the mean worst case of noise-prune for each γ.
func meansOf(all []byRule) (values []float64) {
	for _, worst := range all {
		values = append(values, experiment.Mean(worst[figure.Noise]))
	}
	return values
}

// describe puts numbers and the table into the outcome.
func (s *nearStudy) describe(o *figure.Outcome) {
	with, without, unseen := meansOf(s.with[clustered]), meansOf(s.without), meansOf(s.unseen)
	for k, share := range s.shares {
		o.AddInterval(fmt.Sprintf("worst_mean_with_term_%g", share), experiment.MeanInterval(s.with[clustered][k][figure.Noise]))
		o.AddInterval(fmt.Sprintf("worst_mean_without_term_%g", share), experiment.MeanInterval(s.without[k][figure.Noise]))
		o.AddInterval(fmt.Sprintf("worst_mean_unseen_%g", share), experiment.MeanInterval(s.unseen[k][figure.Noise]))
		o.AddInterval(fmt.Sprintf("linked_worst_mean_with_term_%g", share), experiment.MeanInterval(s.with[linked][k][figure.Noise]))
	}
	o.AddTables(figure.Columns("", []string{"gamma_over_lambda_min", "worst_with_term", "worst_without_term",
		"worst_without_term_dominant_probabilities"}, s.shares, with, without, unseen))
}
