// Package noise computes random numbers that are pure functions of a key and a counter.
//
// A standard normal is a function of (seed, purpose, step, neuron, replica), without any
// state, so that a trajectory does not depend on the number of workers, on the width of
// a block of replicas, or on whether it was interrupted and resumed; and two networks
// can be driven by the same noise. Discrete choices are a function of (seed,
// purpose, a, b, c, draw).
//
// # Contract
//
// Everything in this section is frozen: any change would change every published result.
// The portable code of this package is the specification; a faster one must equal it bit
// for bit.
//
// Bulk noise (normals, signs) is made of blocks of Philox4x32-10, four 32-bit words
// w0..w3 each, under the key (low, high 32 bits of the seed). The counter of a block is
//
//	            normals                                signs
//	c0          replica                                replica
//	c1          neuron / 4                             neuron / 128
//	c2          low 32 bits of the step                low 32 bits of the step
//	c3          purpose<<24 | bits 32..55 of the step  1<<31 | the same
//
// Normals: the 64 bits u = w1<<32 | w0 make the normals of the neurons 4q and 4q+1, the
// bits w3<<32 | w2 those of 4q+2 and 4q+3, by the transform of Box and Muller (1958)
//
//	U = (2m+1)/2^41,  m = u>>24                R = √(−2 ln U)
//	θ = 2π (k+½)/2^24, k = u mod 2^24          even neuron: R cos θ,  odd neuron: R sin θ
//
// computed by the sequence of operations in transform.go. Signs: neuron n has bit n%32
// of the word (n%128)/32, where 1 stands for +1 and 0 for −1.
//
// Discrete choices are the words of Philox4x64-10 under the key (seed, purpose), at the
// counters (0, a, b, c), (1, a, b, c), and so on, four 64-bit words of each in order.
// NumPy draws the same ones; since it increments a counter before it uses it,
//
//	start = ((a << 64 | b << 128 | c << 192) - 1) % 2**256
//	numpy.random.Philox(key=seed | purpose << 64, counter=start).random_raw(n)
//
// # Reasons
//
// Two generators: Philox4x32 multiplies 32-bit words, which vector units do in each
// lane; Philox4x64 is the one that NumPy has, so that the choice of the kept synapses can
// be reproduced there. Both pass the published known-answer tests of Random123.
//
// Box and Muller: every normal takes a fixed number of words, which is what makes random
// access by counter possible; the ziggurat method takes a varying number. The inverse of
// the normal distribution needs several polynomials, one of them for the tail, or
// tables, which vector units must gather. The polynomials are our own because the math
// package uses assembly for some machines, so that its last bit varies.
//
// 40 bits of radius, 24 of angle: the sum over the discrete angles is the trapezoid rule
// on a smooth periodic function, which converges faster than any power of the number of
// angles, so that the discrete angle does not show in the distribution of one normal.
// The joint distribution of the two normals of one pair lives on 2^24 rays from the
// origin. The discrete radius ends at √(2 ln 2^41) = 7.54 standard deviations, beyond
// which a true normal falls with probability 5·10⁻¹⁴. The mean and all odd moments are
// zero by symmetry, and the variance is 1 − 3·10⁻¹³. No value is zero, infinite or NaN.
package noise
