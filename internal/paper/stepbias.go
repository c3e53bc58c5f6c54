package paper

import (
	"context"
	"math"
	"math/cmplx"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// stepBias says what the step of a simulation does to the covariance, to the probabilities
// and to the pruned network.
func stepBias(j *job) (*Outcome, error) {
	o := &Outcome{
		Shows: "The paper's covariance is that of the differential equation; a simulation has that of its stepper. " +
			"Beyond the paper: how far Euler–Maruyama's and Leimkuhler–Matthews's covariances and probabilities lie from it, exactly and measured, and what becomes of the pruned network.",
		Caption: "Top: symmetric, bottom: directed network; against the step as a fraction of the largest stable one. Left: relative bias of d, mean over synapses, " +
			"its size: lines, exact; dots, trajectories with one standard error; below 1e−6 at the lower end. Middle: relative bias of p at the same expected number of edges, root mean square. " +
			"Right: mean ε_v in units of that with the unbiased covariance, bands: one standard error over draws.",
	}
	o.set("accuracy", "%d draws for each covariance, matched diagonal; every plan is expected to keep the edges that %g gives with the unbiased covariance", stepDraws, keepTrajectories)
	o.set("trajectories", "%d blocks of %d independent replicas, each looked at %d times; standard errors over the blocks", stepBlocks, stepReplicas, stepTimes)
	var studies []*stepStudy
	for _, directed := range []bool{false, true} {
		c := clusters{sizes: pick(j, []int{500, 100, 400}, []int{100, 20, 80}), long: pick(j, authorsLong/2, 250), directed: directed}
		s, err := j.studySteps(c, stepFractions(), measuredFractions())
		if err != nil {
			return nil, err
		}
		o.set(s.kind()+" network", "%s; leak: row sum of |W|, no slack; largest stable step %s", c.generator(), show(s.largest))
		studies = append(studies, s)
	}
	describeSteps(o, studies)
	claimSteps(o, studies)
	drawSteps(o, studies)
	return o, nil
}

// stepFractions lists the steps, in units of the largest stable one.
func stepFractions() []float64 { return []float64{0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.9} }

// measuredFractions lists those at which trajectories are run.
func measuredFractions() []float64 { return []float64{0.1, 0.4, 0.7} }

// How many pruned networks are drawn for each covariance, and how many samples each
// measured point rests on.
const (
	stepDraws    = 10
	stepBlocks   = 16
	stepReplicas = 16
	stepTimes    = 4
)

// stepStudy is one network under both schemes.
type stepStudy struct {
	net       *network.Network
	solved    *network.Network // the same for the solver: of any network, not of symmetric ones only
	largest   float64          // stable step
	own       float64          // the step that this program takes unless told otherwise
	fractions []float64
	schemes   []scheme

	diffCov       []float64 // of the differential equation
	plan          *rules.Plan
	reference     *compare.Eigendecomposition
	unbiased      []float64       // ε_v of the draws with the unbiased covariance
	weight        []float64       // and of the control
	exact         [2][]stepEffect // for each scheme and fraction
	measured      [2][]stepPoint  // for each scheme and measured fraction
	measuredSteps []float64       // fractions
}

// stepEffect is what one step does.
type stepEffect struct {
	meanD, rmsD float64   // relative bias of d over synapses
	rmsP        float64   // relative bias of p over synapses
	epsV        []float64 // mean ε_v of each draw
	diffCov     []float64
}

// stepPoint is a mean relative deviation of d with its standard error, from the
// differential equation's and from the stepper's own covariance.
type stepPoint struct{ equation, equationSE, stepper, stepperSE float64 }

func (s *stepStudy) kind() string {
	if s.net.Symmetric() {
		return "symmetric"
	}
	return "directed"
}

// studySteps makes the network and does all of it.
func (j *job) studySteps(c clusters, fractions, measured []float64) (*stepStudy, error) {
	j.phase("network", 1)
	net, err := j.network(c, 0)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	solved, err := unlike(net)
	if err != nil {
		return nil, err
	}
	s := &stepStudy{net: net, solved: solved, fractions: fractions, measuredSteps: measured, schemes: []scheme{eulerMaruyama(), leimkuhlerMatthews()}}
	j.phase("eigenvectors", 1)
	if s.reference, err = j.reference(j.part("eigenvectors"), net); err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	s.largest = largestStep(s.reference.Eigenvalues())
	_, schedule, err := sim.Resolve(sim.DefaultSpec(), net)
	if err != nil {
		return nil, err
	}
	s.own = schedule.StepSize
	if err := s.unbiasedPlans(j); err != nil {
		return nil, err
	}
	if err := s.solve(j); err != nil {
		return nil, err
	}
	return s, s.measure(j)
}

// largestStep returns the h below which |1 + hλ| < 1 for every eigenvalue λ.
func largestStep(values []complex128) float64 {
	largest := math.Inf(1)
	for _, v := range values {
		largest = min(largest, -2*real(v)/(cmplx.Abs(v)*cmplx.Abs(v)))
	}
	return largest
}

// unlike returns a symmetric network with one weight changed by a part in 10¹², any other as
// it is. The stepper's equation is then solved as it stands, and not by the formula for
// symmetric networks, which holds that Leimkuhler–Matthews has no bias.
func unlike(net *network.Network) (*network.Network, error) {
	if !net.Symmetric() {
		return net, nil
	}
	entries := net.Weights().Entries()
	entries[0].Weight *= 1 + 1e-12
	parts := net.Parts()
	var err error
	if parts.Weights, err = network.NewCSR(net.Neurons(), entries); err != nil {
		return nil, err
	}
	return network.New(parts)
}

// unbiasedPlans prunes by the covariance of the differential equation, and by weight.
func (s *stepStudy) unbiasedPlans(j *job) error {
	locals, err := j.exactLocals(s.net)
	if err != nil {
		return err
	}
	s.diffCov = locals.DiffCov(s.net)
	p, err := planBoth(s.net, locals, keepTrajectories)
	if err != nil {
		return err
	}
	s.plan = p.noise
	if s.unbiased, err = s.draws(j, p.noise); err != nil {
		return err
	}
	s.weight, err = s.draws(j, p.weight)
	return err
}

// draws returns the mean ε_v of each draw of a plan.
func (s *stepStudy) draws(j *job, p *rules.Plan) ([]float64, error) {
	var means []float64
	for k := range stepDraws {
		pruned, err := j.sample(p, uint64(k), rules.Matched)
		if err != nil {
			return nil, err
		}
		epsV, _ := s.reference.QuadraticForms(pruned)
		means = append(means, summary(epsV).Mean)
	}
	return means, j.ctx.Err()
}

// solve finds the exact covariance of each scheme at each step, and prunes by it.
func (s *stepStudy) solve(j *job) error {
	n := len(s.fractions)
	j.phase("covariances of the steppers, "+s.kind(), n*len(s.schemes))
	return sim.Each(j.ctx, j.opt.Workers, n*len(s.schemes), func(_ context.Context, job int) (stepEffect, error) {
		defer j.opt.Progress.Advance(1)
		return s.effect(j, s.schemes[job/n], s.fractions[job%n])
	}, func(job int, e stepEffect) { s.exact[job/n] = append(s.exact[job/n], e) })
}

// effect is that of one scheme at one step.
func (s *stepStudy) effect(j *job, one scheme, fraction float64) (e stepEffect, err error) {
	exact, err := one.exact(s.solved, 1, fraction*s.largest)
	if err != nil {
		return e, err
	}
	local := covariance.LocalFrom(s.net, exact.Covariance)
	e.diffCov = local.DiffCov(s.net)
	changes := relativeTo(s.net, e.diffCov, s.diffCov)
	e.meanD, e.rmsD = meanOf(changes), math.Sqrt(meanSquare(changes))
	plan, err := rules.NewPlan(s.net, local, rules.Request{
		Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: s.plan.Expected},
	})
	if err != nil {
		return e, err
	}
	e.rmsP = math.Sqrt(meanSquare(relativeTo(s.net, plan.Probabilities, s.plan.Probabilities)))
	e.epsV, err = s.draws(j, plan)
	return e, err
}

// ensembles prepares the trajectories of each scheme at each measured step, and returns
// the steps of replicas that they take.
func (s *stepStudy) ensembles(j *job) (all []ensemble, total int64, err error) {
	for _, one := range s.schemes {
		for _, f := range s.measuredSteps {
			e, err := j.ensemble(s.net, one, f*s.largest, stepReplicas)
			if err != nil {
				return nil, 0, err
			}
			all = append(all, e)
			total += stepBlocks * e.steps(sampleBlock{0, stepReplicas, stepTimes})
		}
	}
	return all, total, nil
}

// measure runs trajectories at some of the steps.
func (s *stepStudy) measure(j *job) error {
	n := len(s.measuredSteps)
	ensembles, total, err := s.ensembles(j)
	if err != nil {
		return err
	}
	j.phase("covariances from trajectories, "+s.kind(), int(total))
	equation, stepper := make([][]float64, len(ensembles)), make([][]float64, len(ensembles))
	err = sim.Each(j.ctx, j.opt.Workers, len(ensembles)*stepBlocks, func(ctx context.Context, job int) ([2]float64, error) {
		at := job / stepBlocks
		l, err := ensembles[at].estimate(ctx, sampleBlock{job * stepReplicas, stepReplicas, stepTimes}, j.opt.Progress.Advance)
		if err != nil {
			return [2]float64{}, err
		}
		d := l.DiffCov(s.net)
		exact := s.at(at/n, s.measuredSteps[at%n]).diffCov
		return [2]float64{meanOf(relativeTo(s.net, d, s.diffCov)), meanOf(relativeTo(s.net, d, exact))}, nil
	}, func(job int, off [2]float64) {
		at := job / stepBlocks
		equation[at], stepper[at] = append(equation[at], off[0]), append(stepper[at], off[1])
	})
	for at := range ensembles {
		var p stepPoint
		p.equation, p.equationSE = meanAndError(equation[at])
		p.stepper, p.stepperSE = meanAndError(stepper[at])
		s.measured[at/n] = append(s.measured[at/n], p)
	}
	return err
}

// placeOf returns the place of a measured fraction among all.
func (s *stepStudy) placeOf(fraction float64) int {
	for k, f := range s.fractions {
		if f == fraction {
			return k
		}
	}
	panic("paper: a measured step whose exact covariance is not known")
}
