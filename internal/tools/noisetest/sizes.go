package main

// sizes says how much is drawn.
type sizes struct {
	crush        []string // streams that go through Crush
	smallCrush   []string // through SmallCrush
	blocks       int      // of 10⁶ normals in double precision
	singleBlocks int      // in single precision
	signSteps    int
	chunks       int // of 4096 draws of each place whose correlations are taken
	pairs        int // of neighbouring blocks
	bitPairs     int // of blocks that differ in one bit of their places
}

func full() sizes {
	s := sizes{
		crush: []string{"step", "neuron", "replica"}, blocks: 1000, singleBlocks: 100,
		signSteps: 30518, chunks: 64, pairs: 1 << 22, bitPairs: 1 << 16,
	}
	for _, each := range streams() {
		s.smallCrush = append(s.smallCrush, each.name)
	}
	return s
}

func quick() sizes {
	return sizes{
		smallCrush: []string{"step", "neuron", "replica"}, blocks: 10, singleBlocks: 10,
		signSteps: 1000, chunks: 2, pairs: 1 << 18, bitPairs: 1 << 12,
	}
}
