package checkpoint

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"

	"noiseprune/sim"
)

func encoded(t testing.TB, members ...sim.Member) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, members); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample is a state with all that a state has, of an empty and a full member.
func sample() *State {
	return &State{Command: "run", LAPACK: "auto", Run: sim.Checkpoint{
		Program: "noiseprune 0", LAPACK: "gonum", Spec: []byte("seed: 1\n"), SpecHash: [32]byte{1}, NetworkHash: [32]byte{2},
		Members: []sim.Member{{Name: "a", Data: []byte{}}, {Name: "b/under/000001", Data: []byte("state")}},
	}}
}

func TestStatesComeBack(t *testing.T) {
	want := sample()
	got, err := DecodeState(encoded(t, want.members()...))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestEveryFlippedBitAndEveryCutIsFound(t *testing.T) {
	file := encoded(t, sample().members()...)
	for at := range file {
		for bit := range 8 {
			damaged := bytes.Clone(file)
			damaged[at] ^= 1 << bit
			if s, err := DecodeState(damaged); err == nil || s != nil {
				t.Fatalf("bit %d of byte %d was flipped, and nobody noticed", bit, at)
			}
		}
		if _, err := DecodeState(file[:at]); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for the whole", at, len(file))
		}
	}
}

func TestDamagedAndForeignFilesAreRefused(t *testing.T) {
	sound := encoded(t, sample().members()...)
	with := func(at int, value uint64) []byte {
		file := bytes.Clone(sound)
		binary.LittleEndian.PutUint64(file[at:], value)
		return file
	}
	reordered := sample().members()
	reordered[0], reordered[1] = reordered[1], reordered[0]
	without := sample().members()[1:]
	first := headerSize
	for _, row := range []struct {
		why  string
		file []byte
		want string
	}{
		{"an empty file is what a crash can leave of one", nil, "no checkpoint of noiseprune"},
		{"text is another program's", []byte("%%MatrixMarket matrix coordinate real general\n"), "no checkpoint of noiseprune"},
		{"a short header", sound[:20], "cut off after 20 bytes"},
		{"half a file", sound[:len(sound)/2], "cut off: "},
		{"a newer program's", with(8, 2), "format version 2, and this program knows up to 1; a newer noiseprune"},
		{"no version is 0", with(8, 0), "format version is 0"},
		{"a byte more", append(bytes.Clone(sound), 0), "goes on behind its end"},
		{"a length of all ones must not overflow", with(16, 1<<64-1), "cut off"},
		{"more parts than bytes must not be allocated for", with(24, 1<<60), "claims 1152921504606846976 parts"},
		{"fewer parts than there are", with(24, 1), "follow the last part"},
		{"a name longer than the file", with(first, 1<<63), "longer than the file"},
		{"lengths whose sum overflows", with(first+8, 1<<64-1), "longer than the file"},
		{"a checksum of a part", with(first+16, 7), "checksum of part 0"},
		{"parts out of order", encoded(t, reordered...), "out of order"},
		{"the same part twice", encoded(t, sim.Member{Name: "a"}, sim.Member{Name: "a"}), "out of order"},
		{"a state without its first part", encoded(t, without...), "parts are missing"},
		{"networks are no state", encoded(t, sim.Member{Name: "0"}), "none of a run's checkpoint"},
	} {
		s, err := DecodeState(row.file)
		if err == nil || s != nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}
