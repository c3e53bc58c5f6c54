//go:build amd64 && !noasm

package noise

import (
	"golang.org/x/sys/cpu"
)

// tables is what the kernels read. A kernel works on lanes, four with AVX2 and eight with
// AVX-512: the first of each eight numbers below, or all. It is, with L lanes,
//
//	for range quartets {
//		for offset := 0; ; offset = min(offset+L, last) {
//			for lane := range L {
//				w0, w1, w2, w3 := block(plan[number][lane], replica lane of the group)
//				transform(dst[offset+lane], dst[stride+offset+lane], w1<<32|w0)
//				transform(dst[2*stride+offset+lane], dst[3*stride+offset+lane], w3<<32|w2)
//			}
//			if offset == last {
//				break
//			}
//		}
//		plan[number] += plan[increment]
//		dst = dst[4*stride:]
//	}
//
// where replicas has four vectors of L for each group, one for each turn of the inner
// loop. What depends on the replica only, or on the quartet only, is taken out of the
// loops: that leaves about seven and a half rounds of the ten.
type tables struct {
	plan     [3 + 14][8]uint64 // number, increment, first, and the keys of the rounds from the fourth on
	replicas [4 * lanes]uint64 // what the first three rounds make of the replica
}

// prepare fills in what depends on neither quartet nor replica.
func (t *tables) prepare(c *counter) {
	first := uint64(c.c2)*multiplier32B>>32 ^ uint64(c.keys[0][0])
	for lane := range 8 {
		t.plan[2][lane] = first
	}
	for i := range 7 {
		for j, key := range c.keys[3+i] {
			v := &t.plan[3+2*i+j]
			for lane := range v {
				v[lane] = uint64(key)
			}
		}
	}
}

// number lets the lanes start with blocks that are spread apart, and go on by increment.
func (t *tables) number(q, spread, increment uint32) {
	for lane := range 8 {
		t.plan[0][lane] = uint64(q + uint32(lane)*spread)
		t.plan[1][lane] = uint64(increment)
	}
}

// replica fills in one lane of a group of so many lanes. The words of the counter are
// replica, quartet, c2, c3; a round is
//
//	w0, w1, w2, w3 = high(b)^w1^k0, low(b), high(a)^w3^k1, low(a),  a = w0·A, b = w2·B.
func (t *tables) replica(c *counter, lane, of int, replica uint32) {
	a := uint64(replica) * multiplier32A
	b := uint64(uint32(a>>32)^c.c3^c.keys[0][1]) * multiplier32B
	w0 := uint32(b>>32) ^ c.c2*multiplier32B ^ c.keys[1][0]
	next := uint64(w0) * multiplier32A
	group := t.replicas[lane/of*4*of:]
	group[lane%of] = uint64(uint32(a) ^ c.keys[1][1])
	group[lane%of+of] = uint64(uint32(b) ^ c.keys[2][0])
	group[lane%of+2*of] = uint64(uint32(next>>32) ^ c.keys[2][1])
	group[lane%of+3*of] = uint64(uint32(next))
}

// vectorQuartets is portableQuartets by the vector unit. It returns false, having done
// nothing, where there is none.
func vectorQuartets[T Float](c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) bool {
	of := vectorLanes()
	if of == 0 {
		return false
	}
	if quartets == 0 || width == 0 {
		return true
	}
	var t tables
	t.prepare(c)
	if width < of {
		narrow(&t, of, c, dst, q, quartets, firstReplica, width)
		return true
	}
	for done := 0; done < width; done += lanes {
		// A last group that would be too short starts earlier, in the one before.
		n := max(of, min(lanes, width-done))
		from := min(done, width-n)
		last := n - of
		for lane := range (n + of - 1) / of * of {
			offset := min(lane/of*of, last) + lane%of
			t.replica(c, lane, of, firstReplica+uint32(from+offset))
		}
		t.number(q, 0, 1)
		t.run(of, dst[from:], width, quartets, last)
	}
	return true
}

// narrow is vectorQuartets for fewer replicas than lanes: the lanes are quartets.
func narrow[T Float](t *tables, of int, c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	var block [4 * lanes]T
	for r := range width {
		for lane := range of {
			t.replica(c, lane, of, firstReplica+uint32(r))
		}
		for done := 0; done < quartets; done += lanes {
			n := min(lanes, quartets-done)
			t.number(q+uint32(done), 1, uint32(of))
			t.run(of, block[:], of, (n+of-1)/of, 0)
			for i := range n {
				for k := range 4 {
					dst[(4*(done+i)+k)*width+r] = block[(i/of*4+k)*of+i%of]
				}
			}
		}
	}
}

func vectorLanes() int {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ:
		return 8
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return 4
	}
	return 0
}

// run calls the kernel.
func (t *tables) run(of int, dst any, stride, quartets, last int) {
	groups := (last+of-1)/of + 1
	batch := 128 / of / groups
	plan, replicas := &t.plan[0][0], &t.replicas[0]
	switch dst := dst.(type) {
	case []float64:
		if of == 8 {
			quartetsAVX512(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		} else {
			quartetsAVX2(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		}
	case []float32:
		if of == 8 {
			quartets32AVX512(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		} else {
			quartets32AVX2(&dst[0], stride, quartets, groups, last, batch, plan, replicas)
		}
	}
}
