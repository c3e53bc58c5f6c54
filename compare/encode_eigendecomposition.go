package compare

import (
	"encoding/binary"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// eigendecompositionTag begins an encoded Eigendecomposition. Its header has three words: the
// number N of neurons, the kind of eigenvectors (0 none, 1 real, 2 complex), and the bits of
// their condition number as a float64, where it is known, otherwise 0. The values
// are the N eigenvalues, each as real and imaginary part, then the eigenvectors: row by row
// of their matrix where real, otherwise one vector after another, each entry as real and
// imaginary part.
const eigendecompositionTag = "nprefer2"

// The kinds of eigenvectors in an encoded Eigendecomposition.
const (
	noVectors = iota
	realVectors
	complexVectors
)

// WithoutVectors returns an Eigendecomposition that has eigenvalues only. Of its methods,
// Eigenvalues, RelativeChanges and EpsLambda may be called.
func (r *Eigendecomposition) WithoutVectors() *Eigendecomposition {
	return &Eigendecomposition{net: r.net, values: r.values, condition: r.condition}
}

// MarshalBinary encodes the decomposition. It returns no error.
func (r *Eigendecomposition) MarshalBinary() ([]byte, error) {
	n, vectors := len(r.values), uint64(noVectors)
	size := len(eigendecompositionTag) + 24 + 16*n
	switch {
	case r.real != nil:
		vectors, size = realVectors, size+8*n*n
	case r.complex != nil:
		vectors, size = complexVectors, size+16*n*n
	}
	data := append(make([]byte, 0, size), eigendecompositionTag...)
	data = binary.LittleEndian.AppendUint64(data, uint64(n))
	data = binary.LittleEndian.AppendUint64(data, vectors)
	data = binary.LittleEndian.AppendUint64(data, conditionWord(r.condition))
	data = appendComplex(data, r.values)
	if r.real != nil {
		for i := range n {
			for _, v := range r.real.RawRowView(i) {
				data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
			}
		}
	}
	for _, v := range r.complex {
		data = appendComplex(data, v)
	}
	return data, nil
}

// conditionWord is the encoding of a condition number, and conditionFrom its inverse; of any word
// that is no encoding conditionFrom returns an error.
func conditionWord(condition float64) uint64 {
	if math.IsNaN(condition) {
		return 0
	}
	return math.Float64bits(condition)
}

func conditionFrom(word uint64) (float64, error) {
	condition := math.Float64frombits(word)
	if word == 0 {
		return math.NaN(), nil
	}
	if !(condition >= 1) {
		return 0, fmt.Errorf("a saved decomposition has the condition number %v; none is below 1", condition)
	}
	return condition, nil
}

func appendComplex(data []byte, values []complex128) []byte {
	for _, v := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(real(v)))
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(imag(v)))
	}
	return data
}

// DecodeEigendecomposition returns the decomposition of net that MarshalBinary encoded. It
// returns an error for any other data.
func DecodeEigendecomposition(net *network.Network, data []byte) (*Eigendecomposition, error) {
	header, values, err := decode(eigendecompositionTag, data, 3)
	if err != nil {
		return nil, err
	}
	n := net.Neurons()
	want := map[uint64]int{noVectors: 2 * n, realVectors: 2*n + n*n, complexVectors: 2*n + 2*n*n}
	if count, ok := want[header[1]]; header[0] != uint64(n) || !ok || len(values) != count {
		return nil, fmt.Errorf("a saved decomposition of %d neurons with vectors %d has %d values; it does not fit a network of %d",
			header[0], header[1], len(values), n)
	}
	condition, err := conditionFrom(header[2])
	if err != nil {
		return nil, err
	}
	r := &Eigendecomposition{net: net, values: pairs(values[:2*n]), condition: condition}
	values = values[2*n:]
	switch header[1] {
	case realVectors:
		r.real = mat.NewDense(n, n, values)
	case complexVectors:
		for k := range n {
			r.complex = append(r.complex, pairs(values[2*n*k:2*n*(k+1)]))
		}
	}
	return r, nil
}

// pairs turns real and imaginary parts into complex numbers.
func pairs(values []float64) []complex128 {
	all := make([]complex128, len(values)/2)
	for k := range all {
		all[k] = complex(values[2*k], values[2*k+1])
	}
	return all
}
