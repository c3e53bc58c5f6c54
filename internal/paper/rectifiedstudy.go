package paper

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// The rectified networks. Inputs differ between neurons and are negative for half of them,
// so that some stay below threshold; recurrent input is about as large, so that which ones
// do changes on the way from x(0) ~ U(0, 1).
const (
	inputOfNeurons noise.Purpose = 101 // of the figure "rectified"

	rectifiedInput = 0.5 // b_i ~ U(−this, this)
	rectifiedTau   = 0.2 // correlation time of coloured noise
	coarser        = 4   // times the authors' step: the second step size
)

// placements are the places where the noise enters, in the order of the figure.
func placements() []integrator.Placement {
	return []integrator.Placement{integrator.Outside, integrator.Inside, integrator.OrnsteinUhlenbeck}
}

// rectifiedStudy is a rectified network, how it is pruned, and what was found.
type rectifiedStudy struct {
	prefix    string           // of numbers and tables; empty for the paper's kind of network
	generator string           // of it
	linear    *network.Network // that of A, to which the rule is applied
	net       *network.Network // the rectified one
	input     []float64        // b
	keep      float64
	plans     plans // from the covariance of the linear network
	trials    []trial
	traced    []int           // the neurons that are shown: that of Fig. 2c, and one that crosses the threshold
	runs      []*placementRun // one for each of the placements

	all      [][2]float64                          // for each draw, the smallest ε of (3) of all neurons, noise-pruned and weight-pruned
	step     float64                               // of covariance runs
	exact    map[noiseKind]network.LocalCovariance // of the linear network, as far as they were asked for
	excited  []*excitation
	reckoned []reckoning
}

// placementRun is what the trials leave with the noise at one place.
type placementRun struct {
	fine, coarse passage

	// For each draw of pruned networks, one of the active sets that the first trial visits:
	sizes []float64    // its neurons
	worst [][2]float64 // the smallest ε of (3) on it, noise-pruned and weight-pruned
}

// passage is a set of trials at one step size.
type passage struct {
	timetable
	*record
	*visits // of the first trial
}

// prepare makes the study of a network: inputs, probabilities from the linear network,
// and the trials with their pruned networks.
func (j *job) prepare(prefix string, linear *network.Network, size rectifiedSize) (*rectifiedStudy, error) {
	s := &rectifiedStudy{prefix: prefix, linear: linear, keep: size.keep, input: j.inputs(linear.Neurons()), exact: map[noiseKind]network.LocalCovariance{}}
	scales, err := linear.TimeScales()
	if err != nil {
		return nil, err
	}
	s.step = measureStep * scales.LargestStep
	if s.net, err = rectifiedFrom(linear, s.input); err != nil {
		return nil, err
	}
	locals, err := j.exactLocals(linear)
	if err != nil {
		return nil, err
	}
	if s.plans, err = planBoth(linear, locals, size.keep); err != nil {
		return nil, err
	}
	s.trials = j.randomStarts(linear.Neurons())[:size.trials]
	j.phase("pruning", size.trials)
	for k := range s.trials {
		one := &s.trials[k]
		one.input = s.input
		if one.noise, err = s.sample(j, s.plans.noise, k); err != nil {
			return nil, err
		}
		if one.weight, err = s.sample(j, s.plans.weight, k); err != nil {
			return nil, err
		}
		if err := j.done(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// inputs returns b_i ~ U(−rectifiedInput, rectifiedInput).
func (j *job) inputs(n int) []float64 {
	key := noise.Key{Seed: j.opt.Seed, Purpose: inputOfNeurons}
	b := make([]float64, n)
	for i := range b {
		b[i] = rectifiedInput * (2*key.Uniform(uint64(i), 0, 0) - 1)
	}
	return b
}

// sample draws a pruned network, rectified.
func (s *rectifiedStudy) sample(j *job, p *rules.Plan, draw int) (*network.Network, error) {
	pruned, err := j.sample(p, uint64(draw), rules.Matched)
	if err != nil {
		return nil, err
	}
	return rectifiedFrom(pruned, s.input)
}

// rectifiedFrom returns the rectified network of the same A under the input b.
func rectifiedFrom(linear *network.Network, input []float64) (*network.Network, error) {
	parts := linear.Parts()
	parts.Activation, parts.Input = network.Rectified, input
	return network.New(parts)
}

// promised returns the ε of (10) that the plan's K_deg = K/2 stands for (σ = 1).
func (s *rectifiedStudy) promised() float64 {
	return math.Sqrt(4 * math.Log(float64(s.linear.Neurons())) / (s.plans.noise.K / 2))
}

// follow runs the trials with the noise at each place, at two step sizes.
func (s *rectifiedStudy) follow(j *job, steps int) error {
	for _, p := range placements() {
		fine := timetable{step: authorsStep, steps: steps, every: 20, sigma: authorsSigma, placement: p, correlationTime: rectifiedTau}
		coarse := fine
		coarse.step, coarse.steps, coarse.every = coarser*fine.step, fine.steps/coarser, fine.every/coarser
		r := &placementRun{fine: passage{timetable: fine}, coarse: passage{timetable: coarse}}
		for _, one := range []*passage{&r.fine, &r.coarse} {
			if err := s.followOne(j, one); err != nil {
				return fmt.Errorf("noise %s, h = %g: %w", p, one.step, err)
			}
		}
		s.runs = append(s.runs, r)
	}
	return nil
}

// followOne runs the trials at one step size.
func (s *rectifiedStudy) followOne(j *job, r *passage) (err error) {
	if r.visits, err = j.visit(j.ctx, s.net, s.trials[0].start, r.timetable); err != nil {
		return err
	}
	if s.traced == nil {
		s.traced = []int{s.net.Neurons() / 4, r.undecided()}
	}
	r.record, err = j.follow(s.net, s.trials, r.timetable, s.traced)
	return err
}

// checkSets checks (3) on active sets that the first trial visits, evenly spaced over its
// visits, each on the pruned networks of another trial; and on all neurons.
func (s *rectifiedStudy) checkSets(j *job, draws int) error {
	draws = min(draws, len(s.trials))
	for _, r := range s.runs {
		draws = min(draws, len(r.fine.sets))
	}
	everybody := make([]bool, s.linear.Neurons())
	for i := range everybody {
		everybody[i] = true
	}
	var sets [][]bool
	var pruned [][2]*network.Network
	add := func(draw int, set []bool) {
		sets, pruned = append(sets, set), append(pruned, [2]*network.Network{s.trials[draw].noise, s.trials[draw].weight})
	}
	for k := range draws {
		add(k, everybody)
	}
	for _, r := range s.runs {
		for k, set := range spacedSets(r.fine.sets, draws) {
			add(k, set)
			r.sizes = append(r.sizes, float64(sizeOf(set)))
		}
	}
	worst, err := j.worstOnSets(s.linear, pruned, sets)
	if err != nil {
		return err
	}
	s.all = worst[:draws]
	for k, r := range s.runs {
		r.worst = worst[(k+1)*draws : (k+2)*draws]
	}
	return nil
}

// reckoning is what a set of probabilities is good for: the smallest ε of (3) in each of
// some draws.
type reckoning struct {
	name  string // of the origin of the probabilities
	worst []float64
}

// reckon prunes the linear network by probabilities of several origins. Those of the linear
// network and of the weights alone are checkSets' first draws.
func (s *rectifiedStudy) reckon(j *job, draws int) error {
	draws = min(draws, len(s.all))
	s.reckoned = []reckoning{{"linear", ruleColumn(s.all[:draws], 0)}, {"weight", ruleColumn(s.all[:draws], 1)}}
	var origins []*excitation
	for _, p := range placements() {
		all := s.at(p)
		origins = append(origins, all[0], all[len(all)-1])
	}
	j.phase("worst cases by origin", draws*len(origins))
	for _, e := range origins {
		worst, err := j.worstOf(s.linear, e.plan, draws, 0)
		if err != nil {
			return err
		}
		s.reckoned = append(s.reckoned, reckoning{e.name(), worst})
	}
	return nil
}
