package paper

import (
	"context"
	"errors"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/rules"
)

// samplesFigure measures the covariance from fewer and fewer samples, and prunes by it.
func samplesFigure(j *job) (*Outcome, error) {
	c := clusters{sizes: pick(j, []int{1000, 200, 800}, []int{100, 20, 80}), long: pick(j, authorsLong, 250)}
	s, err := j.studySamples(c, sampleCounts(pick(j, 8192, 1024)), pick(j, 5, 16))
	if err != nil {
		return nil, err
	}
	o := &Outcome{
		Shows: "The paper takes the covariance as known (the authors' code solves for it) and does not ask how long a network must be watched. " +
			"Beyond the paper: the rule is applied to covariances from S effective samples of the activity, from S = 1 to thousands.",
		Caption: "Against effective samples S: top left, root mean square over all edges of the relative error of d; the other panels, " +
			"how far a pruned network is from the original: mean ε_v over all eigenvectors, over the 20 slowest, and relative error of trajectories as in Fig. 2c. " +
			"Orange: covariance from S samples; red: exact covariance; blue: weight-based; bands: standard deviation over repetitions. " +
			"Grey: √(2/S), and what the mean of 1/p predicts, which has no finite value up to S = 2.",
	}
	o.set("network", "%s; leak: row sum of |W|, no slack", c.generator())
	o.set("covariance", "unit noise, Leimkuhler–Matthews, h = %s (no bias in a symmetric network); independent replicas from rest, first sampled after %s time units, "+
		"up to %d of them, then every %s; S = samples − 1, since the mean takes one", show(s.ensemble.h), show(float64(s.ensemble.burnIn)*s.ensemble.h),
		ensembleWidest, show(float64(s.ensemble.interval)*s.ensemble.h))
	o.set("kept", "every plan is expected to keep %s edges, what %g gives with the exact covariance; matched diagonal", thousands(int(s.edges+0.5)), keepTrajectories)
	o.set("repetitions", "%d at each S, each with samples, draw of the pruned network, initial state and noise of its own", s.repetitions)
	o.set("trajectories", "x(0) ~ U(0, 1), b = %g, σ = %g, Euler–Maruyama, h = %g, %s steps; the same noise for all networks of a repetition",
		backgroundInput, s.timetable.sigma, s.timetable.step, thousands(s.timetable.steps))
	if lost, upTo := s.lost(); lost > 0 {
		o.set("lost", "%s with weights too large for the step: their trajectories count as errors of %d, all at S ≤ %g", countOf(lost, "pruned network"), lostTrajectory, upTo)
	}
	s.describe(o)
	s.claims(o)
	s.draw(o)
	return o, nil
}

// sampleCounts lists how many samples are taken, from 2 on.
func sampleCounts(most int) []int {
	counts := []int{2, 3, 4, 6, 8, 12}
	for n := 16; n <= most; n *= 2 {
		counts = append(counts, n)
	}
	return counts
}

// fate is what became of one pruned network: the measures of the figure.
type fate [4]float64

// The measures of a fate.
const (
	ofDiffCov    = iota // mean square over synapses of the relative error of d; 0 where it is exact
	ofForms             // mean ε_v
	ofSlowForms         // mean ε_v of the 20 slowest eigenvectors
	ofTrajectory        // relative error of the trajectory, mean over time
)

// slowForms is how many of the slowest eigenvectors the paper looks at (Fig. 2d).
const slowForms = 20

// samplesStudy is one network pruned by covariances of all qualities.
type samplesStudy struct {
	net         *network.Network
	ensemble    ensemble
	timetable   timetable
	counts      []int // samples
	repetitions int
	edges       float64 // that every plan is expected to keep

	measured      [][]fate     // for each count and repetition
	exact, weight []fate       // for each repetition
	predicted     [2][]float64 // mean ε_v over all and over the slowest, in units of the exact covariance's, for each count

	diffCov   []float64 // exact
	reference *compare.Eigendecomposition
	trials    []trial
	states    [][][]float64 // of the original, for each time and repetition
}

// studySamples makes the network and prunes it in all ways.
func (j *job) studySamples(c clusters, counts []int, repetitions int) (*samplesStudy, error) {
	j.phase("network", 1)
	net, err := j.network(c, 0)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	s := &samplesStudy{net: net, counts: counts, repetitions: repetitions, timetable: timetable{step: 0.02, steps: 2000, every: 10, sigma: authorsSigma}}
	locals, err := j.exactLocals(net)
	if err != nil {
		return nil, err
	}
	p, err := planBoth(net, locals, keepTrajectories)
	if err != nil {
		return nil, err
	}
	s.edges = p.noise.Expected
	s.diffCov = locals.DiffCov(net)
	if err := s.prepare(j); err != nil {
		return nil, err
	}
	s.predict(p.noise)
	return s, s.run(j, p)
}

// samples returns the effective samples of each count.
func (s *samplesStudy) samples() []float64 {
	effective := make([]float64, len(s.counts))
	for k, n := range s.counts {
		effective[k] = float64(n - 1)
	}
	return effective
}

// prepare decomposes the original network, follows it, and sets up its sampling.
func (s *samplesStudy) prepare(j *job) error {
	scales, err := s.net.TimeScales()
	if err != nil {
		return err
	}
	if s.ensemble, err = j.ensemble(s.net, leimkuhlerMatthews(), stepShare*scales.LargestStep, ensembleWidest); err != nil {
		return err
	}
	j.phase("eigenvectors", 1)
	if s.reference, err = j.reference(j.part("eigenvectors"), s.net); err != nil {
		return err
	}
	if err := j.done(); err != nil {
		return err
	}
	j.phase("trajectories of the original", s.repetitions)
	s.trials = j.randomStarts(s.net.Neurons())[:s.repetitions]
	s.states, err = j.followOriginal(s.net, s.trials, s.timetable)
	return err
}

// block returns the samples of a repetition: no two blocks share a replica.
func (s *samplesStudy) block(count, repetition int) sampleBlock {
	n := s.counts[count]
	b := sampleBlock{(count*s.repetitions + repetition) * ensembleWidest, min(n, ensembleWidest), 1}
	b.times = n / b.replicas
	return b
}

// run prunes by every covariance, the longest to measure first.
func (s *samplesStudy) run(j *job, p plans) error {
	total := int64(0)
	for k := range s.counts {
		total += s.ensemble.steps(s.block(k, 0)) * int64(s.repetitions)
	}
	j.phase("covariances from trajectories", int(total))
	s.measured = make([][]fate, len(s.counts))
	jobs := (len(s.counts) + 2) * s.repetitions
	steps := func(job int) int64 {
		count := len(s.counts) - 1 - job/s.repetitions
		if count < 0 {
			return 0
		}
		return s.ensemble.steps(s.block(count, job%s.repetitions))
	}
	return each(j, "pruned networks", jobs, steps, func(ctx context.Context, job int) (fate, error) {
		count, repetition := len(s.counts)-1-job/s.repetitions, job%s.repetitions
		switch count {
		case -1:
			return s.prune(ctx, j, p.noise, repetition)
		case -2:
			return s.prune(ctx, j, p.weight, repetition)
		}
		return s.measure(ctx, j, s.block(count, repetition), repetition)
	}, func(job int, f fate) {
		switch count := len(s.counts) - 1 - job/s.repetitions; count {
		case -1:
			s.exact = append(s.exact, f)
		case -2:
			s.weight = append(s.weight, f)
		default:
			s.measured[count] = append(s.measured[count], f)
		}
	})
}

// measure estimates the covariance from a block of samples and prunes by it.
func (s *samplesStudy) measure(ctx context.Context, j *job, b sampleBlock, repetition int) (fate, error) {
	l, err := s.ensemble.estimate(ctx, b, j.opt.Progress.Advance)
	if err != nil {
		return fate{}, err
	}
	plan, err := rules.NewPlan(s.net, l, rules.Request{
		Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: s.edges},
	})
	if err != nil {
		return fate{}, err
	}
	f, err := s.prune(ctx, j, plan, repetition)
	f[ofDiffCov] = meanSquare(relativeTo(s.net, l.DiffCov(s.net), s.diffCov))
	return f, err
}

// prune draws the network of a repetition from a plan and compares it with the original.
// All plans of a repetition meet the same draw.
func (s *samplesStudy) prune(ctx context.Context, j *job, p *rules.Plan, repetition int) (f fate, err error) {
	pruned, err := j.sample(p, uint64(repetition), rules.Matched)
	if err != nil {
		return f, err
	}
	epsV, _ := s.reference.QuadraticForms(pruned)
	f[ofForms], f[ofSlowForms] = summary(epsV).Mean, summary(epsV[len(epsV)-slowForms:]).Mean
	f[ofTrajectory], err = s.trajectoryError(ctx, j, pruned, repetition)
	return f, err
}

// trajectoryError follows a pruned network beside the original.
func (s *samplesStudy) trajectoryError(ctx context.Context, j *job, pruned *network.Network, repetition int) (float64, error) {
	net, err := withInput(pruned, s.trials[repetition].input)
	if err != nil {
		return 0, err
	}
	block := integrator.NewBlock[float64](net.Neurons(), 1, repetition)
	copy(block.State, s.trials[repetition].start)
	stepper, err := integrator.NewEulerMaruyama(net, kernel.New[float64](net.Weights(), kernel.Auto, 1), j.drive(s.timetable))
	if err != nil {
		return 0, err
	}
	errorOf := compare.NewTrajectoryErrors(1)
	err = advance(ctx, s.timetable, func(k int) { errorOf.Add(s.states[k][repetition], block.State) }, func() error { return stepper.Advance(block) })
	var diverged *integrator.DivergedError
	switch {
	case errors.As(err, &diverged):
		return lostTrajectory, nil
	case err != nil:
		return 0, err
	}
	return errorOf.ByRun()[0], nil
}

// lostTrajectory is the error of a pruned network whose leak has become too large for the
// step: with few samples some weights grow without bound.
const lostTrajectory = 1

// lost returns how many trajectories were lost, and up to which S.
func (s *samplesStudy) lost() (count int, upTo float64) {
	for k, fates := range s.measured {
		for _, v := range values(fates, ofTrajectory) {
			if v == lostTrajectory {
				count, upTo = count+1, s.samples()[k]
			}
		}
	}
	return count, upTo
}
