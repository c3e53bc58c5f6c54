package paper

// Memory estimates how many bytes the figure takes with these options, the program with
// its libraries among them: what is alive at once, without garbage.
//
// Dense matrices of all pairs of neurons are most of it: covariances, decompositions, and
// for each worker what LAPACK works in. How many of them there are was measured at full
// size with one worker and with two.
func (f Figure) Memory(opt Options) float64 {
	const program, quick = 50e6, 120e6
	if opt.Size == Quick {
		return quick
	}
	matrices, perWorker := 8.0, 2.5
	if f.Name == "step-bias" { // each worker solves for the covariance of a directed network
		perWorker = 8
	}
	n := float64(f.order(opt))
	return program + 8*n*n*(matrices+perWorker*float64(opt.Workers)) + f.kept()
}

// order returns the neurons of the figure's largest network at full size.
func (f Figure) order(opt Options) int {
	j := &job{opt: opt}
	switch f.Name {
	case "1b":
		return 200
	case "2a":
		return clusters2a(j).neurons()
	case "2b":
		return clusters2b(j).neurons()
	case "undersampling", "subsets", "nearly-dominant", "step-bias":
		return 1000
	case "connectomes":
		return 1240
	}
	return 2000
}

// kept returns the bytes of what is kept for each synapse at full size: pruned networks of
// all trials, and the covariances and probabilities of all excitations.
func (f Figure) kept() float64 {
	if f.Name != "rectified" {
		return 0
	}
	const synapses, network, excitation, excitations = 1e6, 20, 50, 10
	return synapses * (trajectoryTrials*2*keepTrajectories*network + excitations*excitation)
}

// NeuronsInMemory returns how many neurons at most, in hundreds, let the figure fit into
// that many bytes; 0 where the size of its networks cannot be chosen.
func (f Figure) NeuronsInMemory(bytes float64, opt Options) int {
	if f.Name != "2a" && f.Name != "2b" {
		return 0
	}
	for opt.Most = f.order(opt) / 100 * 100; opt.Most > 0 && f.Memory(opt) > bytes; {
		opt.Most -= 100
	}
	return opt.Most
}
