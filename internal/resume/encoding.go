package resume

import (
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Join packs encodings one after the other, each behind 8 bytes of its length, little-endian.
func Join(parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += 8 + len(p)
	}
	data := make([]byte, 0, size)
	for _, p := range parts {
		data = binary.LittleEndian.AppendUint64(data, uint64(len(p)))
		data = append(data, p...)
	}
	return data
}

// Split is the inverse of Join for count encodings, which stay part of the data.
func Split(data []byte, count int) ([][]byte, error) {
	parts := make([][]byte, 0, count)
	for len(data) > 0 {
		if len(data) < 8 {
			return nil, errors.New("it is cut off in a length")
		}
		length := binary.LittleEndian.Uint64(data)
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

// EncodeWord encodes an integer as 8 bytes, little-endian.
func EncodeWord(v uint64) []byte { return binary.LittleEndian.AppendUint64(nil, v) }

// DecodeWord is the inverse of EncodeWord.
func DecodeWord(data []byte) (uint64, error) {
	if len(data) != 8 {
		return 0, fmt.Errorf("a number has %d bytes, not 8", len(data))
	}
	return binary.LittleEndian.Uint64(data), nil
}

// EncodeFloats encodes numbers as 8 bytes each.
func EncodeFloats(values []float64) []byte {
	data := make([]byte, 0, 8*len(values))
	for _, v := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// DecodeFloats is the inverse of EncodeFloats for count numbers.
func DecodeFloats(data []byte, count int) ([]float64, error) {
	if len(data)%8 != 0 || len(data)/8 != count {
		return nil, fmt.Errorf("%d numbers have %d bytes", count, len(data))
	}
	values := make([]float64, count)
	for k := range values {
		values[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
	}
	return values, nil
}

// Marshal returns the encoding of a type whose encoding cannot fail. It panics if that does.
func Marshal(v encoding.BinaryMarshaler) []byte {
	data, err := v.MarshalBinary()
	if err != nil {
		panic("resume: " + err.Error())
	}
	return data
}
