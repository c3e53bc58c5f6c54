//go:build amd64 && !noasm

package noise

// tables are the inputs of a kernel. With L lanes it computes
//
//	for range quartets {
//		for g := range groups {
//			offset := min(g·L, last)
//			for lane := range L {
//				w0, w1, w2, w3 := the block of plan[0][lane] and of the replica of that lane and group
//				transform(dst[offset+lane], dst[stride+offset+lane], w1<<32|w0)
//				transform(dst[2·stride+offset+lane], dst[3·stride+offset+lane], w3<<32|w2)
//			}
//		}
//		plan[0] += plan[1]
//		dst = dst[4·stride:]
//	}
//
// in batches of at most batch quartets. Of the first three rounds of Philox, the kernel
// computes only what depends on both the quartet and the replica. A round is
//
//	w0, w1, w2, w3 = high(b)^w1^k0, low(b), high(a)^w3^k1, low(a),  a = w0·A, b = w2·B.
type tables struct {
	// Numbers of quartets; their increments; what is added to the number in the first
	// round; the keys of the rounds from the fourth on. AVX2 uses half of each eight.
	plan [3 + 2*7][8]uint64
	// Four vectors for each group of lanes, the terms of the first three rounds that depend
	// on the replica only: what is added to w2 before the third round's product, to high(b)
	// after it, w2 and w3 after it.
	replicas [4 * strip]uint64
}

// prepare sets what depends on neither quartet nor replica.
func (t *tables) prepare(c *counter) {
	b := uint64(c.c2) * multiplier32B
	broadcast(&t.plan[2], uint32(b>>32)^c.keys[0][0])
	for i, k := range c.keys[3:] {
		broadcast(&t.plan[3+2*i], k[0])
		broadcast(&t.plan[4+2*i], k[1])
	}
}

func broadcast(vector *[8]uint64, word uint32) {
	for lane := range vector {
		vector[lane] = uint64(word)
	}
}

// setQuartets lets lane l start at quartet q + l·spacing and advance by increment.
func (t *tables) setQuartets(q, spacing, increment uint32) {
	for lane := range t.plan[0] {
		t.plan[0][lane] = uint64(q + uint32(lane)*spacing)
	}
	broadcast(&t.plan[1], increment)
}

// setReplica sets the replica of a lane, numbered through all groups.
func (t *tables) setReplica(c *counter, u unit, lane int, replica uint32) {
	a := uint64(replica) * multiplier32A
	b := uint64(uint32(a>>32)^c.c3^c.keys[0][1]) * multiplier32B
	w0 := uint32(b>>32) ^ c.c2*multiplier32B ^ c.keys[1][0]
	third := uint64(w0) * multiplier32A
	in, step := lane%int(u), int(u)
	group := t.replicas[4*(lane-in):]
	group[in] = uint64(uint32(a) ^ c.keys[1][1])
	group[in+step] = uint64(uint32(b) ^ c.keys[2][0])
	group[in+2*step] = uint64(uint32(third>>32) ^ c.keys[2][1])
	group[in+3*step] = uint64(uint32(third))
}
