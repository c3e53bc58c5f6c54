package paper

import "noiseprune/internal/paper/figure"

// Memory estimates how many bytes the figure takes with these options, the program with
// its libraries among them: what is live at once, without garbage.
//
// Dense matrices of all pairs of neurons are most of it: covariances, decompositions, and
// for each worker the workspace of LAPACK. How many of them there are was measured at full
// size with one worker and with two.
func (f Figure) Memory(opt figure.Options) float64 {
	const program, quick = 50e6, 120e6
	if opt.Size == figure.Quick {
		return quick
	}
	needs := f.needs(opt)
	matrices, perWorker := 8.0, 2.5
	if needs.MatricesPerWorker > 0 {
		perWorker = needs.MatricesPerWorker
	}
	n := float64(needs.Neurons)
	return program + 8*n*n*(matrices+perWorker*float64(opt.Workers)) + needs.Kept
}

// NeuronsInMemory returns how many neurons at most, in hundreds, let the figure fit into
// that many bytes; 0 where the size of its networks cannot be chosen.
func (f Figure) NeuronsInMemory(bytes float64, opt figure.Options) int {
	needs := f.needs(opt)
	if !needs.Adjustable {
		return 0
	}
	for opt.Most = needs.Neurons / 100 * 100; opt.Most > 0 && f.Memory(opt) > bytes; {
		opt.Most -= 100
	}
	return opt.Most
}
