package theory

import (
	"context"
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/rules"
)

// aboutModules describes the large networks in the settings of the figure.
const aboutModules = "modules of 50 neurons, each with 6 synapses U(0.5, 1.5) and more of a two-hundredth of that; from every module " +
	"16 such weak links, positive or negative, to others, on which alone the decay of its slowest mode rests"

// largeSize is a network that is too large for decompositions, and how it is examined.
type largeSize struct {
	modules
	samples  int // by which d is measured
	draws    int // of noise-prune
	controls int // draws of each control
}

// largeSizes are those that the figure is continued to.
func largeSizes(opt figure.Options) []largeSize {
	return figure.Pick(opt, []largeSize{
		{modules{200, 30}, 512, 10, 3}, {modules{2000, 30}, 512, 10, 3}, {modules{20_000, 14}, 256, 2, 2},
	}, []largeSize{{modules{20, 30}, 128, 4, 2}, {modules{80, 30}, 128, 4, 2}})
}

// largeTolerance is the relative one of the worst cases, of which the criterion takes the upper end.
const largeTolerance = 0.01

// largeDraw is what is known of the worst-case ε of one pruned network. Its fields are exported for the store.
type largeDraw struct {
	Low, High float64 // it lies between; High is infinite where Low already exceeds the ε asked for
	Products  int     // with the network, that were needed
}

// largeResult is what was found.
type largeResult struct {
	largeSize
	edges, expected float64 // of the network, and kept by noise-prune
	worst           [figure.RuleCount][]largeDraw
}

// share is the expected share of the edges that are kept.
func (l *largeResult) share() float64 { return l.expected / l.edges }

// relativeError is the standard error of d.
func (l *largeResult) relativeError() float64 { return math.Sqrt(2 / float64(l.samples)) }

// mostOff bounds by how much d is too small, relatively, on the worst edge, with a probability of 95%: with S samples
// S d̂/d is chi-squared with S degrees of freedom, which lies below S(1 − 2√(t/S)) with a probability of e⁻ᵗ at most
// (Laurent & Massart 2000, lemma 1), here 0.05/edges.
func (l *largeResult) mostOff() float64 {
	return 2 * math.Sqrt(math.Log(l.edges/0.05)/float64(l.samples))
}

// promised is the ε that the theorem promises in spite of that: probabilities too small by a factor 1 − δ are those
// of K_deg(1 − δ) at the true d.
func (l *largeResult) promised() float64 { return accuracy / math.Sqrt(1-l.mostOff()) }

// addLarge examines one network.
func (s *scalingStudy) addLarge(run *figure.Run, size largeSize) error {
	run.Phase(fmt.Sprintf("network of %d neurons", size.neurons()), 1)
	net, err := size.network(run.Seed)
	if err != nil {
		return err
	}
	if err := run.FinishUnit(); err != nil {
		return err
	}
	locals, err := experiment.SampledLocals(run, net, size.samples)
	if err != nil {
		return err
	}
	one := &largeResult{largeSize: size, edges: float64(net.Edges())}
	run.Phase(fmt.Sprintf("worst cases by products, N = %d", net.Neurons()), size.draws+len(figure.Controls())*size.controls)
	for r := range figure.RuleCount {
		if err := one.prune(run, net, locals, r); err != nil {
			return fmt.Errorf("%s: %w", r.Label(), err)
		}
	}
	s.large = append(s.large, one)
	return nil
}

// prune draws by one rule, whose plan is made here and dropped again, since it is larger than the network. All
// workers work at one draw at a time, so that no more than one pruned network is held.
func (l *largeResult) prune(run *figure.Run, net *network.Network, locals network.LocalCovariance, r figure.Rule) error {
	plan, draws, err := l.plan(net, locals, r)
	if err != nil {
		return err
	}
	l.worst[r] = make([]largeDraw, draws)
	single := *run
	single.Workers = 1
	return figure.Each(&single, "worst cases by products", draws, figure.OneUnit, func(ctx context.Context, k int) (largeDraw, error) {
		defer run.Progress.Advance(1)
		pruned, err := experiment.Sample(run, plan, uint64(k), rules.Matched)
		if err != nil {
			return largeDraw{}, err
		}
		return examine(resume.Unsaved(ctx, nil), net, pruned, run.Workers)
	}, func(k int, found largeDraw) { l.worst[r][k] = found })
}

// plan returns the plan of a rule, noise-prune first, and how many draws it has.
func (l *largeResult) plan(net *network.Network, locals network.LocalCovariance, r figure.Rule) (*rules.Plan, int, error) {
	if r != figure.Noise {
		p, err := experiment.ControlPlan(net, locals, r, l.expected, nil)
		return p, l.controls, err
	}
	p, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return nil, 0, err
	}
	l.expected = p.Expected
	return p, l.draws, nil
}

// examine bounds the worst-case ε. Equal activity in one module is a vector that shows at once how badly most
// controls do; their worst vector, a mixture of slow modes, would take thousands of products.
func examine(at compare.Checkpoint, net, pruned *network.Network, workers int) (largeDraw, error) {
	low := moduleDistortion(net.Weights(), pruned.Weights())
	if low > accuracy {
		return largeDraw{Low: low, High: math.Inf(1)}, nil
	}
	d, err := compare.DistortionWithin(at, net, pruned, largeTolerance, workers)
	low = max(low, d.Epsilon()) // which is a Rayleigh quotient, too
	return largeDraw{Low: low, High: max(low, d.Epsilon()+d.Error), Products: d.Products}, err
}
