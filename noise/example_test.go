package noise_test

import (
	"fmt"

	"golang.org/x/exp/rand"
	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/noise"
)

// The noise of step 7 for neurons 2 to 4 and three replicas. Any other rectangle that
// holds these neurons and replicas has the same values there.
func ExampleKey_FillNormals() {
	k := noise.Key{Seed: 1, Purpose: noise.Drive}
	dst := make([]float64, 3*3)
	k.FillNormals(dst, 7, 2, 3, 0, 3)
	for i := range 3 {
		fmt.Printf("%6.3f\n", dst[3*i:3*i+3])
	}
	fmt.Printf("%6.3f\n", k.Normal(7, 4, 1))
	// Output:
	// [ 0.332  0.039 -0.572]
	// [-1.277  1.138 -0.335]
	// [ 1.547 -0.239  0.860]
	// -0.239
}

// Whether the synapse from neuron 12 to neuron 3 is kept, with probability 0.3, in the
// first pruned network: a stream of its own for each synapse and draw.
func ExampleKey_Uniform() {
	k := noise.Key{Seed: 1, Purpose: noise.Prune}
	fmt.Println(k.Uniform(3, 12, 0) < 0.3)
	// Output:
	// false
}

// Choices from one stream with distributions of gonum's, and a permutation.
func ExampleKey_Source() {
	s := noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0)
	linked := distuv.Bernoulli{P: 0.6, Src: s}
	fmt.Println(linked.Rand(), linked.Rand(), linked.Rand(), linked.Rand(), linked.Rand())
	weight := distuv.Normal{Mu: 1, Sigma: 1, Src: s}
	fmt.Printf("%.3f %.3f\n", weight.Rand(), weight.Rand())
	fmt.Println(rand.New(s).Perm(6))
	// Output:
	// 0 0 0 1 1
	// 0.034 1.811
	// [5 1 3 0 2 4]
}

// A Source goes on where it was after it is written and read.
func ExampleSource_MarshalBinary() {
	s := noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0)
	s.Uint64()
	data, _ := s.MarshalBinary()
	var t noise.Source
	if err := t.UnmarshalBinary(data); err != nil {
		fmt.Println(err)
	}
	fmt.Println(s.Uint64() == t.Uint64())
	// Output: true
}
