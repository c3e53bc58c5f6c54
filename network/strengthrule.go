package network

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// StrengthRule determines the relative strengths s of the neurons' own noise. The zero value is 1 in each neuron.
type StrengthRule struct {
	kind   strengthKind
	spread float64
	seed   uint64
	file   string
}

type strengthKind uint8

const (
	equalStrengths     strengthKind = iota
	uncoupledStrengths              // s_i = √(D_i / mean D)
	lognormalStrengths              // ln s is normal; spread and seed
	fileStrengths
	givenStrengths // they came with the network
)

// defaultStrengthSeed is the seed of lognormal strengths where none is given: they are part of the network, and do not
// follow the seed of a run.
const defaultStrengthSeed = 1

// ParseStrengths reads a rule; any other text is the name of a file with a value for each neuron, which is not asked for here:
//
//	""                          1 in each neuron
//	"uncoupled"                 s_i = √(D_i / mean D), with which neurons without synapses have equal variance σ²s²/(2D)
//	"lognormal:SPREAD[,seed=S]"  ln s ~ N(·, SPREAD²), scaled to a mean square of 1; the seed is 1 unless given
//	"given"                     the network had its noise before
//
// SPREAD is finite and not negative.
func ParseStrengths(text string) (StrengthRule, error) {
	name, parameters, isParametrized := strings.Cut(text, ":")
	switch {
	case text == "":
		return StrengthRule{}, nil
	case text == "uncoupled":
		return StrengthRule{kind: uncoupledStrengths}, nil
	case text == GivenNoise:
		return StrengthRule{kind: givenStrengths}, nil
	case name == "lognormal" && isParametrized:
		return parseLognormal(text, parameters)
	case name == "lognormal":
		return StrengthRule{}, fmt.Errorf("noise strengths %q need a spread, such as lognormal:0.5", text)
	}
	return StrengthRule{kind: fileStrengths, file: text}, nil
}

// mostSpread is the largest spread: beyond it a square of a strength is not finite.
const mostSpread = 20

func parseLognormal(text, parameters string) (StrengthRule, error) {
	spread, rest, hasSeed := strings.Cut(parameters, ",")
	r := StrengthRule{kind: lognormalStrengths, seed: defaultStrengthSeed}
	var err error
	if r.spread, err = nonNegative(spread); err != nil {
		return StrengthRule{}, fmt.Errorf("noise strengths %q: the spread is %w", text, err)
	}
	if r.spread > mostSpread {
		return StrengthRule{}, fmt.Errorf("noise strengths %q: the spread is above %d, and must not be", text, mostSpread)
	}
	if !hasSeed {
		return r, nil
	}
	seed, ok := strings.CutPrefix(rest, "seed=")
	if r.seed, err = strconv.ParseUint(seed, 10, 64); !ok || err != nil {
		return StrengthRule{}, fmt.Errorf("noise strengths %q: %q is not of the form seed=NUMBER", text, rest)
	}
	return r, nil
}

// File returns the name of the file that the rule reads.
func (r StrengthRule) File() (path string, ok bool) { return r.file, r.kind == fileStrengths }

// Apply returns the strengths for neurons with that leak, nil where all are 1, and for the rule of a file what read reads.
// random returns the source of random numbers of a seed. It returns an error where all leaks are 0.
func (r StrengthRule) Apply(leak []float64, labels []string, read ReadVector, random func(seed uint64) Source) ([]float64, error) {
	switch r.kind {
	case equalStrengths, givenStrengths:
		return nil, nil
	case fileStrengths:
		return read(r.file, len(leak), labels)
	case uncoupledStrengths:
		return uncoupled(leak)
	case lognormalStrengths:
		return unitMeanSquare(logNormals(len(leak), r.spread, random(r.seed))), nil
	}
	panic("network: a rule for noise strengths is none of the constants")
}

func uncoupled(leak []float64) ([]float64, error) {
	total := 0.0
	for _, d := range leak {
		total += d
	}
	if !(total > 0) {
		return nil, errors.New("noise strengths uncoupled follow the leaks, and all of them are 0; give leaks, or a file of strengths")
	}
	strengths := make([]float64, len(leak))
	for i, d := range leak {
		strengths[i] = math.Sqrt(d / (total / float64(len(leak))))
	}
	return strengths, nil
}

// unitMeanSquare scales values, of which one is not 0.
func unitMeanSquare(values []float64) []float64 {
	square := 0.0
	for _, v := range values {
		square = math.FMA(v, v, square)
	}
	scale := math.Sqrt(float64(len(values)) / square)
	for k := range values {
		values[k] *= scale
	}
	return values
}
