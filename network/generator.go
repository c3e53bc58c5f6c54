package network

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Generator makes the weights of a network.
type Generator interface {
	// Generate returns W, of order N, with all random numbers from src. It returns an error
	// for parameters out of range.
	Generate(src Source) (*CSR, error)
	// String returns the canonical text, from which ParseGenerator makes the same
	// generator.
	String() string
	// Synapses returns an estimate of the number of weights of W, never less than it.
	Synapses() float64

	check() error
	neurons() int
	scratch() float64 // bytes that Generate takes in addition to W
}

// GenerationBytes returns an estimate of the bytes that Generate takes: W itself and
// temporary memory.
func GenerationBytes(g Generator) float64 {
	const perNeuron = 8 + 8 // the start of a row, and the position of its next synapse
	return bytesPerSynapse*g.Synapses() + perNeuron*float64(g.neurons()) + g.scratch()
}

const (
	bytesPerSynapse = 4 + 8  // a source and a weight
	bytesPerEntry   = 24 + 8 // an Entry that NewCSR is given, and its place in the order
)

// GeneratorHelp is the help text of one generator.
type GeneratorHelp struct {
	Name       string // the word before the colon
	Summary    string // one line
	Parameters string // "name=meaning", one after the other, defaults in brackets
	Example    string // a text that ParseGenerator accepts
}

// generatorForm is the textual form of one generator.
type generatorForm struct {
	help       GeneratorHelp
	parameters []parameter
	build      func(*arguments) Generator
}

// parameter is one name=value of a generator's text.
type parameter struct {
	name, meaning string
	fallback      string // the value where none is given; where empty, one must be given
}

// generatorForms lists all generators, in the order in which help shows them.
func generatorForms() []generatorForm {
	return []generatorForm{
		clusteredForm(), connectomeForm(), randomForm(), pathForm(), ringForm(), starForm(), completeForm(), twoNeuronsForm(),
	}
}

// The parameters that several generators share.

func neuronsParameter() parameter { return parameter{"n", "neurons", ""} }

func weightParameter() parameter { return parameter{"weight", "of every synapse", "1"} }

func symmetricParameter() parameter { return parameter{"symmetric", "true or false", "true"} }

// Generators returns the help text of each generator.
func Generators() []GeneratorHelp {
	var all []GeneratorHelp
	for _, form := range generatorForms() {
		described := make([]string, len(form.parameters))
		for k, p := range form.parameters {
			described[k] = p.name + "=" + p.meaning
			if p.fallback != "" {
				described[k] += " [" + p.fallback + "]"
			}
		}
		form.help.Parameters = strings.Join(described, "; ")
		all = append(all, form.help)
	}
	return all
}

// checkOrder refuses a number of neurons below `least` or beyond what CSR can hold.
func checkOrder(what string, n, least int) error {
	if n < least || n > math.MaxInt32 {
		return fmt.Errorf("%s is %d; it must lie in %d … %d", what, n, least, math.MaxInt32)
	}
	return nil
}

// largestWeight bounds what a generator accepts, so that no sum of weights overflows.
const largestWeight = 1e100

func checkWeight(what string, w float64) error {
	if !(math.Abs(w) <= largestWeight) {
		return fmt.Errorf("%s is %v; it must lie in ±%g", what, w, largestWeight)
	}
	return nil
}

// descending sorts eigenvalues by real part, then by imaginary part, largest first.
func descending(values []complex128) []complex128 {
	slices.SortStableFunc(values, func(a, b complex128) int {
		return cmp.Or(cmp.Compare(real(b), real(a)), cmp.Compare(imag(b), imag(a)))
	})
	return values
}
