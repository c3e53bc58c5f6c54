//go:build amd64 && !noasm

package noise

import "golang.org/x/sys/cpu"

// unit is a vector unit, by its number of lanes of 64 bits.
type unit int

const (
	avx2   unit = 4
	avx512 unit = 8
)

// fastest returns the widest unit of this processor, 0 if there is none.
func fastest() unit {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ:
		return avx512
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return avx2
	}
	return 0
}

// vectorQuartets is portableQuartets on a vector unit. The lanes are replicas, or quartets
// where there are fewer replicas than lanes.
func vectorQuartets[T Float](u unit, c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	if quartets == 0 || width == 0 {
		return
	}
	var t tables
	t.prepare(c)
	if width < int(u) {
		acrossQuartets(u, &t, c, dst, q, quartets, firstReplica, width)
		return
	}
	for done := 0; done < width; done += strip {
		n := max(int(u), min(strip, width-done))
		from := min(done, width-n) // a last strip that would be too short starts earlier
		for lane := range (n + int(u) - 1) / int(u) * int(u) {
			t.setReplica(c, u, lane, firstReplica+uint32(from+u.replicaOf(lane, n)))
		}
		t.setQuartets(q, 0, 1)
		callKernel(u, &t, dst[from:], width, quartets, n)
	}
}

// replicaOf returns which of n replicas a lane has, when they are divided into groups of u.
// A last group that would be too short starts earlier and overlaps the one before.
func (u unit) replicaOf(lane, n int) int {
	in := lane % int(u)
	return min(lane-in, n-int(u)) + in
}

// acrossQuartets computes one replica after another, u quartets at a time.
func acrossQuartets[T Float](u unit, t *tables, c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	var block [4 * strip]T
	for r := range width {
		for lane := range int(u) {
			t.setReplica(c, u, lane, firstReplica+uint32(r))
		}
		for done := 0; done < quartets; done += strip {
			n := min(strip, quartets-done)
			t.setQuartets(q+uint32(done), 1, uint32(u))
			callKernel(u, t, block[:], int(u), (n+int(u)-1)/int(u), int(u))
			for i := range n {
				from := block[i/int(u)*4*int(u)+i%int(u):]
				to := dst[4*(done+i)*width+r:]
				for k := range 4 {
					to[k*width] = from[k*int(u)]
				}
			}
		}
	}
}

// batchEntries is the capacity of a kernel's batch, in groups of replicas of one quartet.
func (u unit) batchEntries() int { return 128 / int(u) }

// callKernel writes that many quartets of n replicas, neuron i to dst[i*stride:].
func callKernel[T Float](u unit, t *tables, dst []T, stride, quartets, n int) {
	plan, replicas := &t.plan[0][0], &t.replicas[0]
	last := n - int(u)
	groups := (n + int(u) - 1) / int(u)
	batch := u.batchEntries() / groups
	switch dst := any(dst).(type) {
	case []float64:
		if u == avx512 {
			quartetsAVX512(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		} else {
			quartetsAVX2(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		}
	case []float32:
		if u == avx512 {
			quartets32AVX512(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		} else {
			quartets32AVX2(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		}
	}
}
