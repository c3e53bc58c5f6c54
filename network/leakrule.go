package network

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// LeakRule determines the leak of a network. The zero value is AutoLeak.
type LeakRule struct {
	kind  leakKind
	value float64 // the slack, or the uniform leak
	file  string
}

type leakKind uint8

const (
	autoLeak         leakKind = iota
	defaultDominance          // dominant, with DefaultSlack
	dominance                 // dominant, with value as slack
	uniformLeak               // value for every neuron
	diagonalLeak              // from the diagonal of the matrix
	fileLeak                  // from the file
	givenLeak                 // it came with the network
)

// AutoLeak is the rule when the user gives none. It follows the diagonal of the matrix:
//
//	nowhere stored, or nowhere negative   dominant leak with DefaultSlack; the diagonal
//	                                      holds self-connections
//	negative for every neuron             it is that of A = W − D: DiagonalLeak
//	anything else                         a *LeakError, since it can be read both ways
func AutoLeak() LeakRule { return LeakRule{kind: autoLeak} }

// LeakFile is the rule that reads the leak of each neuron from that file.
func LeakFile(path string) LeakRule { return LeakRule{kind: fileLeak, file: path} }

// GivenLeak says that the network had its leak before a rule was asked for. It cannot be
// applied.
func GivenLeak() LeakRule { return LeakRule{kind: givenLeak} }

// File returns the name of the file that a LeakFile reads.
func (r LeakRule) File() (path string, ok bool) { return r.file, r.kind == fileLeak }

// Uniform returns the leak of every neuron, where the rule is a number.
func (r LeakRule) Uniform() (leak float64, ok bool) { return r.value, r.kind == uniformLeak }

// Slack returns the slack of a dominant leak, where the rule is resolved or gives it.
func (r LeakRule) Slack() (slack float64, ok bool) { return r.value, r.kind == dominance }

// ParseLeak reads a rule: "auto", "dominant", "dominant:SLACK", "diagonal", "given", or a
// number, the leak of every neuron. Slack and number are finite and not negative. It takes
// no text for the name of a file; UnmarshalText does.
func ParseLeak(text string) (LeakRule, error) {
	name, slack, hasSlack := strings.Cut(text, ":")
	switch {
	case text == "auto":
		return AutoLeak(), nil
	case text == "diagonal":
		return LeakRule{kind: diagonalLeak}, nil
	case text == "given":
		return GivenLeak(), nil
	case text == "dominant":
		return LeakRule{kind: defaultDominance}, nil
	case name == "dominant" && hasSlack:
		value, err := nonNegative(slack)
		if err != nil {
			return LeakRule{}, fmt.Errorf("leak %q: the slack is %w", text, err)
		}
		return LeakRule{kind: dominance, value: value}, nil
	}
	value, err := nonNegative(text)
	switch {
	case errors.Is(err, errNoNumber):
		return LeakRule{}, &unknownLeakError{text}
	case err != nil:
		return LeakRule{}, fmt.Errorf("leak %q is %w", text, err)
	}
	return LeakRule{kind: uniformLeak, value: value}, nil
}

// unknownLeakError is a text that is no rule, though it may be the name of a file.
type unknownLeakError struct{ text string }

func (e *unknownLeakError) Error() string {
	return fmt.Sprintf("leak %q is unknown; give a number, dominant[:SLACK], diagonal, auto or a file", e.text)
}

// MarshalText returns what String does.
func (r LeakRule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what ParseLeak does, and takes any other text for the name of a file,
// which is not asked for here. A file whose name is a rule is given as ./NAME.
func (r *LeakRule) UnmarshalText(text []byte) error {
	rule, err := ParseLeak(string(text))
	var unknown *unknownLeakError
	if errors.As(err, &unknown) && len(text) > 0 {
		rule, err = LeakFile(string(text)), nil
	}
	if err == nil {
		*r = rule
	}
	return err
}

var errNoNumber = errors.New("not a number")

func nonNegative(text string) (float64, error) {
	value, err := strconv.ParseFloat(text, 64)
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return 0, errNoNumber
	case math.IsNaN(value) || math.IsInf(value, 0):
		return 0, errors.New("not finite")
	case value < 0:
		return 0, errors.New("negative; it must be 0 or more")
	}
	return value + 0, nil // + 0 makes a zero of −0
}

// String returns the text from which UnmarshalText makes the same rule.
func (r LeakRule) String() string {
	switch r.kind {
	case autoLeak:
		return "auto"
	case defaultDominance:
		return "dominant"
	case dominance:
		return "dominant:" + strconv.FormatFloat(r.value, 'g', -1, 64)
	case diagonalLeak:
		return "diagonal"
	case fileLeak:
		return r.file
	case givenLeak:
		return "given"
	default:
		return strconv.FormatFloat(r.value, 'g', -1, 64)
	}
}

// Resolve returns the rule with its defaults filled in for the matrix: what auto chooses,
// and the slack of dominant. The resolved rule gives this matrix the same leak as the
// rule itself, and resolves to itself.
func (r LeakRule) Resolve(w *CSR) (LeakRule, error) {
	if r.kind == autoLeak {
		isLeak, err := diagonalIsLeak(w)
		if err != nil {
			return LeakRule{}, err
		}
		if isLeak {
			return LeakRule{kind: diagonalLeak}, nil
		}
	} else if r.kind != defaultDominance {
		return r, nil
	}
	slack, err := DefaultSlack(w)
	if err != nil {
		return LeakRule{}, err
	}
	return LeakRule{kind: dominance, value: slack}, nil
}

// ResolveBeside is Resolve for the second of two networks that are compared, whose first has the
// resolved rule first. Where both would have a dominant leak with a slack of their own, it returns
// the first's, so that the slack does not follow the weights that pruning has removed.
func (r LeakRule) ResolveBeside(first LeakRule, w *CSR) (LeakRule, error) {
	dominant := r.kind == defaultDominance
	if r.kind == autoLeak {
		isLeak, err := diagonalIsLeak(w)
		if err != nil {
			return LeakRule{}, err
		}
		dominant = !isLeak
	}
	if dominant && first.kind == dominance {
		return first, nil
	}
	return r.Resolve(w)
}

// Apply returns the leak that the rule gives the matrix, and the weights to go with it:
// the matrix itself, without its diagonal where that has become the leak. It returns an
// error for LeakFile and GivenLeak, which no matrix answers.
func (r LeakRule) Apply(w *CSR) (weights *CSR, leak []float64, err error) {
	r, err = r.Resolve(w)
	if err != nil {
		return nil, nil, err
	}
	switch r.kind {
	case dominance:
		return w, DominantLeak(w, r.value), nil
	case diagonalLeak:
		return DiagonalLeak(w)
	case fileLeak, givenLeak:
		return nil, nil, fmt.Errorf("leak %s does not follow from the weights; give a number, dominant[:SLACK], diagonal or auto", r)
	default:
		return w, UniformLeak(w.Order(), r.value), nil
	}
}

// diagonalIsLeak reports whether the diagonal is that of A = W − D rather than
// self-connections; see AutoLeak.
func diagonalIsLeak(w *CSR) (bool, error) {
	negative, missing, positive := -1, -1, -1 // the first neuron of each kind
	for i := range w.Order() {
		kind := &missing
		switch d := w.At(i, i); {
		case d < 0:
			kind = &negative
		case d > 0:
			kind = &positive
		}
		if *kind < 0 {
			*kind = i
		}
	}
	odd := positive
	if odd < 0 {
		odd = missing
	}
	if negative < 0 || odd < 0 {
		return negative >= 0, nil
	}
	return false, &LeakError{Neuron: odd, Diagonal: w.At(odd, odd), Reason: fmt.Sprintf(
		"while that of neuron %d is %v: leak or self-connections, it could be either; "+
			"use --leak dominant to keep self-connections, or give the leak", negative, w.At(negative, negative))}
}
