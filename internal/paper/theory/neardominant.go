package theory

import (
	"errors"
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/draw"
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
		Caption: "Worst-case ε against what the missing leak γ leaves of λ_min, the smallest eigenvalue of −A of the dominant network (at 0 " +
			"the network loses stability; the more is missing, the farther to the left). " +
			"Red: the smallest ε with the additive term εγ|x|²; black: without it; blue: without it, with the probabilities of the dominant " +
			"network, which do not see the slow mode. Dots: draws, lines: means.",
	}
	dominant, err := theoryNetwork(run, n)
	if err != nil {
		return nil, err
	}
	values, err := compare.Eigenvalues(dominant)
	if err != nil {
		return nil, err
	}
	slowest := -real(values[len(values)-1])
	o.AddSetting("network", "clustered, in the proportions of Fig. 2c, N = %d, the leak of every neuron smaller by γ; λ_min(−A) = %s at "+
		"γ = 0", n, figure.Show(slowest))
	o.AddSetting("accuracy", "K = 2 K_deg for ε = %g, covariance of A itself, exact; %d draws", accuracy, draws)
	shares := []float64{0, 0.5, 0.9, 0.99, 0.999}
	s := &nearStudy{}
	if s.dominant, err = experiment.ExactLocals(run, dominant); err != nil {
		return nil, err
	}
	for _, share := range shares {
		if err := s.add(run, dominant, share*slowest, share, draws); err != nil {
			return nil, err
		}
	}
	s.finish(o, shares)
	return o, nil
}

// nearStudy holds the worst cases for each γ.
type nearStudy struct {
	with, without [][]float64 // worst cases with the additive term, and without
	unseen        [][]float64 // without it, when the probabilities are those of the dominant network
	dominant      network.LocalCovariance
	lacks         bool // whether every network but the first lacks dominance
}

// add does one γ, which is that share of λ_min.
func (s *nearStudy) add(run *figure.Run, dominant *network.Network, gamma, share float64, draws int) error {
	net, err := experiment.WithExtraLeak(dominant, -gamma)
	if err != nil {
		return err
	}
	if share > 0 {
		s.lacks = (s.lacks || len(s.with) == 1) && !net.DiagonallyDominant()
	}
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return err
	}
	p, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	ofDominant, err := planEpsilon(net, s.dominant, 1, nil)
	if err != nil {
		return err
	}
	run.Phase(fmt.Sprintf("worst cases, γ = %.2g", gamma), 3*draws)
	with, err := experiment.WorstCases(run, net, p, draws, gamma)
	if err != nil {
		return err
	}
	without, err := experiment.WorstCases(run, net, p, draws, 0)
	if errors.Is(err, compare.ErrIndefinite) {
		return fmt.Errorf("γ = %.3g: %w", gamma, err)
	}
	if err != nil {
		return err
	}
	unseen, err := experiment.WorstCases(run, net, ofDominant, draws, 0)
	s.with, s.without, s.unseen = append(s.with, with), append(s.without, without), append(s.unseen, unseen)
	return err
}

// atLeast is by which factor the error must grow to count as growing.
const atLeast = 1.1

// finish puts numbers, claims and picture into the outcome.
func (s *nearStudy) finish(o *figure.Outcome, shares []float64) {
	var with, without, unseen, left []float64
	largest := 0.0
	for k, share := range shares {
		with = append(with, experiment.Summary(s.with[k]).Mean)
		without = append(without, experiment.Summary(s.without[k]).Mean)
		unseen = append(unseen, experiment.Summary(s.unseen[k]).Mean)
		left = append(left, 1-share)
		largest = max(largest, slices.Max(s.with[k]))
		o.AddNumber(fmt.Sprintf("worst_mean_with_term_%g", share), with[k])
		o.AddNumber(fmt.Sprintf("worst_mean_without_term_%g", share), without[k])
		o.AddNumber(fmt.Sprintf("worst_mean_unseen_%g", share), unseen[k])
	}
	o.AddTables(figure.Columns("", []string{"gamma_over_lambda_min", "worst_with_term", "worst_without_term",
		"worst_without_term_dominant_probabilities"}, shares, with, without, unseen))
	last := len(shares) - 1
	o.AddClaim(figure.Claim{
		Place: "Section 6", Statement: "for a network that is not diagonally dominant, (10) holds with an additive term εγ",
		Criterion: "the networks lack dominance, and no draw exceeds ε with the term",
		Found: fmt.Sprintf("with γ = %g λ_min the mean worst case is %s with the term and %s without (%s and %s at γ = 0)",
			shares[last], figure.Show(with[last]), figure.Show(without[last]), figure.Show(with[0]), figure.Show(without[0])),
		Agrees: s.lacks && largest <= accuracy,
	})
	o.AddClaim(figure.Claim{
		Place: "Section 6", Statement: "the analysis has additional sources of error: without the additive term the error may grow with γ",
		Criterion: fmt.Sprintf("without the term the mean worst case grows by a factor %g or more, with the probabilities of A or with "+
			"those of the dominant network", atLeast),
		Found: fmt.Sprintf("without the term it grows by a factor %s, and by %s with the probabilities of the dominant network: those of A "+
			"itself see the slow mode, whose activity grows as it loses its leak, and keep the edges that it rests on",
			figure.Show(without[last]/without[0]), figure.Show(unseen[last]/unseen[0])),
		Agrees: max(without[last]/without[0], unseen[last]/unseen[0]) >= atLeast,
	})
	s.draw(o, left, with, without, unseen)
}

// draw draws the worst cases against what is left of λ_min.
func (s *nearStudy) draw(o *figure.Outcome, left, with, without, unseen []float64) {
	panel := draw.Panel{
		X:      draw.Axis{Label: "what is left of the smallest eigenvalue, 1 − γ/λ_min(−A)", Log: true},
		Y:      draw.Axis{Label: "worst-case ε of (3)", Log: true},
		Legend: draw.TopRight,
	}
	for k, x := range left {
		for _, dots := range []struct {
			colour draw.Style
			values []float64
		}{{draw.Blue(), s.unseen[k]}, {draw.Black(), s.without[k]}, {draw.Red(), s.with[k]}} {
			panel.Marks = append(panel.Marks, draw.Line{Style: dots.colour, X: slices.Repeat([]float64{x}, len(dots.values)), Y: dots.values,
				PointsOnly: true})
		}
	}
	panel.Marks = append(panel.Marks,
		draw.Line{Name: "without the term, probabilities of the dominant network", Style: draw.Blue(), X: left, Y: unseen},
		draw.Line{Name: "without the term", Style: draw.Black(), X: left, Y: without},
		draw.Line{Name: "with the term εγ|x|²", Style: draw.Red(), X: left, Y: with},
		draw.Line{Name: "ε asked for", Style: draw.Grey(), X: left, Y: slices.Repeat([]float64{accuracy}, len(left))})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{panel}}}
}
