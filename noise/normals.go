package noise

// strip is the number of replicas computed at a time: few enough that the buffers stay in
// the L1 cache. It does not influence the values.
const strip = 64

// Float is the precision of bulk noise.
type Float interface{ float32 | float64 }

// FillNormals writes independent standard normals N(0, 1),
//
//	dst[i*width+r] = k.Normal(step, firstNeuron+i, firstReplica+r),  i < neurons, r < width,
//
// rounded once to T (Box & Muller 1958; see the package documentation). Rectangles that
// start and end at multiples of four neurons are fastest. It panics unless dst has
// neurons·width values, no number is negative, step is below 2^56, all neurons are below
// 2^34, and all replicas below 2^32.
func FillNormals[T Float](k Key, dst []T, step uint64, firstNeuron, neurons, firstReplica, width int) {
	k.check(len(dst), step, firstNeuron, neurons, firstReplica, width)
	c := k.counter(step)
	first := int64(firstNeuron) // first+neurons need not fit an int of 32 bits
	end := first + int64(neurons)
	for neuron := first; neuron < end; {
		q, n := neuron/4, int((end-neuron)/4)
		rows := dst[int(neuron-first)*width:]
		if neuron%4 == 0 && n > 0 {
			writeQuartets(&c, rows, uint32(q), n, uint32(firstReplica), width)
			neuron += 4 * int64(n)
			continue
		}
		next := min(end, 4*q+4)
		writePart(&c, rows[:int(next-neuron)*width], uint32(q), int(neuron%4), uint32(firstReplica), width)
		neuron = next
	}
}

// writePart writes len(dst)/width rows of quartet q, from the given row on.
func writePart[T Float](c *counter, dst []T, q uint32, row int, firstReplica uint32, width int) {
	var block [4 * strip]T
	for done := 0; done < width; done += strip {
		n := min(strip, width-done)
		writeQuartets(c, block[:4*n], q, 1, firstReplica+uint32(done), n)
		for i := 0; i*width < len(dst); i++ {
			copy(dst[i*width+done:][:n], block[(row+i)*n:])
		}
	}
}

// FillNormals is the function FillNormals in double precision.
func (k Key) FillNormals(dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
	FillNormals(k, dst, step, firstNeuron, neurons, firstReplica, width)
}

// Normals writes the standard normals of one neuron for the replicas from firstReplica
// on: dst[r] = k.Normal(step, neuron, firstReplica+r). FillNormals computes four neurons at
// the cost of one. It panics where FillNormals does.
func (k Key) Normals(dst []float64, step uint64, neuron, firstReplica int) {
	k.FillNormals(dst, step, neuron, 1, firstReplica, len(dst))
}

// Normal returns one standard normal. It panics where FillNormals does.
func (k Key) Normal(step uint64, neuron, replica int) float64 {
	var z [1]float64
	k.FillNormals(z[:], step, neuron, 1, replica, 1)
	return z[0]
}

// words writes the lower and the upper 64 bits of block q of consecutive replicas.
func (c *counter) words(low, high []uint64, firstReplica, q uint32) {
	high = high[:len(low)]
	for r := range low {
		w0, w1, w2, w3 := c.block(firstReplica+uint32(r), q)
		low[r] = uint64(w1)<<32 | uint64(w0)
		high[r] = uint64(w3)<<32 | uint64(w2)
	}
}
