package netio

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"

	"noiseprune/network"
	"noiseprune/noise"
)

// Loaded is a network that was read or generated.
type Loaded struct {
	Network    *network.Network
	Definition network.Definition // in which no auto is left of the leak
	Notes      []string           // what a user should know of how the file was read
}

// Load makes the network that the definition says: it reads the file, or runs the generator
// with the seed, and assembles the network. Limits hold for the file of weights. Every error
// is the input's, or that of the machine that could not read it.
func Load(d network.Definition, seed uint64, limits Limits) (*Loaded, error) {
	m, err := ReadWeights(d, seed, limits)
	if err != nil {
		return nil, err
	}
	return m.assemble(d)
}

// assemble makes the network that the definition says of the matrix.
func (m *Matrix) assemble(d network.Definition) (*Loaded, error) {
	if path, ok := d.Leak.File(); ok {
		if err := checkLeakFile(path); err != nil {
			return nil, fmt.Errorf("%s: %w", d.Source, err)
		}
	}
	net, resolved, err := d.Assemble(m.Weights, m.Labels, ReadVector)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	if net, err = d.WithNoise(net, noiseReaders()); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	if net, err = d.WithStimulus(net, ReadVector, ReadSeries); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	return &Loaded{Network: net, Definition: resolved, Notes: m.Notes}, nil
}

// ReadWeights reads the definition's file, or runs its generator with the seed.
func ReadWeights(d network.Definition, seed uint64, limits Limits) (*Matrix, error) {
	if network.IsGenerator(d.Source) {
		if !reflect.DeepEqual(d.Reading, network.Reading{Orientation: d.Orientation}) {
			return nil, fmt.Errorf("%s: a generator reads no file; leave out the options that say how one is read", d.Source)
		}
		generator, err := network.ParseGenerator(d.Source)
		if err != nil {
			return nil, err
		}
		w, err := generator.Generate(noise.Key{Seed: seed, Purpose: noise.Generate}.Source(0, 0, 0))
		return &Matrix{Weights: w}, err
	}
	m, err := Read(d.Source, d.Reading, limits)
	if _, missing := os.Stat(d.Source); errors.Is(err, fs.ErrNotExist) && errors.Is(missing, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file, and no generator of that name; simulate --help lists the generators", d.Source)
	}
	return m, err
}

// noiseReaders are the readers of files, and the random numbers of lognormal strengths, which no generator takes.
func noiseReaders() network.NoiseReaders {
	return network.NoiseReaders{Strengths: readStrengths, Common: ReadCommonNoise, Random: func(seed uint64) network.Source {
		return noise.Key{Seed: seed, Purpose: noise.Generate}.Source(1, 0, 0)
	}}
}

// readStrengths refuses a text that is neither a rule nor the name of a file.
func readStrengths(path string, neurons int, labels []string) ([]float64, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("noise strengths %s: no such file, and no such rule; give a file, uncoupled or lognormal:SPREAD", quote(path))
	}
	return ReadVector(path, neurons, labels)
}

// checkLeakFile refuses a leak that is neither a rule nor the name of a file.
func checkLeakFile(path string) error {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return nil
	}
	if _, err := network.ParseLeak(path); err != nil {
		return err
	}
	return nil
}
