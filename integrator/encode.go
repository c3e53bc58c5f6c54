package integrator

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"
)

// A block encodes itself between two steps, so that another process can continue it. An
// encoding is
//
//	tag       8 bytes, which name the kind and the version of the encoding
//	header    6 words of 8 bytes: bytes of a state (4 or 8), neurons, width, first replica,
//	          step, 1 if there is coloured noise
//	states    float32 or float64
//	coloured  the same, where there is coloured noise
//
// little-endian throughout. A stepper has no state of its own: what it holds are
// increments, which are functions of the step.
const blockTag = "npblock1"

const blockHeader = len(blockTag) + 6*8

func (b *Block[T]) header() [6]uint64 {
	coloured := uint64(0)
	if b.Coloured != nil {
		coloured = 1
	}
	return [6]uint64{uint64(unsafe.Sizeof(T(0))), uint64(b.Neurons), uint64(b.Width), uint64(b.FirstReplica), b.Step, coloured}
}

// MarshalBinary encodes the block. It returns no error.
func (b *Block[T]) MarshalBinary() ([]byte, error) {
	data := make([]byte, 0, blockHeader+int(unsafe.Sizeof(T(0)))*(len(b.State)+len(b.Coloured)))
	data = append(data, blockTag...)
	for _, word := range b.header() {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	return appendStates(appendStates(data, b.State), b.Coloured), nil
}

func appendStates[T Float](data []byte, states []T) []byte {
	if unsafe.Sizeof(T(0)) == 4 {
		for _, v := range states {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(v)))
		}
		return data
	}
	for _, v := range states {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(float64(v)))
	}
	return data
}

// UnmarshalBinary replaces the states and the step by encoded ones. It returns an error,
// and changes nothing, unless they are of a block of the same replicas, neurons and
// precision, and all finite.
func (b *Block[T]) UnmarshalBinary(data []byte) error {
	if len(data) < blockHeader || string(data[:len(blockTag)]) != blockTag {
		return fmt.Errorf("a saved block does not begin with %q; it is of another kind or version", blockTag)
	}
	want, word := b.header(), [6]uint64{}
	for k := range word {
		word[k] = binary.LittleEndian.Uint64(data[len(blockTag)+8*k:])
	}
	for k, name := range []string{"bytes a state", "neurons", "replicas", "as its first replica"} {
		if word[k] != want[k] {
			return fmt.Errorf("a saved block has %d %s, not %d", word[k], name, want[k])
		}
	}
	count := len(b.State)
	if word[5] == 1 {
		count *= 2
	}
	data = data[blockHeader:]
	if word[5] > 1 || len(data) != count*int(word[0]) {
		return fmt.Errorf("a saved block has %d bytes of states, not %d", len(data), count*int(word[0]))
	}
	states := decodeStates[T](data)
	for k, v := range states {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return fmt.Errorf("a saved block holds %v as value %d; all must be finite", v, k)
		}
	}
	copy(b.State, states)
	b.Step, b.Coloured = word[4], nil
	if word[5] == 1 {
		b.Coloured = states[len(b.State):]
	}
	return nil
}

func decodeStates[T Float](data []byte) []T {
	size := int(unsafe.Sizeof(T(0)))
	states := make([]T, len(data)/size)
	for k := range states {
		if size == 4 {
			states[k] = T(math.Float32frombits(binary.LittleEndian.Uint32(data[4*k:])))
		} else {
			states[k] = T(math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:])))
		}
	}
	return states
}
