// Package noiseprune has no code of its own: it says what the packages beside it are.
//
// A recurrent network of N neurons is driven by noise, dx = (−D x + φ(W x + b)) dt + σ dW with φ
// the identity or the rectifier; the covariance of its activity says which synapses are kept, by
// the noise-prune rule of Moore & Chaudhuri (2020), "Using noise to probe recurrent neural network
// structure and prune synapses"; and the pruned network is compared with the original. In the
// order in which data passes:
//
//   - [noiseprune/network] holds a [noiseprune/network.Network], which never changes: sparse
//     weights W[target][source], leak D, input b, activation φ; also the generators, and what is
//     known without simulation: symmetry, stability, time scales.
//   - [noiseprune/network/netio] reads and writes Matrix Market, NumPy and CSV files. Its Load
//     makes the network of a file or a generator. [noiseprune/data] holds some connectomes.
//   - [noiseprune/stimulus] reads inputs that change in time from text, and gives their means over steps.
//   - [noiseprune/noise] gives random numbers that are functions of seed, purpose, step, neuron
//     and replica.
//   - [noiseprune/integrator] advances blocks of replicas by one step: the steppers, the noise
//     that drives them, the packed weights.
//   - [noiseprune/covariance] estimates covariances from the states of blocks, and solves for the
//     exact ones.
//   - [noiseprune/timeseries] estimates statistics of recorded activity: moments, covariances at lags,
//     spectra, group means, active fractions.
//   - [noiseprune/rules] scores edges by quantities local to the synapse (Rule), turns scores into
//     probabilities (Plan), and draws pruned networks from them (Sample).
//   - [noiseprune/compare] measures how similar a pruned network is to the original: spectra,
//     quadratic forms, worst cases, trajectories under the same noise.
//   - [noiseprune/sim] does all of it: a Spec, which is plain data, and a network become a Result.
//   - [noiseprune/report] writes a Result as one HTML page.
//
// The whole run on a file:
//
//	spec := sim.DefaultSpec()
//	spec.Network.Source = "network.mtx"
//	loaded, err := netio.Load(spec.Network, spec.Seed, netio.DefaultLimits())
//	if err != nil { … }
//	spec.Network = loaded.Definition
//	result, err := sim.Run(ctx, spec, loaded.Network, sim.Options{})
//	if err != nil { … }
//	fmt.Println(result.Pruned.Edges, "of", result.Network.Edges, "edges are kept")
//	pruned := result.Data.Rules[0].Pruned // a *network.Network
//
// The same Spec and network give the same Result, to the bit, for any number of workers; only
// what goes through another LAPACK differs, by rounding. Mistakes in the shape of arguments panic;
// input that cannot be used and numerical outcomes are errors.
//
// The examples of the packages show one's own rule ([noiseprune/rules.Rule]), one's own recording
// loop ([noiseprune/integrator.Stepper]), and one's own store for runs that are interrupted and
// resumed ([noiseprune/sim.Store]). The directory examples/outside is a program in a module of its
// own.
package noiseprune
