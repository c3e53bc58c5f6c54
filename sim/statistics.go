package sim

import (
	"encoding"
	"fmt"

	"noiseprune/covariance"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
)

// blockStatistics are the estimators of one block of replicas.
type blockStatistics struct {
	edges *covariance.Edges // which has the standard errors, by the method dense too
	dense *covariance.Dense // nil unless the method is dense
	curve *errorCurve
}

// newStatistics returns the estimators of a block that is to be sampled that many times, whose errors are taken by the plan.
func newStatistics(
	net *network.Network, method covariance.Method, width int, reference []float64, times int, plan *errorPlan,
) blockStatistics {
	s := blockStatistics{edges: covariance.NewEdges(net, width, reference, times), curve: newErrorCurve(plan, width)}
	if method == covariance.DenseMethod {
		s.dense = covariance.NewDense(net.Neurons(), width, reference)
	}
	return s
}

// estimator is what the estimators of a block have in common.
type estimator interface {
	Add(state []float64)
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	Samples() int64
}

func (s blockStatistics) estimators() []estimator {
	all := []estimator{s.edges}
	if s.dense != nil {
		all = append(all, s.dense)
	}
	return all
}

// observer returns what hands the samples of a block to the estimators: every interval after the
// burn-in.
func (s blockStatistics) observer(t Schedule, width int) trajectory.Observer {
	all := s.estimators()
	return trajectory.Observer{
		First: t.BurnInSteps + t.IntervalSteps, Interval: t.IntervalSteps,
		Observe: func(_ int, _, state []float64) {
			for _, e := range all {
				e.Add(state)
			}
			s.curve.take(s.edges)
		},
		Encode: s.encode,
		Decode: func(data []byte, samples int, _ []bool) error { return s.decode(data, int64(samples)*int64(width)) },
	}
}

// merge adds the statistics of the next block.
func (s blockStatistics) merge(next blockStatistics) {
	s.edges.Merge(next.edges)
	if s.dense != nil {
		s.dense.Merge(next.dense)
	}
	s.curve.merge(next.curve, s.edges)
}

// encode encodes all estimators and the errors.
func (s blockStatistics) encode() []byte {
	var parts [][]byte
	for _, e := range s.estimators() {
		parts = append(parts, resume.Marshal(e))
	}
	return resume.Join(append(parts, s.curve.encode())...)
}

// decode replaces what the estimators hold by what encode encoded, which must be of that
// many samples unless the number is negative.
func (s blockStatistics) decode(data []byte, samples int64) error {
	all := s.estimators()
	parts, err := resume.Split(data, len(all)+1)
	if err != nil {
		return err
	}
	for k, e := range all {
		if err := e.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
		if samples >= 0 && e.Samples() != samples {
			return fmt.Errorf("saved statistics are of %d samples, not %d", e.Samples(), samples)
		}
	}
	return s.curve.decode(parts[len(all)], s.edges.Samples())
}
