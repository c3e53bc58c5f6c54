package sim

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/resume"
)

// encodeSymmetric encodes the triangle j ≥ i, row after row.
func encodeSymmetric(m *mat.SymDense) []byte {
	n := m.SymmetricDim()
	values := make([]float64, 0, n*(n+1)/2)
	for i := range n {
		for j := i; j < n; j++ {
			values = append(values, m.At(i, j))
		}
	}
	return resume.EncodeFloats(values)
}

func decodeSymmetric(data []byte, n int) (*mat.SymDense, error) {
	values, err := resume.DecodeFloats(data, n*(n+1)/2)
	if err != nil {
		return nil, err
	}
	m := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			m.SetSym(i, j, values[0])
			values = values[1:]
		}
	}
	return m, nil
}

// encodeOptional encodes a number that need not exist: 8 bytes, or none.
func encodeOptional(v *float64) []byte {
	if v == nil {
		return nil
	}
	return resume.EncodeFloats([]float64{*v})
}

func decodeOptional(data []byte) (*float64, error) {
	if len(data) == 0 {
		return nil, nil //nolint:nilnil // there is none
	}
	values, err := resume.DecodeFloats(data, 1)
	if err != nil {
		return nil, err
	}
	return &values[0], nil
}

// decodeSome returns as many numbers as there are, and nil for none.
func decodeSome(data []byte) ([]float64, error) {
	if len(data) == 0 {
		return nil, nil
	}
	return resume.DecodeFloats(data, len(data)/8)
}

func encodeBool(v bool) []byte {
	if v {
		return resume.EncodeWord(1)
	}
	return resume.EncodeWord(0)
}

func decodeBool(data []byte) (bool, error) {
	word, err := resume.DecodeWord(data)
	if err == nil && word > 1 {
		err = fmt.Errorf("%d stands for neither no nor yes", word)
	}
	return word == 1, err
}
