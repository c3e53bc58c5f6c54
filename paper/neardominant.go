package paper

import (
	"errors"
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/paper/figure"
)

// nearlyDominant checks Section 6, "Near-diagonally dominant networks": a network that
// lacks a leak of γ to be dominant keeps (3) up to an additive term εγ.
func nearlyDominant(j *job) (*Outcome, error) {
	n, draws := pick(j, 1000, 200), pick(j, 12, 8)
	o := &Outcome{
		Shows: "The paper argues (Section 6) that noise-prune can be applied to a network that lacks a leak γ to be diagonally dominant: " +
			"|xᵀ(Ã − A)x| then stays below ε|xᵀAx| + εγ|x|².",
		Caption: "Worst-case ε against γ, in units of the smallest eigenvalue of −A of the dominant network (at 1 the network loses stability). " +
			"Red: the smallest ε with the additive term εγ|x|²; black: without it. Dots: draws, lines: means.",
	}
	dominant, err := j.theoryNetwork(n)
	if err != nil {
		return nil, err
	}
	values, err := compare.Eigenvalues(dominant)
	if err != nil {
		return nil, err
	}
	slowest := -real(values[len(values)-1])
	o.set("network", "clustered, in the proportions of Fig. 2c, N = %d, the leak of every neuron smaller by γ; λ_min(−A) = %s at γ = 0", n, show(slowest))
	o.set("accuracy", "K = 2 K_deg for ε = %g, covariance of A itself, exact; %d draws", scalingEpsilon, draws)
	shares := []float64{0, 0.25, 0.5, 0.75, 0.9}
	j.phase("worst cases", 2*draws*len(shares))
	s := &nearStudy{}
	for _, share := range shares {
		if err := s.add(j, dominant, share*slowest, share, draws); err != nil {
			return nil, err
		}
	}
	s.finish(o, shares)
	return o, nil
}

type nearStudy struct {
	with, without [][]float64 // worst cases with the additive term, and without
	lacks         bool        // whether every network but the first lacks dominance
}

func (s *nearStudy) add(j *job, dominant *network.Network, gamma, share float64, draws int) error {
	net, err := leakier(dominant, -gamma)
	if err != nil {
		return err
	}
	if share > 0 {
		s.lacks = (s.lacks || len(s.with) == 1) && !net.DiagonallyDominant()
	}
	locals, err := j.exactLocals(net)
	if err != nil {
		return err
	}
	p, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	j.phase(fmt.Sprintf("worst cases, γ = %.2g", gamma), 2*draws)
	with, err := j.worstOf(net, p, draws, gamma)
	if err != nil {
		return err
	}
	without, err := j.worstOf(net, p, draws, 0)
	if errors.Is(err, compare.ErrIndefinite) {
		return fmt.Errorf("γ = %.3g: %w", gamma, err)
	}
	s.with, s.without = append(s.with, with), append(s.without, without)
	return err
}

func (s *nearStudy) finish(o *Outcome, shares []float64) {
	panel := figure.Panel{
		X: figure.Axis{Label: "missing leak γ / λ_min(−A)"}, Y: figure.Axis{Label: "worst-case ε", From: figure.At(0)}, Legend: figure.TopLeft,
	}
	var with, without []float64
	largest := 0.0
	for k, share := range shares {
		with, without = append(with, summary(s.with[k]).Mean), append(without, summary(s.without[k]).Mean)
		largest = max(largest, slices.Max(s.with[k]))
		panel.Marks = append(panel.Marks,
			figure.Line{Ink: figure.Black(), X: same(share, len(s.without[k])), Y: s.without[k], Loose: true},
			figure.Line{Ink: figure.Red(), X: same(share, len(s.with[k])), Y: s.with[k], Loose: true})
		o.number(fmt.Sprintf("worst_mean_with_term_%g", share), with[k])
		o.number(fmt.Sprintf("worst_mean_without_term_%g", share), without[k])
	}
	panel.Marks = append(panel.Marks,
		figure.Line{Name: "without the term", Ink: figure.Black(), X: shares, Y: without},
		figure.Line{Name: "with the term εγ|x|²", Ink: figure.Red(), X: shares, Y: with},
		figure.Line{Name: "ε asked for", Ink: figure.Grey(), X: shares, Y: same(scalingEpsilon, len(shares))})
	o.Tables = append(o.Tables, columns("", []string{"gamma_over_lambda_min", "worst_with_term", "worst_without_term"}, shares, with, without))
	last := len(shares) - 1
	o.claim(Claim{
		Place: "Section 6", Statement: "for a network that is not diagonally dominant, (10) holds with an additive term εγ",
		Criterion: "the networks lack dominance, and no draw exceeds ε with the term",
		Found: fmt.Sprintf("with γ = %g λ_min the mean worst case is %s with the term and %s without (%s and %s at γ = 0)",
			shares[last], show(with[last]), show(without[last]), show(with[0]), show(without[0])),
		Agrees: s.lacks && largest <= scalingEpsilon,
	})
	o.claim(Claim{
		Place: "Section 6", Statement: "the missing dominance is an additional source of error",
		Criterion: "without the term the mean worst case grows with γ",
		Found:     fmt.Sprintf("without the term it grows by a factor %s", show(without[last]/without[0])),
		Agrees:    slices.IsSortedFunc(without, order),
	})
	o.Picture = figure.Picture{Rows: [][]figure.Panel{{panel}}}
}
