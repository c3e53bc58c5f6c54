package covariance

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Estimators encode themselves, so that a run can be interrupted and its blocks computed
// on other machines. An encoding is
//
//	tag     8 bytes, which name the estimator and the version of its encoding
//	header  4 words of 8 bytes: width, replicas, times, identity of what is measured;
//	        for Edges two more: planned times, groups (0 for a block under way)
//	values  float64: the reference point, then the sums
//
// little-endian throughout. It is decoded into an estimator made for the same network,
// width and reference; any other encoding is an error and leaves the estimator unchanged.
type format struct {
	tag       string
	width     int
	identity  uint64 // fingerprint of the edges; the number of neurons for Dense
	reference []float64
	extra     []uint64 // further words of the header
	sums      int      // number of values after the reference
}

const headerWords = 4

func (f format) headerSize() int { return len(f.tag) + 8*(headerWords+len(f.extra)) }

func (f format) encode(s samples, sums ...[]float64) []byte {
	data := make([]byte, 0, f.headerSize()+8*(len(f.reference)+f.sums))
	data = append(data, f.tag...)
	for _, word := range append([]uint64{uint64(s.width), uint64(s.replicas), uint64(s.times), f.identity}, f.extra...) {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	data = appendFloats(data, f.reference)
	for _, values := range sums {
		data = appendFloats(data, values)
	}
	return data
}

func appendFloats(data []byte, values []float64) []byte {
	for _, v := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// decode returns the counts and the sums of an encoding.
func (f format) decode(data []byte) (samples, sums, error) {
	s, err := f.decodeHeader(data)
	if err != nil {
		return samples{}, nil, err
	}
	data = data[f.headerSize():]
	if want := 8 * (len(f.reference) + f.sums); len(data) != want {
		return samples{}, nil, fmt.Errorf("saved statistics hold %d bytes of values, not %d", len(data), want)
	}
	values := make(sums, len(data)/8)
	for k := range values {
		values[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
		if math.IsNaN(values[k]) || math.IsInf(values[k], 0) {
			return samples{}, nil, fmt.Errorf("saved statistics hold %v as value %d; all must be finite", values[k], k)
		}
	}
	for i, v := range f.reference {
		if math.Float64bits(values[i]) != math.Float64bits(v) {
			return samples{}, nil, fmt.Errorf("saved statistics have the reference %v for neuron %d, not %v", values[i], i, v)
		}
	}
	return s, values[len(f.reference):], nil
}

func (f format) decodeHeader(data []byte) (samples, error) {
	if len(data) < f.headerSize() || string(data[:len(f.tag)]) != f.tag {
		return samples{}, fmt.Errorf("saved statistics do not begin with %q; they are of another kind or version", f.tag)
	}
	var word [headerWords]uint64
	for k := range word {
		word[k] = binary.LittleEndian.Uint64(data[len(f.tag)+8*k:])
	}
	width, replicas, times, identity := word[0], word[1], word[2], word[3]
	switch {
	case width != uint64(f.width):
		return samples{}, fmt.Errorf("saved statistics are of blocks of %d replicas, not %d", width, f.width)
	case identity != f.identity:
		return samples{}, errors.New("saved statistics are of another network")
	case replicas < width || replicas > math.MaxInt32 || times > math.MaxInt64/replicas:
		return samples{}, fmt.Errorf("saved statistics claim %d samples of each of %d replicas", times, replicas)
	}
	return samples{width: f.width, replicas: int(replicas), times: int64(times)}, nil
}

// sums are decoded values, to be copied into an estimator.
type sums []float64

// next copies the next values into dst.
func (s *sums) next(dst []float64) { *s = (*s)[copy(dst, *s):] }
