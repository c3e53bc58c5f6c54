package sim

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"noiseprune/internal/resume"
	"noiseprune/internal/testutil"
)

func TestErrorTimes(t *testing.T) {
	for _, row := range []struct {
		why   string
		times int
		want  []int
	}{
		{"one sample", 1, []int{1}},
		{"counts that are equal stand once", 4, []int{1, 2, 3, 4}}, // 4, 2.8, 2, 1.4, 1, 0.7
		{"twelve, each 1/√2 of the next", 6400, []int{141, 200, 283, 400, 566, 800, 1131, 1600, 2263, 3200, 4525, 6400}},
	} {
		if got := errorTimes(row.times); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.why, got, row.want)
		}
	}
}

func TestErrorBlocks(t *testing.T) {
	var got []int
	for blocks := range 100 {
		if errorBlocks(blocks) {
			got = append(got, blocks)
		}
	}
	if want := []int{1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestErrorEdges(t *testing.T) {
	for _, row := range []struct {
		why      string
		products float64
		want     int
	}{
		{"few products, the least", 1e6, 64},
		{"as the products allow", 100 << 23, 100},
		{"many products, the most", 1e15, 1000},
	} {
		if got := errorEdges(row.products); got != row.want {
			t.Errorf("%s: %d, want %d", row.why, got, row.want)
		}
	}
}

// savedCurve returns the curve of blocks of three replicas after so many blocks, of which one is narrower where there are several.
func savedCurve(blocks int, within int) *errorCurve {
	c := newErrorCurve(&errorPlan{times: []int{1, 2, 4}}, 3)
	c.blocks, c.wide = blocks, max(1, blocks-1)
	for k := range within {
		c.within = append(c.within, squaredErrors{float64(k) + 0.5, math.Inf(1)})
	}
	for b := range mergedCounts(blocks) {
		c.merged = append(c.merged, mergedErrors{int64(24 + b), squaredErrors{0.25, 0.125}})
	}
	return c
}

// withMerged returns the encoding of a curve of two blocks whose merged errors are said to be of so many samples.
func withMerged(samples float64) []byte {
	return resume.Join(resume.EncodeWord(2), resume.EncodeWord(2),
		resume.EncodeFloats(make([]float64, 6)), resume.EncodeFloats([]float64{samples, 0, 0}))
}

// TestSavedErrorsAreRefused: each row is no curve that so many samples can have.
func TestSavedErrorsAreRefused(t *testing.T) {
	good := savedCurve(1, 2).encode()
	word := resume.EncodeWord
	for _, row := range []struct {
		why     string
		data    []byte
		samples int64
	}{
		{"cut off", good[:len(good)-1], 9},
		{"more errors than times were reached", good, 5},
		{"fewer errors than times were reached", good, 12},
		{"no block", resume.Join(word(0), word(0), nil, nil), 0},
		{"more wide blocks than blocks", resume.Join(word(1), word(2), nil, nil), 0},
		{"more blocks than samples", resume.Join(word(1<<60), word(1), resume.EncodeFloats(make([]float64, 6)), nil), 24},
		{"merged errors are missing", resume.Join(word(2), word(2), resume.EncodeFloats(make([]float64, 6)), nil), 24},
		{"merged errors of a part of a sample", withMerged(23.5), 24},
		{"merged errors of no sample", withMerged(math.Copysign(0, -1)), 24},
		{"merged errors of more samples than there are", withMerged(25), 24},
		{"merged errors of no number of samples", withMerged(math.NaN()), 24},
	} {
		c := savedCurve(3, 3)
		if err := c.decode(row.data, row.samples); err == nil || !bytes.Equal(c.encode(), savedCurve(3, 3).encode()) {
			t.Errorf("%s: error %v", row.why, err)
		}
	}
	if err := savedCurve(1, 0).decode(good, 9); err != nil {
		t.Errorf("a good one is refused: %v", err)
	}
	if err := savedCurve(1, 0).decode(withMerged(24), 24); err != nil {
		t.Errorf("errors of all samples are refused: %v", err)
	}
}

// For any bytes, either decoding is an error and changes nothing, or the curve then encodes to the same bytes.
func FuzzErrorCurve(f *testing.F) {
	testutil.AddCorpus(f)
	for _, blocks := range []int{1, 2, 5} {
		f.Add(savedCurve(blocks, 3).encode(), int64(12*blocks))
	}
	f.Add(savedCurve(1, 1).encode(), int64(3))
	f.Fuzz(func(t *testing.T, data []byte, samples int64) {
		c := savedCurve(2, 3)
		want := data
		if err := c.decode(data, min(samples, 1<<20)); err != nil {
			want = savedCurve(2, 3).encode()
		}
		if !bytes.Equal(c.encode(), want) {
			t.Error("holds neither what it held nor what it read")
		}
	})
}
