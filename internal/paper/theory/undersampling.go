package theory

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// Undersampling checks Section 6, "Approximate probabilities": p̂ = α p inflates ε to ε/√α.
func Undersampling(run *figure.Run) (*figure.Outcome, error) {
	n, draws := figure.Pick(run.Options, 1000, 400), figure.Pick(run.Options, 20, 6)
	o := &figure.Outcome{
		Shows: "The paper argues (Section 6) that undersampling edges by a factor α inflates ε by 1/√α and no more.",
		Caption: "Clustered network. Worst-case ε of (3) against α: dots are draws, the red line their mean; grey: the promise ε/√α; " +
			"black: the mean at the smallest α, times what the pruned edges' variance changes by, which goes as 1/√α where p is small.",
	}
	o.AddSetting("networks", "N = %d, %s; covariance exact, matched diagonal", n, aboutFamilies)
	o.AddSetting("accuracy", "ε = %g at α = 1; %d draws by each rule", accuracy, draws)
	s := &undersamplingStudy{alphas: []float64{1, 0.5, 0.25, 0.125, 0.0625}}
	for _, f := range families() {
		net, locals, err := f.networkAndLocals(run, n)
		if err != nil {
			return nil, err
		}
		run.Phase("worst cases, "+f.label(), draws*len(s.alphas)*int(figure.RuleCount))
		for _, alpha := range s.alphas {
			if err := s.add(run, f, net, locals, alpha, draws); err != nil {
				return nil, fmt.Errorf("%s, α = %g: %w", f.label(), alpha, err)
			}
		}
	}
	s.describe(o)
	s.claimPromise(o)
	s.claimGrowth(o)
	s.draw(o)
	return o, nil
}

// undersamplingStudy holds the results for each α.
type undersamplingStudy struct {
	alphas    []float64
	worst     [familyCount][]byRule // of each draw
	scatter   byRule                // see scatterOf; of the clustered network
	keptShare []float64             // expected fraction of its edges
}

// promise returns ε/√α.
func promise(alpha float64) float64 { return accuracy / math.Sqrt(alpha) }

// add does one α of one network.
func (s *undersamplingStudy) add(
	run *figure.Run, f family, net *network.Network, locals network.LocalCovariance, alpha float64, draws int,
) error {
	plans, err := plansEpsilon(net, locals, alpha, nil)
	if err != nil {
		return err
	}
	worst, err := worstByRule(run, net, plans, draws, 0)
	if err != nil {
		return err
	}
	s.worst[f] = append(s.worst[f], worst)
	if f != clustered {
		return nil
	}
	for r, p := range plans {
		s.scatter[r] = append(s.scatter[r], scatterOf(net, locals, p))
	}
	s.keptShare = append(s.keptShare, plans[figure.Noise].Expected/float64(plans[figure.Noise].Edges))
	return nil
}

// means returns the mean worst case of a rule in the clustered network, for each α.
func (s *undersamplingStudy) means(r figure.Rule) (values []float64) {
	for _, worst := range s.worst[clustered] {
		values = append(values, experiment.Mean(worst[r]))
	}
	return values
}

// guide returns the mean at the smallest α, scaled by the scatter of the pruned edges.
func (s *undersamplingStudy) guide(r figure.Rule) (guide []float64) {
	last, means := len(s.alphas)-1, s.means(r)
	for _, scatter := range s.scatter[r] {
		guide = append(guide, means[last]*scatter/s.scatter[r][last])
	}
	return guide
}

// promises returns ε/√α for each α.
func (s *undersamplingStudy) promises() (values []float64) {
	for _, alpha := range s.alphas {
		values = append(values, promise(alpha))
	}
	return values
}

// describe puts the numbers and the table into the outcome.
func (s *undersamplingStudy) describe(o *figure.Outcome) {
	means := s.means(figure.Noise)
	for k, alpha := range s.alphas {
		o.AddInterval(fmt.Sprintf("worst_mean_alpha%g", alpha), experiment.MeanInterval(s.worst[clustered][k][figure.Noise]))
		o.AddNumber(fmt.Sprintf("worst_max_alpha%g", alpha), slices.Max(s.worst[clustered][k][figure.Noise]))
		o.AddNumber(fmt.Sprintf("linked_worst_max_alpha%g", alpha), slices.Max(s.worst[linked][k][figure.Noise]))
	}
	o.AddTables(figure.Columns("", []string{"alpha", "fraction_kept", "worst_mean", "promise", "guide"},
		s.alphas, s.keptShare, means, s.promises(), s.guide(figure.Noise)))
}

// draw draws worst cases and the fraction of edges kept against α.
func (s *undersamplingStudy) draw(o *figure.Outcome) {
	panel := draw.Panel{
		X: draw.Axis{Label: "α, factor on all probabilities", Log: true}, Y: draw.Axis{Label: "worst-case ε of (3)", Log: true},
		Legend: draw.TopRight,
	}
	for k, all := range s.worst[clustered] {
		worst := all[figure.Noise]
		panel.Marks = append(panel.Marks, draw.Line{Style: draw.Red(), X: slices.Repeat(s.alphas[k:k+1], len(worst)), Y: worst, PointsOnly: true})
	}
	panel.Marks = append(panel.Marks,
		draw.Line{Name: "promised, ε/√α", Style: draw.Grey(), X: s.alphas, Y: s.promises()},
		draw.Line{Name: "as the variance says", Style: draw.Black(), X: s.alphas, Y: s.guide(figure.Noise)},
		draw.Line{Name: "mean over draws", Style: draw.Red(), X: s.alphas, Y: s.means(figure.Noise)})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{panel, {
		X: draw.Axis{Label: "α, factor on all probabilities", Log: true}, Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)},
		Marks: []draw.Mark{draw.Line{Style: draw.Red(), X: s.alphas, Y: s.keptShare, Dots: true}},
	}}}}
}

// scatterOf returns the root of E‖B^(−½) (B^sparse − B) B^(−½)‖² in the Frobenius norm: the
// scatter of Ĩ about I in (9). Its square is Σ r² (1−p)/p over the edges, with the norms
// r = 2|w|d of (8) at unit noise.
func scatterOf(net *network.Network, locals network.LocalCovariance, p *rules.Plan) float64 {
	sum := 0.0
	for place, e := range net.Weights().Entries() {
		if e.Target <= e.Source {
			continue
		}
		r := 2 * rules.NoisePrune(e.Weight, locals.Variance[e.Target], locals.Variance[e.Source], locals.Covariance[place])
		sum += r * r * (1 - p.Probabilities[place]) / p.Probabilities[place]
	}
	return math.Sqrt(sum)
}
