package noise

import "math"

// FillRademacher writes independent random signs, −1 or +1 with probability one half each,
// in the layout of FillNormals: dst[i*width+r] belongs to neuron firstNeuron+i and replica
// firstReplica+r, and is a pure function of k, step, neuron and replica. Signs have the
// mean and the variance of standard normals and take 1/32 of the random words. It panics
// where FillNormals does.
func FillRademacher[T Float](k Key, dst []T, step uint64, firstNeuron, neurons, firstReplica, width int) {
	k.check(len(dst), step, firstNeuron, neurons, firstReplica, width)
	c := k.counter(step)
	c.c3 |= signs
	var words [4][strip]uint32
	for done := 0; done < width; done += strip {
		n := min(strip, width-done)
		for i := 0; i < neurons; {
			neuron := int64(firstNeuron) + int64(i) // need not fit an int of 32 bits
			for r := range n {
				replica := uint32(firstReplica) + uint32(done+r)
				words[0][r], words[1][r], words[2][r], words[3][r] = c.block(replica, uint32(neuron/128))
			}
			bit := uint(neuron % 128)
			for end := min(neurons, i+128-int(bit)); i < end; i, bit = i+1, bit+1 {
				row := dst[i*width+done:][:n]
				for r, w := range words[bit/32][:n] {
					row[r] = T(sign(w >> (bit & 31)))
				}
			}
		}
	}
}

// FillRademacher is the function FillRademacher in double precision.
func (k Key) FillRademacher(dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
	FillRademacher(k, dst, step, firstNeuron, neurons, firstReplica, width)
}

// sign returns +1 if bit 0 of w is set, else −1.
func sign(w uint32) float64 {
	const one = 0x3FF0000000000000 // the bits of 1.0
	return math.Float64frombits(one | uint64(^w)<<63)
}
