package noise

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func drawSource(t *rapid.T) *Source {
	k := Key{rapid.Uint64().Draw(t, "seed"), Purpose(rapid.IntRange(1, 127).Draw(t, "purpose"))}
	return k.Source(rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "b"), rapid.Uint64().Draw(t, "c"))
}

// TestSourceEncoding encodes between any two draws and decodes into a Source that has
// drawn something else.
func TestSourceEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSource(t)
		for range rapid.IntRange(0, 20).Draw(t, "draws") {
			s.Uint64()
		}
		data, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		other := drawSource(t)
		other.Uint64()
		if err := other.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		for i := range 9 {
			if got, want := other.Uint64(), s.Uint64(); got != want {
				t.Fatalf("draw %d after decoding is %#x, want %#x", i, got, want)
			}
		}
	})
}

func TestSourceDecodingRefuses(t *testing.T) {
	good, _ := Key{1, Prune}.Source(2, 3, 4).MarshalBinary()
	change := func(place int, to byte) []byte {
		data := append([]byte(nil), good...)
		data[place] = to
		return data
	}
	for _, c := range []struct {
		reason string
		data   []byte
		want   string
	}{
		{"nothing", nil, "60 bytes, not 0"},
		{"truncated", good[:59], "60 bytes, not 59"},
		{"more behind it", append(good[:60:60], 0), "60 bytes, not 61"},
		{"something else", change(0, 'P'), `starts with "philox4x64:"`},
		{"no purpose", change(11+15, 0), "between 1 and 127, not 0"},
		{"the purpose of signs", change(11+15, 128), "between 1 and 127, not 128"},
		{"beyond the block", change(59, 4), "0 to 3 of its block, not at 4"},
	} {
		s := Key{9, Generate}.Source(1, 1, 1)
		before := *s
		err := s.UnmarshalBinary(c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.reason, err, c.want)
		}
		if *s != before {
			t.Errorf("%s: the source has changed", c.reason)
		}
	}
}

// FuzzSourceDecoding checks that exactly what MarshalBinary returns is accepted.
func FuzzSourceDecoding(f *testing.F) {
	s := Key{1, Prune}.Source(2, 3, 4)
	for range 6 {
		data, _ := s.MarshalBinary()
		f.Add(data)
		s.Uint64()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Source
		err := s.UnmarshalBinary(data)
		back, _ := s.MarshalBinary()
		if same := string(back) == string(data); same != (err == nil) {
			t.Errorf("error %v, and encoded again the bytes are the same: %v", err, same)
		}
	})
}

// TestSourceSeed: Seed gives the same stream of another key, from its first word.
func TestSourceSeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "new seed")
		s := Key{5, Generate}.Source(1, 2, 3)
		for range rapid.IntRange(0, 9).Draw(t, "draws") {
			s.Uint64()
		}
		s.Seed(seed)
		fresh := Key{seed, Generate}.Source(1, 2, 3)
		for range 9 {
			if got, want := s.Uint64(), fresh.Uint64(); got != want {
				t.Fatalf("%#x, want %#x", got, want)
			}
		}
	})
}

func TestUniformIsFirstDraw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSource(t)
		u := Key{s.key[0], Purpose(s.key[1])}.Uniform(s.stream[0], s.stream[1], s.stream[2])
		if want := float64(s.Uint64()>>11) / (1 << 53); u != want || u < 0 || u >= 1 {
			t.Fatalf("%v, want %v", u, want)
		}
	})
}

func TestSourceRefusesPurpose(t *testing.T) {
	const want = "noise: purpose 0 is not between 1 and 127"
	if got := recovered(func() { Key{}.Source(0, 0, 0) }); got != want {
		t.Errorf("Source: panic %v", got)
	}
	if got := recovered(func() { Key{}.Uniform(0, 0, 0) }); got != want {
		t.Errorf("Uniform: panic %v", got)
	}
}

// TestSourceUniform counts the bytes of a stream, at each of their eight places, by χ² of
// 255 degrees of freedom, and expects each within 4 standard deviations, √510.
func TestSourceUniform(t *testing.T) {
	const n = 1 << 20
	var counts [8][256]float64
	s := Key{20201126, Prune}.Source(0, 0, 0)
	for range n {
		w := s.Uint64()
		for place := range counts {
			counts[place][w>>(8*place)&255]++
		}
	}
	for place, count := range counts {
		var square float64
		for _, c := range count {
			square += (c - n/256) * (c - n/256) / (n / 256)
		}
		if !(math.Abs(square-255) < 4*math.Sqrt(510)) {
			t.Errorf("χ² of byte %d is %.0f, want 255 ± %.0f", place, square, math.Sqrt(510))
		}
	}
}

// TestUniformStreams looks for dependence between streams that differ by one in one of
// their numbers, by the correlation of their first draws, within four standard errors.
func TestUniformStreams(t *testing.T) {
	const n = 1 << 17
	var all scores
	for name, other := range map[string]func(i uint64) float64{
		"a + 1":        func(i uint64) float64 { return Key{1, Prune}.Uniform(i+1, 0, 0) },
		"b + 1":        func(i uint64) float64 { return Key{1, Prune}.Uniform(i, 1, 0) },
		"c + 1":        func(i uint64) float64 { return Key{1, Prune}.Uniform(i, 0, 1) },
		"a and b swap": func(i uint64) float64 { return Key{1, Prune}.Uniform(0, i+1, 0) },
		"next purpose": func(i uint64) float64 { return Key{1, Generate}.Uniform(i, 0, 0) },
		"next seed":    func(i uint64) float64 { return Key{2, Prune}.Uniform(i, 0, 0) },
	} {
		var mean, product float64
		for i := range uint64(n) {
			x := (Key{1, Prune}.Uniform(i, 0, 0) - 0.5) * math.Sqrt(12)
			y := (other(i) - 0.5) * math.Sqrt(12)
			mean += y
			product += x * y
		}
		all.add(t, name+", mean", mean/math.Sqrt(n))
		all.add(t, name+", correlation", product/math.Sqrt(n))
	}
	all.check(t)
}
