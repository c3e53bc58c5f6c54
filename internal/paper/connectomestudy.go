package paper

import (
	"context"
	"math"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/draw"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/rules"
)

// pruningRule is one way to choose the edges that stay.
type pruningRule struct {
	name, label string
	ink         draw.Style
	rule        rules.Rule
}

// The places of the rules of a connectome's study.
const (
	ruleNoise = iota
	ruleWeight
	ruleUniform
	ruleCount
)

func pruningRules() [ruleCount]pruningRule {
	return [ruleCount]pruningRule{
		{"noise", "noise-prune", draw.Red(), rules.NoisePrune},
		{"weight", "weight-based", draw.Blue(), rules.WeightOnly},
		{"uniform", "random", draw.Grey(), rules.Uniform},
	}
}

// What is measured of a pruned connectome: the means over eigenvectors of ε_λ, ε_v and
// 1 − cos θ, and the relative error of the state, over time. Less is better for all.
const (
	measureLambda = iota
	measureV
	measureAngle
	measureTrajectory
	measureCount
)

func measureNames() [measureCount]string {
	return [measureCount]string{"eps_lambda", "eps_v", "one_minus_cos_theta", "trajectory_error"}
}

func measureLabels() [measureCount]string {
	return [measureCount]string{"ε_λ", "ε_v", "1 − cos θ", "trajectory error"}
}

// outcomes are the measures of a connectome pruned once by each rule.
type outcomes [ruleCount][measureCount]float64

// connectomeStudy is one connectome, pruned by each rule to each density, several times.
type connectomeStudy struct {
	connectome
	net       *network.Network
	keeps     []float64
	perNeuron float64 // synapses onto a neuron
	spread    float64 // s.d. of diff-cov over edges, over its mean: 0 would make noise-prune the weight-based rule
	slowest   float64 // −Re of the slowest eigenvalue
	timetable timetable
	values    [][]outcomes // for each density and draw

	reference *compare.Reference
	original  [][][]float64 // states at each observation of each draw
	trials    []trial
	pruned    [][][ruleCount]*network.Network
}

// studyConnectome does all the work for one connectome.
func (j *job) studyConnectome(c connectome, keeps []float64, draws, most int) (*connectomeStudy, error) {
	net, err := c.network(most)
	if err != nil {
		return nil, err
	}
	s := &connectomeStudy{connectome: c, net: net, keeps: keeps, perNeuron: float64(net.Synapses()) / float64(net.Neurons())}
	j.phase(c.title, 2+len(keeps)*draws)
	if err := s.prune(j, draws); err != nil {
		return nil, err
	}
	if s.reference, err = j.reference(j.part("eigenvectors"), net); err != nil {
		return nil, err
	}
	values := s.reference.Eigenvalues()
	s.slowest = -real(values[len(values)-1])
	s.schedule()
	s.trials = j.randomStarts(net.Neurons())[:draws]
	if s.original, err = j.unwatched().followOriginal(net, s.trials, s.timetable); err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	if err := s.measure(j); err != nil {
		return nil, err
	}
	s.reference, s.original, s.trials, s.pruned = nil, nil, nil, nil // large, and no longer needed
	return s, nil
}

// unwatched is the same job without progress, for what is part of a larger unit of work.
func (j *job) unwatched() *job {
	quiet := *j
	quiet.opt.Progress = silent{}
	return &quiet
}

// prune draws all pruned networks, each rule to the same expected number of edges.
func (s *connectomeStudy) prune(j *job, draws int) error {
	locals, err := j.unwatched().exactLocals(s.net)
	if err != nil {
		return err
	}
	s.spread = spreadOf(s.net, locals)
	for _, keep := range s.keeps {
		at := make([][ruleCount]*network.Network, draws)
		for r, by := range pruningRules() {
			plan, err := rules.NewPlan(s.net, locals, rules.Request{Rule: by.rule, Budget: rules.Budget{Kind: rules.Keep, Value: keep}})
			if err != nil {
				return err
			}
			for d := range draws {
				if at[d][r], err = j.sample(plan, uint64(d), rules.Matched); err != nil {
					return err
				}
			}
		}
		s.pruned = append(s.pruned, at)
	}
	return j.done()
}

// spreadOf returns the standard deviation of diff-cov over the edges, over its mean.
func spreadOf(net *network.Network, locals rules.Locals) float64 {
	entries := net.Weights().Entries()
	var sum, squares float64
	for k, e := range entries {
		d := rules.NoisePrune(e.Weight, locals.Variance[e.Target], locals.Variance[e.Source], locals.Covariance[k]) / math.Abs(e.Weight)
		sum, squares = sum+d, squares+d*d
	}
	mean := sum / float64(len(entries))
	return math.Sqrt(max(0, squares/float64(len(entries))-mean*mean)) / mean
}

// How the trajectories of connectomes are integrated: for as many of the slowest time
// constants as in Fig. 2c, by steps that are stable in every pruned network.
const (
	connectomeTime = 1.3
	stepOfOriginal = 0.05 // of the largest stable step of the original
	stepOfPruned   = 0.7  // of the smallest of the pruned ones
	observations   = 50
)

// schedule chooses step and duration.
func (s *connectomeStudy) schedule() {
	original, _ := s.net.Gershgorin().LargestStep()
	step := stepOfOriginal * original
	for _, draws := range s.pruned {
		for _, nets := range draws {
			for _, net := range nets {
				if limit, ok := net.Gershgorin().LargestStep(); ok {
					step = min(step, stepOfPruned*limit)
				}
			}
		}
	}
	every := max(1, int(math.Ceil(connectomeTime/s.slowest/step/observations)))
	s.timetable = timetable{step: connectomeTime / s.slowest / float64(every*observations), steps: every * observations, every: every, sigma: authorsSigma}
}

// measure fills the values of all pruned networks.
func (s *connectomeStudy) measure(j *job) error {
	draws := len(s.trials)
	s.values = make([][]outcomes, len(s.keeps))
	for k := range s.values {
		s.values[k] = make([]outcomes, draws)
	}
	return each(j, "pruned networks", len(s.keeps)*draws, oneUnit, func(ctx context.Context, n int) (all outcomes, err error) {
		k, d := n/draws, n%draws
		for r, net := range s.pruned[k][d] {
			if all[r], err = s.measureOne(ctx, j, net, d); err != nil {
				return all, err
			}
		}
		j.opt.Progress.Advance(1)
		return all, ctx.Err()
	}, func(n int, all outcomes) { s.values[n/draws][n%draws] = all })
}

// measureOne holds one pruned network against the original.
func (s *connectomeStudy) measureOne(ctx context.Context, j *job, net *network.Network, draw int) (m [measureCount]float64, err error) {
	changes, err := s.reference.EpsLambda(net)
	if err != nil {
		return m, err
	}
	epsV, cosTheta := s.reference.Quadratic(net)
	m[measureLambda], m[measureV], m[measureAngle] = summary(changes).Mean, summary(epsV).Mean, 1-summary(cosTheta).Mean
	m[measureTrajectory], err = s.trajectoryError(ctx, j, net, draw)
	return m, err
}

// trajectoryError follows one pruned network under the noise of the original's run and
// returns the mean relative error.
func (s *connectomeStudy) trajectoryError(ctx context.Context, j *job, pruned *network.Network, draw int) (float64, error) {
	one := s.trials[draw]
	net, err := withInput(pruned, one.input)
	if err != nil {
		return 0, err
	}
	block := integrator.NewBlock[float64](net.Neurons(), 1, draw)
	copy(block.State, one.start)
	stepper, err := integrator.NewEulerMaruyama(net, kernel.New[float64](net.Weights(), kernel.Auto, 1), j.drive(s.timetable))
	if err != nil {
		return 0, err
	}
	errors := compare.NewTrajectories(1)
	err = advance(ctx, s.timetable, func(k int) { errors.Add(s.original[k][draw], block.State) }, func() error { return stepper.Advance(block) })
	if err != nil {
		return 0, err
	}
	return errors.ByRun()[0], nil
}
