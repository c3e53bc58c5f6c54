package sim

import (
	"context"
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/noise"
)

// resolveSolve replaces the timetable of a covariance by the method solve, whose samples are independent
// and have no burn-in, and checks that the network and the noise allow it. given is the spec before
// anything was resolved. It returns a *SpecError.
func (s *Spec) resolveSolve(given CovarianceSpec, net *network.Network, t *Schedule) error {
	if reason := s.whyNotSolved(net); reason != "" {
		return &SpecError{"covariance.method", "is solve, but " + reason}
	}
	h := t.StepSize
	if b := given.BurnIn; !b.IsAuto() && b.Value() != 0 {
		return &SpecError{"covariance.burn_in", fmt.Sprintf("is %v, but the samples of covariance.method solve need none; leave it out", b)}
	}
	if i := given.Interval; !i.IsAuto() && i.Value() != h {
		return &SpecError{"covariance.interval", fmt.Sprintf("is %v, but covariance.method solve has independent samples; leave it out", i)}
	}
	t.BurnInSteps, t.IntervalSteps, t.SamplesPerReplica = 0, 1, samplesPerReplica(s.Covariance, 1)
	s.Covariance.BurnIn, s.Covariance.Interval = Exactly(0), Exactly(h)
	return nil
}

// whyNotSolved says why samples cannot be found by solving, and the cure, or nothing.
func (s *Spec) whyNotSolved(net *network.Network) string {
	const trajectories = "covariance.method edges"
	switch {
	case net.Activation() == network.Rectified && s.Covariance.From == OwnDynamics:
		return "a rectified network's own activity is no solution of linear equations; take covariance.from linear, or " + trajectories
	case s.Noise.Placement == integrator.OrnsteinUhlenbeck:
		return "the noise is coloured; take noise.placement outside, or " + trajectories
	case !net.Symmetric():
		return "the network is not symmetric; symmetrize it (network.symmetrize mean or max), or take " + trajectories
	case !net.DiagonallyDominant():
		return fmt.Sprintf("the network is not diagonally dominant: %s; raise its leak (network.leak dominant), or take %s",
			leastDominant(net), trajectories)
	}
	return ""
}

// leastDominant names the neuron whose leak lacks most.
func leastDominant(net *network.Network) string {
	sums, least, where := net.Weights().RowSums(), math.Inf(1), 0
	for i, a := range net.Diagonal() {
		if slack := -a - sums[i]; slack < least {
			least, where = slack, i
		}
	}
	return fmt.Sprintf("the weights of neuron %s exceed its leak by %.3g", net.Label(where), -least)
}

// SolveFacts describes the equations whose solutions are the samples of the method solve: how many
// iterations of conjugate gradients they took, and the largest scaled residual that was left of one
// (integrator.Sampler).
type SolveFacts struct {
	Iterations     int     `json:"iterations"`      // median over the samples, the lower one of two
	IterationsMost int     `json:"iterations_most"` // of a sample
	Residual       float64 `json:"residual"`        // the largest, at most the tolerance
	Tolerance      float64 `json:"tolerance"`
}

// measureBySolving fills the covariance from independent samples of the stationary activity.
func measureBySolving(r *run, measured *network.Network) error {
	found, err := solveBlocks(r, measured)
	if err != nil {
		return err
	}
	if err := r.result.setLocal(found.blockStatistics, r.net); err != nil {
		return err
	}
	r.result.describeSamples(found.edges)
	r.result.Covariance.Solves = found.facts()
	return r.compareSolved(measured)
}

// solveBlocks samples all blocks of replicas and returns their merged statistics.
func solveBlocks(r *run, net *network.Network) (*solvedBlock, error) {
	c, times := r.spec.Covariance, r.schedule.SamplesPerReplica
	replicas, width := c.Replicas, int(c.Width.Value())
	r.opt.Progress.Phase("covariance", int64(times)*int64(replicas))
	weights, err := pack[float64](r, r.comparing(), net, width)
	if err != nil {
		return nil, err
	}
	widthOf := func(block int) int { return min(width, replicas-block*width) }
	return resume.Merge(r.ctx, r.runner, resume.Tasks[*solvedBlock]{
		Name: "covariance", Count: (replicas + width - 1) / width,
		Units: func(block int) int64 { return int64(times) * int64(widthOf(block)) },
		Do: func(_ context.Context, block int, cp *resume.Checkpoint) (*solvedBlock, error) {
			solved := newSolvedBlock(r.net, widthOf(block), times)
			sampler := integrator.NewSampler(net, weights, r.drive(r.comparing(), r.spec.Noise.Strength, noise.Solve))
			state := integrator.NewBlock[float64](net.Neurons(), widthOf(block), block*width)
			return solved, solved.sample(cp, sampler, state, times)
		},
		Encode: (*solvedBlock).encode,
		Decode: func(data []byte, first, blocks int) (*solvedBlock, error) {
			s := newSolvedBlock(r.net, widthOf(first), times)
			return s, s.decode(data, int64(times)*int64(min(replicas, (first+blocks)*width)-first*width))
		},
	}, func(merged **solvedBlock, next *solvedBlock) { (*merged).merge(next) })
}

// solvedBlock is what is kept of the samples of a block of replicas.
type solvedBlock struct {
	blockStatistics
	iterations []uint64 // samples that took k iterations
	residual   float64  // the largest that was left
}

func newSolvedBlock(net *network.Network, width, times int) *solvedBlock {
	return &solvedBlock{blockStatistics: newStatistics(net, covariance.SolveMethod, width, make([]float64, net.Neurons()), times)}
}

// sample takes all samples of a block, from where the checkpoint has it.
func (s *solvedBlock) sample(c *resume.Checkpoint, sampler *integrator.Sampler, b *integrator.Block[float64], times int) error {
	width := int64(b.Width)
	if _, err := c.Restore(func(data []byte) error {
		if err := s.decode(data, -1); err != nil {
			return err
		}
		if n := s.edges.Samples(); n > int64(times)*width {
			return fmt.Errorf("saved statistics are of %d samples, more than %d", n, int64(times)*width)
		}
		return nil
	}, s.edges.Samples); err != nil {
		return err
	}
	for b.Step = uint64(s.edges.Samples() / width); b.Step < uint64(times); {
		if err := c.Between(s.encode); err != nil {
			return err
		}
		if err := sampler.Sample(b); err != nil {
			return &SpecError{"covariance.method", fmt.Sprintf("is solve, but %v; take a larger leak, or covariance.method edges", err)}
		}
		s.edges.Add(b.State)
		s.count(sampler)
		c.Advance(width)
	}
	c.Report()
	s.edges.Complete()
	return nil
}

// count takes the iterations and the residuals of a sample.
func (s *solvedBlock) count(sampler *integrator.Sampler) {
	for r, k := range sampler.Iterations() {
		s.addIterations(k, 1)
		s.residual = max(s.residual, sampler.Residuals()[r])
	}
}

func (s *solvedBlock) addIterations(k int, samples uint64) {
	for len(s.iterations) <= k {
		s.iterations = append(s.iterations, 0)
	}
	s.iterations[k] += samples
}

// merge adds what the next block has.
func (s *solvedBlock) merge(next *solvedBlock) {
	s.blockStatistics.merge(next.blockStatistics)
	for k, samples := range next.iterations {
		s.addIterations(k, samples)
	}
	s.residual = max(s.residual, next.residual)
}

// facts summarizes the iterations.
func (s *solvedBlock) facts() *SolveFacts {
	f := &SolveFacts{Residual: s.residual, Tolerance: integrator.SolveTolerance, IterationsMost: len(s.iterations) - 1}
	below := int64(0)
	for k, samples := range s.iterations {
		if below += int64(samples); 2*below >= s.edges.Samples() {
			f.Iterations = k
			break
		}
	}
	return f
}

func (s *solvedBlock) encode() []byte {
	words := []float64{s.residual}
	for _, samples := range s.iterations {
		words = append(words, float64(samples)) // exact below 2⁵³
	}
	return resume.Join(s.blockStatistics.encode(), resume.EncodeFloats(words))
}

// decode replaces what there is by what encode encoded, which must be of that many samples unless
// they are negative.
func (s *solvedBlock) decode(data []byte, samples int64) error {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return err
	}
	words, err := resume.DecodeFloats(parts[1], len(parts[1])/8)
	if err != nil {
		return err
	}
	if err := s.blockStatistics.decode(parts[0], samples); err != nil {
		return err
	}
	counted := int64(0)
	s.residual, s.iterations = 0, nil
	for k, v := range words {
		if k == 0 {
			s.residual = v
			continue
		}
		s.iterations = append(s.iterations, uint64(v))
		counted += int64(v)
	}
	if counted != s.edges.Samples() {
		return fmt.Errorf("saved iterations are of %d samples, not %d", counted, s.edges.Samples())
	}
	return nil
}

// compareSolved fills how far the measured diff-cov lies from the exact value of the differential
// equation, which is that of the samples but for the tolerance.
func (r *run) compareSolved(measured *network.Network) error {
	if !r.comparesWithExact(measured) {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 1)
	var exact exactDiffCov
	if err := resume.Each(r.ctx, r.runner, resume.Tasks[exactDiffCov]{
		Name: "exact", Count: 1,
		Do: func(context.Context, int, *resume.Checkpoint) (exactDiffCov, error) {
			return r.solveDiffCov(measured, false), nil
		},
		Encode: exactDiffCov.encode,
		Decode: func(data []byte, _, _ int) (exactDiffCov, error) {
			return decodeExactDiffCov(data, r.net.Weights().Stored())
		},
	}, func(_ int, e exactDiffCov) { exact = e }); err != nil {
		return err
	}
	if exact.none != "" {
		r.result.note("no exact covariance: %v", exact.none)
		return nil
	}
	d, facts := newDeviation(r.net, r.result.Data.DiffCov, exact.values), r.result.Covariance
	facts.ExactAvailable = true
	facts.MaxAbsError, facts.MaxRelativeError, facts.RMSRelativeError = value(d.maxAbs), value(d.maxRelative), value(d.rmsRelative)
	facts.MaxEquationError, facts.RMSEquationError = value(d.maxRelative), value(d.rmsRelative)
	return nil
}
