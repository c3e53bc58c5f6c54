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
		Caption: "Worst-case ε of (3) against α: dots are draws, the red line their mean; grey: the promise ε/√α; " +
			"black: the mean at the smallest α, times what the pruned edges' variance changes by, which goes as 1/√α where p is small.",
	}
	net, locals, err := networkAndLocals(run, n)
	if err != nil {
		return nil, err
	}
	o.AddSetting("network", "clustered, in the proportions of Fig. 2c, N = %d; covariance exact, matched diagonal", n)
	o.AddSetting("accuracy", "ε = %g at α = 1; %d draws", accuracy, draws)
	s := &undersamplingStudy{alphas: []float64{1, 0.5, 0.25, 0.125, 0.0625}, within: true}
	run.Phase("worst cases", draws*len(s.alphas))
	for _, alpha := range s.alphas {
		if err := s.add(run, net, locals, alpha, draws); err != nil {
			return nil, err
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
	worst     [][]float64 // of each draw
	means     []float64   // of worst
	promise   []float64   // ε/√α
	scatter   []float64   // see scatterOf
	keptShare []float64   // expected fraction of the edges
	within    bool        // whether no draw exceeds the promise
}

// add does one α.
func (s *undersamplingStudy) add(run *figure.Run, net *network.Network, locals network.LocalCovariance, alpha float64, draws int) error {
	p, err := planEpsilon(net, locals, alpha, nil)
	if err != nil {
		return err
	}
	worst, err := experiment.WorstCases(run, net, p, draws, 0)
	if err != nil {
		return err
	}
	promise := accuracy / math.Sqrt(alpha)
	s.worst = append(s.worst, worst)
	s.means = append(s.means, experiment.Summary(worst).Mean)
	s.promise = append(s.promise, promise)
	s.scatter = append(s.scatter, scatterOf(net, locals, p))
	s.keptShare = append(s.keptShare, p.Expected/float64(p.Edges))
	s.within = s.within && slices.Max(worst) <= promise
	return nil
}

// guide returns the mean at the smallest α, scaled by the scatter of the pruned edges.
func (s *undersamplingStudy) guide() (guide []float64) {
	last := len(s.alphas) - 1
	for _, scatter := range s.scatter {
		guide = append(guide, s.means[last]*scatter/s.scatter[last])
	}
	return guide
}

// describe puts the numbers and the table into the outcome.
func (s *undersamplingStudy) describe(o *figure.Outcome) {
	for k, alpha := range s.alphas {
		o.AddNumber(fmt.Sprintf("worst_mean_alpha%g", alpha), s.means[k])
		o.AddNumber(fmt.Sprintf("worst_max_alpha%g", alpha), slices.Max(s.worst[k]))
	}
	o.AddTables(figure.Columns("", []string{"alpha", "fraction_kept", "worst_mean", "promise", "guide"},
		s.alphas, s.keptShare, s.means, s.promise, s.guide()))
}

// draw draws worst cases and the fraction of edges kept against α.
func (s *undersamplingStudy) draw(o *figure.Outcome) {
	panel := draw.Panel{
		X: draw.Axis{Label: "α, factor on all probabilities", Log: true}, Y: draw.Axis{Label: "worst-case ε of (3)", Log: true},
		Legend: draw.TopRight,
	}
	for k, worst := range s.worst {
		panel.Marks = append(panel.Marks, draw.Line{Style: draw.Red(), X: slices.Repeat(s.alphas[k:k+1], len(worst)), Y: worst, PointsOnly: true})
	}
	panel.Marks = append(panel.Marks,
		draw.Line{Name: "promised, ε/√α", Style: draw.Grey(), X: s.alphas, Y: s.promise},
		draw.Line{Name: "as the variance says", Style: draw.Black(), X: s.alphas, Y: s.guide()},
		draw.Line{Name: "mean over draws", Style: draw.Red(), X: s.alphas, Y: s.means})
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
