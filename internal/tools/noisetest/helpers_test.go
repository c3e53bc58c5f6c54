package main

import (
	"testing"

	"noiseprune/noise"
)

// Tests with these helpers run the tool's tests with fewer numbers on the noise, which must pass,
// and on noise with a plausible defect, which must fail.

// worst returns the least distance of a p-value from 0 or 1.
func worst(all []statistic) (statistic, float64) {
	least, of := 1.0, statistic{}
	for _, s := range all {
		if e := extremity(s.P); e < least {
			least, of = e, s
		}
	}
	return of, least
}

// mustPass and mustFail judge p-values as the tool does, in the first attempt.
func mustPass(t *testing.T, all []statistic) {
	t.Helper()
	if s, e := worst(all); e < suspicious {
		t.Errorf("%s: p = %s (%s)", s.Name, probability(s.P), s.Detail)
	}
}

func mustFail(t *testing.T, all []statistic) {
	t.Helper()
	if s, e := worst(all); e >= failing {
		t.Errorf("not detected; the most suspicious is %s: p = %s (%s)", s.Name, probability(s.P), s.Detail)
	}
}

// rounds is Philox4x32 with so many rounds.
func rounds(n int) generator {
	return func(c [4]uint32, k [2]uint32) [4]uint32 {
		for range n {
			a, b := uint64(c[0])*0xD2511F53, uint64(c[2])*0xCD9E8D57
			c = [4]uint32{uint32(b>>32) ^ c[1] ^ k[0], uint32(b), uint32(a>>32) ^ c[3] ^ k[1], uint32(a)}
			k[0], k[1] = k[0]+0x9E3779B9, k[1]+0xBB67AE85
		}
		return c
	}
}

// mapped applies a change to every normal.
func mapped(change func(float64) float64) fill {
	return func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillNormals(dst, step, firstNeuron, neurons, firstReplica, width)
		for i, z := range dst {
			dst[i] = change(z)
		}
	}
}

// drawnAt draws each normal at another place, as a generator does that forgets something.
func drawnAt(forget func(k *noise.Key, step *uint64, neuron, replica *int)) fill {
	return func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		for i := range neurons {
			for r := range width {
				key, t, neuron, replica := k, step, firstNeuron+i, firstReplica+r
				forget(&key, &t, &neuron, &replica)
				dst[i*width+r] = key.Normal(t, neuron, replica)
			}
		}
	}
}

func attemptOf(p ...float64) result {
	var r result
	for i, v := range p {
		r.Statistics = append(r.Statistics, statistic{Name: string(rune('a' + i)), P: v})
	}
	return r
}
