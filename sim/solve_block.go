package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// solvedBlock is what is kept of the samples of a block of replicas.
type solvedBlock struct {
	blockStatistics
	iterations []uint64 // samples that took k iterations
	residual   float64  // the largest that was left
}

func newSolvedBlock(net *network.Network, width, times int, plan *errorPlan) *solvedBlock {
	return &solvedBlock{blockStatistics: newStatistics(net, covariance.SolveMethod, width, make([]float64, net.Neurons()), times, plan)}
}

// sample takes all samples of a block, from where the checkpoint has it. show is called after each.
func (s *solvedBlock) sample(
	c *resume.Checkpoint, sampler *integrator.Sampler, b *integrator.Block[float64], times int, show func(),
) error {
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
		s.curve.take(s.edges)
		s.count(sampler)
		show()
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
