package compare

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Collections encode themselves, so that a run can be interrupted and its blocks computed
// on other machines. An encoding is
//
//	tag     8 bytes, which name the collection and the version of its encoding
//	header  words of 8 bytes
//	values  float64, to the end
//
// little-endian throughout. Decoding any other data is an error and changes nothing.
const (
	trajectoriesTag = "nptraje1" // header: runs
	distancesTag    = "npdistc1" // header: runs
	squareSumsTag   = "npsquar1" // header: neurons, runs added up, runs of a block
	runProductsTag  = "npprodu1" // header: pairs, runs, blocks
	tracesTag       = "nptrace1" // header: width, replica, number of neurons, the neurons
)

func encode(tag string, header []uint64, values []float64) []byte {
	data := make([]byte, 0, len(tag)+8*(len(header)+len(values)))
	data = append(data, tag...)
	for _, word := range header {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	for _, v := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// decode returns the header of the given number of words, and the values. It returns an
// error where a value is not finite.
func decode(tag string, data []byte, words int) (header []uint64, values []float64, err error) {
	if len(data) < len(tag) || string(data[:len(tag)]) != tag {
		return nil, nil, fmt.Errorf("saved data do not begin with %q; they are of another kind or version", tag)
	}
	data = data[len(tag):]
	if len(data) < 8*words || len(data)%8 != 0 {
		return nil, nil, fmt.Errorf("saved data are cut off after %d bytes", len(tag)+len(data))
	}
	for k := range len(data) / 8 {
		word := binary.LittleEndian.Uint64(data[8*k:])
		if k < words {
			header = append(header, word)
			continue
		}
		v := math.Float64frombits(word)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil, fmt.Errorf("saved data hold %v as value %d; all must be finite", v, k-words)
		}
		values = append(values, v)
	}
	return header, values, nil
}

// MarshalBinary encodes the errors of all runs. It returns no error.
func (t *TrajectoryErrors) MarshalBinary() ([]byte, error) { return t.encode(trajectoriesTag), nil }

// UnmarshalBinary replaces the collection, and its number of runs, by an encoded one. It
// returns an error, and changes nothing, for data that MarshalBinary did not write.
func (t *TrajectoryErrors) UnmarshalBinary(data []byte) error { return t.decode(trajectoriesTag, data) }

// MarshalBinary encodes the distances of all runs. It returns no error.
func (d *SquaredDistances) MarshalBinary() ([]byte, error) { return d.encode(distancesTag), nil }

// UnmarshalBinary replaces the collection, and its number of runs, by an encoded one. It
// returns an error, and changes nothing, for data that MarshalBinary did not write.
func (d *SquaredDistances) UnmarshalBinary(data []byte) error { return d.decode(distancesTag, data) }

func (o *overTime) encode(tag string) []byte { return encode(tag, []uint64{uint64(o.runs)}, o.values) }

func (o *overTime) decode(tag string, data []byte) error {
	header, values, err := decode(tag, data, 1)
	if err != nil {
		return err
	}
	if runs := header[0]; runs < 1 || runs > math.MaxInt32 || len(values)%int(runs) != 0 {
		return fmt.Errorf("saved trajectories hold %d errors of %d runs", len(values), runs)
	}
	if err := checkNotNegative(values); err != nil {
		return err
	}
	o.runs, o.values = int(header[0]), values
	return nil
}

func checkNotNegative(values []float64) error {
	for k, v := range values {
		if v < 0 {
			return fmt.Errorf("saved trajectories hold the error %v as value %d; none is negative", v, k)
		}
	}
	return nil
}

// header returns the words that identify the recorded neurons and the block.
func (t *Traces) header() []uint64 {
	header := []uint64{uint64(t.width), uint64(t.replica), uint64(len(t.neurons))}
	for _, i := range t.neurons {
		header = append(header, uint64(i))
	}
	return header
}

// MarshalBinary encodes the recording. It returns no error.
func (t *Traces) MarshalBinary() ([]byte, error) {
	return encode(tracesTag, t.header(), t.values), nil
}

// UnmarshalBinary replaces the recording by an encoded one. It returns an error, and
// changes nothing, unless that was made with the same arguments.
func (t *Traces) UnmarshalBinary(data []byte) error {
	want := t.header()
	header, values, err := decode(tracesTag, data, len(want))
	if err != nil {
		return err
	}
	for k, word := range want {
		if header[k] != word {
			return fmt.Errorf("saved traces are of other neurons or of another block: word %d of their header is %d, not %d", k, header[k], word)
		}
	}
	if len(want) > 3 && len(values)%(len(want)-3) != 0 || len(want) == 3 && len(values) > 0 {
		return fmt.Errorf("saved traces hold %d values of %d neurons", len(values), len(want)-3)
	}
	t.values = values
	return nil
}
