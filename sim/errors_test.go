package sim_test

import (
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/sim"
)

// blocksTold returns Σ of the squared errors that a watcher was told of the blocks before that sample when they had so many samples.
func blocksTold(n *noting, before, samples int64) (squares float64, blocks int) {
	for k, p := range n.partial {
		if p.Samples == samples && p.Before < before {
			squares += n.errors[k] * n.errors[k]
			blocks++
		}
	}
	return squares, blocks
}

// TestErrorsAgainstSamples: within blocks they are the root mean squares of what the estimators gave after those samples, as a
// watcher saw them (the network has fewer edges than errors are taken of); the last is the result's; all lie on the line, which
// passes through what the spec asks for.
func TestErrorsAgainstSamples(t *testing.T) {
	net := generated(t, "clustered:sizes=7/6,density=0.6,long=4,symmetric=true")
	for _, method := range []covariance.Method{covariance.EdgesMethod, covariance.DenseMethod, covariance.SolveMethod} {
		s := small()
		s.Covariance.Method, s.Covariance.Replicas, s.Covariance.Width = method, 40, sim.Exactly(16) // 16, 16 and 8 replicas
		s.Covariance.Samples = sim.Exactly(1000)
		var n noting
		r, err := sim.MeasureCovariance(t.Context(), s, net, sim.Options{Watcher: &n})
		if err != nil {
			t.Fatal(err)
		}
		facts, times := r.Covariance, r.Schedule.SamplesPerReplica
		if net.Edges() > 64 || times < 16 || times >= 100 {
			t.Fatalf("%d edges and %d samples a replica: the watcher does not see every sample", net.Edges(), times)
		}
		compared := 0
		for k, e := range facts.Errors {
			if want := math.Sqrt(2 / 1000.0 * float64(facts.Samples) / float64(e.Samples)); math.Abs(e.Expected/want-1) > 1e-14 {
				t.Errorf("%v: %v expected after %d samples, want %v", method, e.Expected, e.Samples, want)
			}
			if ratio := *e.RelativeError / e.Expected; k > 3 && (ratio < 0.6 || ratio > 1.6) { // a median of some dozens of edges
				t.Errorf("%v: %.2f times the expected error after %d samples", method, ratio, e.Samples)
			}
			if (e.ExactError == nil) != (method == covariance.SolveMethod) {
				t.Errorf("%v: exact error %v after %d samples", method, e.ExactError, e.Samples)
			}
			if e.Samples > int64(16*times) {
				continue
			}
			squares, blocks := blocksTold(&n, int64(32*times), e.Samples)
			if compared++; blocks != 2 || math.Abs(*e.RelativeError/math.Sqrt(squares/2)-1) > 1e-14 {
				t.Errorf("%v: error %v of blocks with %d samples, want %v", method, *e.RelativeError, e.Samples, math.Sqrt(squares/2))
			}
		}
		if compared < 5 {
			t.Errorf("%v: only %d errors compared", method, compared)
		}
		last := facts.Errors[len(facts.Errors)-1]
		if last.Samples != facts.Samples || *last.RelativeError != *facts.RelativeError {
			t.Errorf("%v: the last is %+v, the result has %d samples with %v", method, last, facts.Samples, *facts.RelativeError)
		}
		if method != covariance.SolveMethod && *last.ExactError != *facts.RMSRelativeError {
			t.Errorf("%v: the last exact error is %v, not %v", method, *last.ExactError, *facts.RMSRelativeError)
		}
		if merged := facts.Errors[len(facts.Errors)-2]; merged.Samples != int64(32*times) {
			t.Errorf("%v: no error of the first two blocks: %+v", method, merged)
		}
	}
}

// TestErrorsThatAreNotKnown: the method exact has none; blocks of one replica have only those against the exact value, up to where
// two of them are merged.
func TestErrorsThatAreNotKnown(t *testing.T) {
	net := generated(t, clustered)
	s := small()
	s.Covariance.Method = covariance.ExactMethod
	r, err := sim.MeasureCovariance(t.Context(), s, net, sim.Options{})
	if err != nil || r.Covariance.Errors != nil {
		t.Errorf("exact: %v, %v", r.Covariance.Errors, err)
	}
	s = small()
	s.Covariance.Replicas, s.Covariance.Width = 3, sim.Exactly(1)
	if r, err = sim.MeasureCovariance(t.Context(), s, net, sim.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Covariance.Errors {
		if single := e.Samples <= int64(r.Schedule.SamplesPerReplica); (e.RelativeError == nil) != single || e.ExactError == nil {
			t.Errorf("one replica a block: %+v", e)
		}
	}
	if n := len(r.Covariance.Errors); n != errorTimesMost+2 {
		t.Errorf("one replica a block: %d errors", n)
	}
}

// errorTimesMost is how many errors are taken of a block with so many samples or more: n/2^(11/2) of them are the first.
const errorTimesMost = 12
