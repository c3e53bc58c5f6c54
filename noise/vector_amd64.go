//go:build amd64 && !noasm

package noise

import "golang.org/x/sys/cpu"

// unit is a vector unit, by its number of lanes of 64 bits.
type unit int

const (
	avx2   unit = 4
	avx512 unit = 8
)

// fastest returns the unit to use on this machine, 0 if there is none.
func fastest() unit {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ:
		return avx512
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return avx2
	}
	return 0
}

// vectorQuartets is portableQuartets by a vector unit. The lanes are replicas, or
// quartets where there are fewer replicas than lanes.
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
			t.replica(c, u, lane, firstReplica+uint32(from+u.place(lane, n)))
		}
		t.number(q, 0, 1)
		callKernel(u, &t, dst[from:], width, quartets, n)
	}
}

// place returns which of n replicas a lane has, when they are divided into groups of u.
// A last group that would be too short starts earlier, in the one before.
func (u unit) place(lane, n int) int {
	in := lane % int(u)
	return min(lane-in, n-int(u)) + in
}

// acrossQuartets makes one replica after the other, of u quartets at a time.
func acrossQuartets[T Float](u unit, t *tables, c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	var block [4 * strip]T
	for r := range width {
		for lane := range int(u) {
			t.replica(c, u, lane, firstReplica+uint32(r))
		}
		for done := 0; done < quartets; done += strip {
			n := min(strip, quartets-done)
			t.number(q+uint32(done), 1, uint32(u))
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

// batchEntries is how many groups of replicas, each for one quartet, a kernel has room for.
func (u unit) batchEntries() int { return 128 / int(u) }

// callKernel writes that many quartets of n replicas, with row i·stride of dst for neuron
// i.
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
