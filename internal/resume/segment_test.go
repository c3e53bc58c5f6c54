package resume

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil"
)

func encoded(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeSegment(&b, entries); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample has an empty and a full entry.
func sample() []entry {
	return []entry{{"a", []byte{}}, {"b/state/000001", []byte("state")}}
}

func decode(file []byte) (map[string]place, error) {
	return readPlaces(bytes.NewReader(file), int64(len(file)), false)
}

func TestSegmentsComeBack(t *testing.T) {
	file := encoded(t, sample()...)
	places, err := decode(file)
	if err != nil || len(places) != 2 {
		t.Fatalf("%v, %v", places, err)
	}
	want := placesOf(sample())
	for name, p := range places {
		if p != want[name] {
			t.Errorf("%s is at %v, and was said to be at %v", name, p, want[name])
		}
	}
	p := places["b/state/000001"]
	if got := string(file[p.offset : p.offset+p.size]); got != "state" {
		t.Errorf("got %q", got)
	}
}

// countingReader counts the bytes that are read of a file.
type countingReader struct {
	*bytes.Reader
	read int
}

func (c *countingReader) Read(data []byte) (int, error) {
	n, err := c.Reader.Read(data)
	c.read += n
	return n, err
}

// TestDataArePassedOver: where only names and lengths are asked for, the same places are found without reading megabytes of data.
func TestDataArePassedOver(t *testing.T) {
	file := encoded(t, entry{"a", make([]byte, 3<<20)}, entry{"b", nil}, entry{"c", make([]byte, 5<<20)})
	want, err := decode(file)
	if err != nil {
		t.Fatal(err)
	}
	r := &countingReader{Reader: bytes.NewReader(file)}
	got, err := readPlaces(r, int64(len(file)), true)
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("places %v, %v, want %v", got, err, want)
	}
	if most := headerSize + 3*(entrySize+1); r.read > most {
		t.Errorf("%d bytes were read, and %d say where all is", r.read, most)
	}
}

func TestEveryFlippedBitAndEveryCutIsFound(t *testing.T) {
	file := encoded(t, sample()...)
	for at := range file {
		for bit := range 8 {
			damaged := bytes.Clone(file)
			damaged[at] ^= 1 << bit
			if places, err := decode(damaged); err == nil || places != nil {
				t.Fatalf("bit %d of byte %d was flipped without an error", bit, at)
			}
		}
		if _, err := decode(file[:at]); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for all", at, len(file))
		}
	}
}

func TestDamagedAndForeignFilesAreRefused(t *testing.T) {
	sound := encoded(t, sample()...)
	with := func(at int, value uint64) []byte { return testutil.ReplaceWord(sound, at, value) }
	entries := sample()
	reordered := []entry{entries[1], entries[0]}
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
		{"a newer program's", with(8, 3), "format version 3, and this program knows up to 2; a newer noiseprune"},
		{"an older program's", with(8, 1), "format version 1, which this program cannot read; an older noiseprune"},
		{"a byte more", append(bytes.Clone(sound), 0), "goes on behind its end"},
		{"a length of all ones must not overflow", with(16, 1<<64-1), "cut off"},
		{"more parts than bytes must not be allocated for", with(24, 1<<60), "claims 1152921504606846976 parts"},
		{"fewer parts than there are", with(24, 1), "follow the last part"},
		{"a name longer than the file", with(first, 1<<63), "longer than the file"},
		{"lengths whose sum overflows", with(first+8, 1<<64-1), "longer than the file"},
		{"a checksum of a part", with(first+16, 7), "checksum of part 0"},
		{"parts out of order", encoded(t, reordered...), "out of order"},
		{"the same part twice", encoded(t, entries[0], entry{name: "a"}, entry{name: "a"}), "out of order"},
	} {
		places, err := decode(row.file)
		var wrong *FormatError
		if !errors.As(err, &wrong) || places != nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}

// FuzzSegment demands exactly one of places and error, and that what is read is written as the
// same bytes.
func FuzzSegment(f *testing.F) {
	testutil.AddCorpus(f)
	file := encoded(f, sample()...)
	f.Add(file)
	f.Add(file[:len(file)/2])
	for _, at := range []int{0, 8, 17, 25, headerSize + 1, len(file) / 2, len(file) - 1} {
		flipped := bytes.Clone(file)
		flipped[at] ^= 0x10
		f.Add(flipped)
	}
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 100})
	f.Fuzz(func(t *testing.T, file []byte) {
		var places map[string]place
		var err error
		g.Read(t, len(file), func() { places, err = decode(file) })
		if (places == nil) == (err == nil) {
			t.Fatalf("places %v, error %v", places, err)
		}
		quick, quickErr := readPlaces(bytes.NewReader(file), int64(len(file)), true)
		if (quick == nil) == (quickErr == nil) || err == nil && !maps.Equal(places, quick) {
			t.Fatalf("places %v by passing over the data, %v by reading them (%v, %v)", quick, places, quickErr, err)
		}
		if err != nil {
			return
		}
		var entries []entry
		for _, name := range slices.Sorted(maps.Keys(places)) {
			p := places[name]
			entries = append(entries, entry{name, file[p.offset : p.offset+p.size]})
		}
		if !bytes.Equal(encoded(t, entries...), file) {
			t.Fatal("the segment is written as other bytes")
		}
	})
}

// FuzzEntries changes the entries of a segment whose checksums are right.
func FuzzEntries(f *testing.F) {
	testutil.AddCorpus(f)
	for _, e := range sample() {
		f.Add(e.name, e.data)
	}
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 100})
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		entries := sample()
		for k := range entries {
			if entries[k].name == name {
				entries[k].data = data
			}
		}
		file := encoded(t, append(entries, entry{"z" + name, data})...)
		var places map[string]place
		var err error
		g.Read(t, len(file), func() { places, err = decode(file) })
		if (places == nil) == (err == nil) {
			t.Fatalf("places %v, error %v", places, err)
		}
		quick, quickErr := readPlaces(bytes.NewReader(file), int64(len(file)), true)
		if (quick == nil) == (quickErr == nil) || err == nil && !maps.Equal(places, quick) {
			t.Fatalf("places %v by passing over the data, %v by reading them (%v, %v)", quick, places, quickErr, err)
		}
	})
}
