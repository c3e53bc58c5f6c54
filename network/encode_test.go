package network

import (
	"bytes"
	"encoding/binary"
	"math"
	"reflect"
	"strings"
	"testing"
)

func encodedSample(t *testing.T, labels []string, noise NoiseSources) ([]byte, *Network) {
	t.Helper()
	w, err := NewCSR(3, []Entry{{0, 1, 0.1}, {0, 2, -2}, {2, 2, math.SmallestNonzeroFloat64}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := New(Parts{
		Weights: w, Leak: []float64{1, 1.0 / 3, 3}, Input: []float64{0, -1, 0.1}, Activation: Rectified, Labels: labels, Noise: noise,
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := net.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data, net
}

func TestNetworksComeBack(t *testing.T) {
	for _, labels := range [][]string{nil, {"ADAL", "", "名"}} {
		for _, noise := range []NoiseSources{
			{}, {Strengths: []float64{1, 1, 1}}, {Strengths: []float64{0, 1.5, 1}}, {Common: []float64{1, 2, 3, 4, 5, -6}, Sources: 2},
			{Strengths: []float64{1, 1, 2}, Common: []float64{0, 0.5, 1}, Sources: 1},
		} {
			data, want := encodedSample(t, labels, noise)
			got, err := Decode(data)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
			}
		}
	}
}

func TestForeignNetworksAreRefused(t *testing.T) {
	data, _ := encodedSample(t, nil, NoiseSources{})
	labelled, _ := encodedSample(t, []string{"a", "b", "c"}, NoiseSources{})
	noisy, _ := encodedSample(t, nil, NoiseSources{Strengths: []float64{2, 1, 1}})
	with := func(at int, value uint32) []byte {
		changed := bytes.Clone(data)
		binary.LittleEndian.PutUint32(changed[at:], value)
		return changed
	}
	const ( // of three neurons and three entries
		rows    = headerSize
		sources = rows + 3*4
		weights = sources + 3*4
		leak    = weights + 3*8
	)
	for _, row := range []struct {
		why  string
		data []byte
		want string
	}{
		{"nothing", nil, "does not begin with"},
		{"another version", append([]byte("npnetwk1"), data[8:]...), "does not begin with"},
		{"cut in the header", data[:30], "does not begin with"},
		{"cut by a byte", data[:len(data)-1], "cut off"},
		{"a byte more", append(bytes.Clone(data), 0), "goes on behind its end"},
		{"more neurons than bytes must not be allocated for", with(12, 1<<20), "cut off"},
		{"more entries than bytes neither", with(20, 1<<20), "cut off"},
		{"an activation that is none", with(24, 7), "activation 7"},
		{"neither with nor without labels", with(32, 2), "goes on behind its end"},
		{"rows of other lengths", with(rows, 3), "rows of 4 entries in all, not 3"},
		{"a source outside", with(sources, 9), "source 9 in row 0"},
		{"sources out of order", with(sources, 2), "source 2 in row 0 behind 2"},
		{"a weight of zero is no synapse", with(weights+16, 0), "0 as weight of entry 2"},
		{"a leak that is not finite", with(leak+4, 0x7ff00000), "leak of neuron 0 is +Inf"},
		{"neither with nor without strengths", with(40, 2), "cut off"},
		{"more common sources than bytes", with(52, 1<<20), "cut off"},
		{"common sources that are not there", with(48, 1), "cut off"},
		{"neither with nor without a start", with(56, 2), "cut off"},
		{"a stimulus that is not there", with(64, 1), "cut off"},
		{"strengths of 1 throughout are not encoded", plainStrengths(noisy), "all of which are 1"},
		{"cut in the strengths", noisy[:len(noisy)-1], "cut off"},
		{"cut in a label", labelled[:len(labelled)-1], "cut off in the label of neuron 2"},
		{"cut before a label", labelled[:len(labelled)-5], "cut off at the label of neuron 2"},
		{"a byte behind the labels", append(bytes.Clone(labelled), 0), "goes on behind its end"},
	} {
		net, err := Decode(row.data)
		if err == nil || net != nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}

// plainStrengths returns the encoding, whose end are three strengths, with 1 in place of the first.
func plainStrengths(encoded []byte) []byte {
	changed := bytes.Clone(encoded)
	binary.LittleEndian.PutUint64(changed[len(changed)-24:], math.Float64bits(1))
	return changed
}
