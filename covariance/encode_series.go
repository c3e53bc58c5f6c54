package covariance

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The tags of series and of autocorrelations. An encoded series has as its header the
// words width, times, edges, identity of the edges, and as its values the reference, then
// y edge by edge, time by time, without padding. An encoded autocorrelation has one word,
// 1 where the window was found, and the correlations.
const (
	seriesTag          = "npserie1"
	autocorrelationTag = "npautoc1"
)

// MarshalBinary encodes the series. It returns no error.
func (s *Series) MarshalBinary() ([]byte, error) {
	data := make([]byte, 0, len(seriesTag)+8*(4+len(s.reference)+len(s.edges)*s.times*s.width))
	data = append(data, seriesTag...)
	for _, word := range []uint64{uint64(s.width), uint64(s.times), uint64(len(s.edges)), s.fingerprint} {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	data = appendFloats(data, s.reference)
	for _, y := range s.y {
		for t := range s.times {
			data = appendFloats(data, y[t*padded(s.width):][:s.width])
		}
	}
	return data, nil
}

// UnmarshalBinary replaces the series by an encoded one. It returns an error, and changes
// nothing, unless that was made with the same arguments.
func (s *Series) UnmarshalBinary(data []byte) error {
	words, values, err := decodeWords("series", seriesTag, data, 4)
	if err != nil {
		return err
	}
	each := uint64(s.width * len(s.edges))
	switch {
	case words[0] != uint64(s.width) || words[2] != uint64(len(s.edges)):
		return fmt.Errorf("a saved series is of %d replicas and %d edges, not of %d and %d", words[0], words[2], s.width, len(s.edges))
	case words[3] != s.fingerprint || len(values) < len(s.reference):
		return errors.New("a saved series is of another network")
	}
	for i, v := range s.reference {
		if math.Float64bits(values[i]) != math.Float64bits(v) {
			return fmt.Errorf("a saved series has the reference %v for neuron %d, not %v", values[i], i, v)
		}
	}
	values = values[len(s.reference):]
	if words[1] > uint64(len(values)) || words[1]*each != uint64(len(values)) {
		return fmt.Errorf("a saved series has %d values, not those of %d times", len(values), words[1])
	}
	s.times = int(words[1])
	padding := make([]float64, padded(s.width)-s.width)
	for k := range s.y {
		s.y[k] = make([]float64, 0, s.times*padded(s.width))
		for range s.times {
			s.y[k] = append(append(s.y[k], values[:s.width]...), padding...)
			values = values[s.width:]
		}
	}
	return nil
}

// MarshalBinary encodes the autocorrelation. It returns no error.
func (a Autocorrelation) MarshalBinary() ([]byte, error) {
	found := uint64(0)
	if a.WindowFound {
		found = 1
	}
	data := binary.LittleEndian.AppendUint64([]byte(autocorrelationTag), found)
	return appendFloats(data, a.At), nil
}

// UnmarshalBinary replaces the autocorrelation by an encoded one. It returns an error, and
// changes nothing, for data that MarshalBinary did not write.
func (a *Autocorrelation) UnmarshalBinary(data []byte) error {
	words, values, err := decodeWords("autocorrelation", autocorrelationTag, data, 1)
	if err != nil {
		return err
	}
	if words[0] > 1 {
		return fmt.Errorf("a saved autocorrelation says %d where 0 or 1 is meant", words[0])
	}
	*a = Autocorrelation{WindowFound: words[0] == 1}
	if len(values) > 0 {
		a.At = values
	}
	return nil
}

// decodeWords returns the header of the given number of words, and the values. It returns
// an error where a value is not finite.
func decodeWords(what, tag string, data []byte, count int) (words []uint64, values []float64, err error) {
	if len(data) < len(tag)+8*count || string(data[:len(tag)]) != tag {
		return nil, nil, fmt.Errorf("a saved %s does not begin with %q and its header; it is of another kind or version", what, tag)
	}
	data = data[len(tag):]
	if len(data)%8 != 0 {
		return nil, nil, fmt.Errorf("a saved %s is cut off within a value", what)
	}
	for k := range count {
		words = append(words, binary.LittleEndian.Uint64(data[8*k:]))
	}
	data = data[8*count:]
	values = make([]float64, len(data)/8)
	for k := range values {
		values[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
		if math.IsNaN(values[k]) || math.IsInf(values[k], 0) {
			return nil, nil, fmt.Errorf("a saved %s holds %v as value %d; all must be finite", what, values[k], k)
		}
	}
	return words, values, nil
}
