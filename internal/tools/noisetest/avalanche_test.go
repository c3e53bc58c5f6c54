package main

import (
	"math/rand/v2"
	"testing"

	"noiseprune/noise"
)

func TestAvalanche(t *testing.T) {
	for _, c := range []struct {
		why   string
		g     generator
		check func(*testing.T, []statistic)
	}{
		{"the generator of the noise", noise.Philox4x32, mustPass},
		{"ten rounds, as here", rounds(10), mustPass},
		{"three rounds", rounds(3), mustFail},
		{"five rounds, the most that this detects", rounds(5), mustFail},
		{"the last word of the counter ignored", func(c [4]uint32, k [2]uint32) [4]uint32 {
			c[3] = 0
			return noise.Philox4x32(c, k)
		}, mustFail},
		{"the high half of the seed ignored", func(c [4]uint32, k [2]uint32) [4]uint32 {
			k[1] = 0
			return noise.Philox4x32(c, k)
		}, mustFail},
		{"one bit of the words always set", func(c [4]uint32, k [2]uint32) [4]uint32 {
			w := noise.Philox4x32(c, k)
			w[2] |= 1 << 30
			return w
		}, mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			all, err := singleBitStatistics(t.Context(), c.g, 1<<11, rand.New(rand.NewPCG(1, 2)))
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, all)
		})
	}
	for _, c := range neighbours() {
		n, err := avalanche(t.Context(), noise.Philox4x32, c, 1<<16, rand.New(rand.NewPCG(3, 4)))
		if err != nil {
			t.Fatal(err)
		}
		mustPass(t, n.statistics(c.name))
	}
}
