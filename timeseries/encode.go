package timeseries

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// encoding is how an estimator is written:
//
//	tag     8 bytes, which name the estimator and the version of its encoding
//	made    words of 8 bytes: the arguments that it was made with
//	counts  words of 8 bytes: frames of the trajectory under way, and what else is counted
//	values  float64
//
// little-endian throughout. It is decoded into an estimator made with the same arguments; any
// other encoding is an error and leaves the estimator unchanged.
type encoding struct {
	tag    string
	made   []uint64
	counts []*int64
	values [][]float64
}

// maximalCount bounds counts: integers up to it are exact as float64.
const maximalCount = 1 << 53

func (e encoding) size() int {
	n := len(e.tag) + 8*(len(e.made)+len(e.counts))
	for _, v := range e.values {
		n += 8 * len(v)
	}
	return n
}

func (e encoding) encode() []byte {
	data := append(make([]byte, 0, e.size()), e.tag...)
	for _, word := range e.made {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	for _, count := range e.counts {
		data = binary.LittleEndian.AppendUint64(data, uint64(*count))
	}
	for _, values := range e.values {
		for _, v := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	return data
}

// decode replaces counts and values, or returns an error and changes nothing.
func (e encoding) decode(data []byte) error {
	if err := e.check(data); err != nil {
		return err
	}
	data = data[len(e.tag)+8*len(e.made):]
	for _, count := range e.counts {
		*count = int64(binary.LittleEndian.Uint64(data))
		data = data[8:]
	}
	for _, values := range e.values {
		for k := range values {
			values[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
		}
		data = data[8*len(values):]
	}
	return nil
}

func (e encoding) check(data []byte) error {
	if len(data) < len(e.tag) || string(data[:len(e.tag)]) != e.tag {
		return fmt.Errorf("saved statistics do not begin with %q; they are of another kind or version", e.tag)
	}
	if len(data) != e.size() {
		return fmt.Errorf("saved statistics of the kind %s have %d bytes, not %d; they were cut off, or made with other arguments",
			e.tag, len(data), e.size())
	}
	data = data[len(e.tag):]
	for k := range len(data) / 8 {
		word := binary.LittleEndian.Uint64(data[8*k:])
		v := math.Float64frombits(word)
		switch made := len(e.made); {
		case k < made && word != e.made[k]:
			return fmt.Errorf("saved statistics of the kind %s were made with other arguments: word %d is %#x, not %#x",
				e.tag, k, word, e.made[k])
		case k >= made && k < made+len(e.counts) && word > maximalCount:
			return fmt.Errorf("saved statistics of the kind %s claim a count of %d", e.tag, word)
		case k >= made+len(e.counts) && (math.IsNaN(v) || math.IsInf(v, 0)):
			return fmt.Errorf("saved statistics of the kind %s hold %v as value %d; all must be finite", e.tag, v, k-made-len(e.counts))
		}
	}
	return nil
}

// checkMerge panics unless two estimators were made with the same arguments.
func checkMerge(a, b encoding) {
	if !slices.Equal(a.made, b.made) {
		panic("timeseries: merged statistics were made with other arguments")
	}
}

// words returns the arguments of an estimator as words.
func words(integers []int, floats []float64, pairs []Pair) []uint64 {
	var w []uint64
	for _, v := range integers {
		w = append(w, uint64(v))
	}
	for _, v := range floats {
		w = append(w, math.Float64bits(v))
	}
	for _, p := range pairs {
		w = append(w, uint64(p.Target), uint64(p.Source))
	}
	return w
}
