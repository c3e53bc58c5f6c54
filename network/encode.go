package network

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"noiseprune/stimulus"
)

// A network encodes itself, so that an interrupted run continues with the same one. An encoding is
//
//	tag      8 bytes, which name the kind and the version of the encoding
//	header   8 words of 8 bytes: neurons N, stored entries, activation, 1 if there are labels,
//	         1 if there are noise strengths, common sources of noise k, 1 if there is a start,
//	         bytes of the stimulus, 0 for none
//	rows     N words of 4 bytes: the entries of each row
//	sources  4 bytes for each entry
//	weights  float64 for each entry
//	leak     N float64
//	input    N float64
//	noise    N float64 where there are strengths, then N × k float64
//	start    N float64 where there is one
//	stimulus as it encodes itself
//	labels   of each neuron 4 bytes of length, then the text
//
// little-endian throughout.
const networkTag = "npnetwk2"

const (
	headerWords = 8
	headerSize  = len(networkTag) + headerWords*8
)

// MarshalBinary encodes the network. It returns no error.
func (n *Network) MarshalBinary() ([]byte, error) {
	w, neurons, noise := n.parts.Weights, n.Neurons(), n.parts.Noise
	data := make([]byte, 0, headerSize+28*neurons+12*w.Stored()+8*(len(noise.Strengths)+len(noise.Common)))
	data = append(data, networkTag...)
	var input []byte
	if n.parts.Stimulus != nil {
		input, _ = n.parts.Stimulus.MarshalBinary() // never fails
	}
	for _, word := range n.header(len(input)) {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	for i := range neurons {
		data = binary.LittleEndian.AppendUint32(data, uint32(w.RowStart(i+1)-w.RowStart(i)))
	}
	for _, source := range w.source {
		data = binary.LittleEndian.AppendUint32(data, uint32(source))
	}
	for _, values := range [][]float64{w.weight, n.parts.Leak, n.parts.Input, noise.Strengths, noise.Common, n.parts.Start} {
		for _, v := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	data = append(data, input...)
	for _, label := range n.parts.Labels {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(label)))
		data = append(data, label...)
	}
	return data, nil
}

// header returns the words behind the tag.
func (n *Network) header(stimulus int) [headerWords]uint64 {
	flag := func(is bool) uint64 {
		if is {
			return 1
		}
		return 0
	}
	p := n.parts
	return [...]uint64{
		uint64(n.Neurons()), uint64(p.Weights.Stored()), uint64(p.Activation), flag(p.Labels != nil),
		flag(p.Noise.Strengths != nil), uint64(p.Noise.Sources),
		flag(p.Start != nil), uint64(stimulus),
	}
}

// Decode returns the network that MarshalBinary encoded. It returns an error for any other
// data, which states what is wrong; memory is proportional to the length of the data.
func Decode(data []byte) (*Network, error) {
	if len(data) < headerSize || string(data[:len(networkTag)]) != networkTag {
		return nil, fmt.Errorf("an encoded network does not begin with %q; it is of another kind or version", networkTag)
	}
	var word [headerWords]uint64
	for k := range word {
		word[k] = binary.LittleEndian.Uint64(data[len(networkTag)+8*k:])
	}
	neurons, stored, activation, labelled, unequal, sources := word[0], word[1], word[2], word[3], word[4], word[5]
	started, input := word[6], word[7]
	size := uint64(len(data) - headerSize)
	vectors := unequal + sources + started
	if neurons > size/20 || stored > size/12 || unequal > 1 || started > 1 || sources > size/8/max(1, neurons) || input > size ||
		20*neurons+12*stored+8*neurons*vectors+input > size {
		return nil, fmt.Errorf("an encoded network claims %d neurons, %d entries and %d common sources in %d bytes; it is cut off",
			neurons, stored, sources, size)
	}
	if activation > uint64(Rectified) {
		return nil, fmt.Errorf("an encoded network has activation %d", activation)
	}
	if labelled > 1 || (labelled == 0 && 20*neurons+12*stored+8*neurons*vectors+input < size) {
		return nil, errors.New("an encoded network goes on behind its end")
	}
	d := decoder{rest: data[headerSize:]}
	w, err := d.weights(int(neurons), int(stored))
	if err != nil {
		return nil, err
	}
	p := Parts{Weights: w, Leak: d.floats(int(neurons)), Input: d.floats(int(neurons)), Activation: Activation(activation)}
	if p.Noise, err = d.noise(int(neurons), unequal == 1, int(sources)); err != nil {
		return nil, err
	}
	if started == 1 {
		p.Start = d.floats(int(neurons))
	}
	encoded := d.rest[:input]
	d.rest = d.rest[input:]
	if labelled == 1 {
		if p.Labels, err = d.labels(int(neurons)); err != nil {
			return nil, err
		}
	}
	if input > 0 {
		if p.Stimulus, err = stimulus.Decode(encoded, p.Labels, int(neurons)); err != nil {
			return nil, err
		}
	}
	return New(p)
}

// decoder reads an encoding from its beginning.
type decoder struct{ rest []byte }

func (d *decoder) word() uint32 {
	v := binary.LittleEndian.Uint32(d.rest)
	d.rest = d.rest[4:]
	return v
}

func (d *decoder) floats(n int) []float64 {
	values := make([]float64, n)
	for k := range values {
		values[k] = math.Float64frombits(binary.LittleEndian.Uint64(d.rest[8*k:]))
	}
	d.rest = d.rest[8*n:]
	return values
}

// noise returns the sources of noise. Strengths that say nothing are not encoded.
func (d *decoder) noise(neurons int, unequal bool, sources int) (NoiseSources, error) {
	s := NoiseSources{Sources: sources}
	if unequal {
		s.Strengths = d.floats(neurons)
		if (NoiseSources{Strengths: s.Strengths}).Plain() {
			return s, errors.New("an encoded network has noise strengths, all of which are 1")
		}
	}
	if sources > 0 {
		s.Common = d.floats(neurons * sources)
	}
	return s, nil
}

// weights returns W, whose rows must be in ascending order of the source.
func (d *decoder) weights(neurons, stored int) (*CSR, error) {
	m := &CSR{start: make([]int, neurons+1), source: make([]int32, stored)}
	for i := range neurons {
		m.start[i+1] = m.start[i] + int(d.word())
	}
	if m.start[neurons] != stored {
		return nil, fmt.Errorf("an encoded network has rows of %d entries in all, not %d", m.start[neurons], stored)
	}
	for i := range neurons {
		before := int64(-1)
		for k := m.start[i]; k < m.start[i+1]; k++ {
			source := int64(d.word())
			if source <= before || source >= int64(neurons) {
				return nil, fmt.Errorf("an encoded network has source %d in row %d behind %d, of %d neurons", source, i, before, neurons)
			}
			m.source[k], before = int32(source), source
		}
	}
	m.weight = d.floats(stored)
	for k, v := range m.weight {
		if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("an encoded network has %v as weight of entry %d; a weight is finite and not 0", v, k)
		}
	}
	return m, nil
}

func (d *decoder) labels(n int) ([]string, error) {
	labels := make([]string, n)
	for i := range labels {
		if len(d.rest) < 4 {
			return nil, fmt.Errorf("an encoded network is cut off at the label of neuron %d", i)
		}
		length := uint64(d.word())
		if length > uint64(len(d.rest)) {
			return nil, fmt.Errorf("an encoded network is cut off in the label of neuron %d", i)
		}
		labels[i] = string(d.rest[:length])
		d.rest = d.rest[length:]
	}
	if len(d.rest) > 0 {
		return nil, errors.New("an encoded network goes on behind its end")
	}
	return labels, nil
}
