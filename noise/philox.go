package noise

import "math/bits"

// The multipliers and the key increments (the golden ratio, √3 − 1) of Philox: Salmon,
// Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011.
const (
	multiplier32A = 0xD2511F53
	multiplier32B = 0xCD9E8D57
	increment32A  = 0x9E3779B9
	increment32B  = 0xBB67AE85

	multiplier64A = 0xD2E7470EE14C6C93
	multiplier64B = 0xCA5A826395121157
	increment64A  = 0x9E3779B97F4A7C15
	increment64B  = 0xBB67AE8584CAA73B
)

// Philox4x32 returns the block of Philox4x32-10 at a counter under a key. For each key it is
// a bijection.
func Philox4x32(counter [4]uint32, key [2]uint32) [4]uint32 {
	keys := schedule32(key)
	w0, w1, w2, w3 := philox32(counter[0], counter[1], counter[2], counter[3], &keys)
	return [4]uint32{w0, w1, w2, w3}
}

// schedule32 returns the keys of the ten rounds.
func schedule32(key [2]uint32) (keys [10][2]uint32) {
	for i := range keys {
		keys[i] = key
		key[0] += increment32A
		key[1] += increment32B
	}
	return keys
}

// philox32 is Philox4x32 on words that stay in registers. Unrolled and with the keys
// from memory it takes two thirds of the time of a loop.
func philox32(c0, c1, c2, c3 uint32, keys *[10][2]uint32) (w0, w1, w2, w3 uint32) {
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[0][0], keys[0][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[1][0], keys[1][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[2][0], keys[2][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[3][0], keys[3][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[4][0], keys[4][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[5][0], keys[5][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[6][0], keys[6][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[7][0], keys[7][1])
	c0, c1, c2, c3 = round32(c0, c1, c2, c3, keys[8][0], keys[8][1])
	return round32(c0, c1, c2, c3, keys[9][0], keys[9][1])
}

func round32(c0, c1, c2, c3, k0, k1 uint32) (w0, w1, w2, w3 uint32) {
	a := uint64(c0) * multiplier32A
	b := uint64(c2) * multiplier32B
	return uint32(b>>32) ^ c1 ^ k0, uint32(b), uint32(a>>32) ^ c3 ^ k1, uint32(a)
}

// Philox4x64 returns the block of Philox4x64-10 at a counter under a key. For each key it is
// a bijection. numpy.random.Philox is the same generator.
func Philox4x64(counter [4]uint64, key [2]uint64) [4]uint64 {
	c0, c1, c2, c3 := counter[0], counter[1], counter[2], counter[3]
	k0, k1 := key[0], key[1]
	for range 10 {
		highA, lowA := bits.Mul64(c0, multiplier64A)
		highB, lowB := bits.Mul64(c2, multiplier64B)
		c0, c1, c2, c3 = highB^c1^k0, lowB, highA^c3^k1, lowA
		k0, k1 = k0+increment64A, k1+increment64B
	}
	return [4]uint64{c0, c1, c2, c3}
}
