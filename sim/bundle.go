package sim

import (
	wire "encoding/binary" // binary is a function of this package
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// bundle packs encodings one after the other, each behind 8 bytes of its length,
// little-endian.
func bundle(parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += 8 + len(p)
	}
	data := make([]byte, 0, size)
	for _, p := range parts {
		data = wire.LittleEndian.AppendUint64(data, uint64(len(p)))
		data = append(data, p...)
	}
	return data
}

// unbundle is the inverse of bundle for count encodings, which stay part of the data.
func unbundle(data []byte, count int) ([][]byte, error) {
	parts := make([][]byte, 0, count)
	for len(data) > 0 {
		if len(data) < 8 {
			return nil, errors.New("it is cut off in a length")
		}
		length := wire.LittleEndian.Uint64(data)
		data = data[8:]
		if length > uint64(len(data)) {
			return nil, fmt.Errorf("it is cut off: a part of %d bytes has %d", length, len(data))
		}
		parts = append(parts, data[:length:length])
		data = data[length:]
	}
	if len(parts) != count {
		return nil, fmt.Errorf("it has %d parts, not %d", len(parts), count)
	}
	return parts, nil
}

func encodeWord(v uint64) []byte { return wire.LittleEndian.AppendUint64(nil, v) }

func decodeWord(data []byte) (uint64, error) {
	if len(data) != 8 {
		return 0, fmt.Errorf("a number has %d bytes, not 8", len(data))
	}
	return wire.LittleEndian.Uint64(data), nil
}

func encodeFloats(values []float64) []byte {
	data := make([]byte, 0, 8*len(values))
	for _, v := range values {
		data = wire.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// decodeFloats returns count numbers.
func decodeFloats(data []byte, count int) ([]float64, error) {
	if len(data)%8 != 0 || len(data)/8 != count {
		return nil, fmt.Errorf("%d numbers have %d bytes", count, len(data))
	}
	values := make([]float64, count)
	for k := range values {
		values[k] = math.Float64frombits(wire.LittleEndian.Uint64(data[8*k:]))
	}
	return values, nil
}

// encodeSymmetric encodes the triangle j ≥ i, row after row.
func encodeSymmetric(m *mat.SymDense) []byte {
	n := m.SymmetricDim()
	values := make([]float64, 0, n*(n+1)/2)
	for i := range n {
		for j := i; j < n; j++ {
			values = append(values, m.At(i, j))
		}
	}
	return encodeFloats(values)
}

func decodeSymmetric(data []byte, n int) (*mat.SymDense, error) {
	values, err := decodeFloats(data, n*(n+1)/2)
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
	return encodeFloats([]float64{*v})
}

func decodeOptional(data []byte) (*float64, error) {
	if len(data) == 0 {
		return nil, nil //nolint:nilnil // there is none
	}
	values, err := decodeFloats(data, 1)
	if err != nil {
		return nil, err
	}
	return &values[0], nil
}
