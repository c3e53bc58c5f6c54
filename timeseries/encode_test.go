package timeseries_test

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"math"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/timeseries"
)

type estimator interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	Add(x []float64)
	Complete()
	Merge(other estimator)
}

// The adapters give the Merge of each estimator one signature.
type (
	moments struct{ *timeseries.Moments }
	lagged  struct{ *timeseries.Lagged }
	welch   struct{ *timeseries.Welch }
	active  struct{ *timeseries.ActiveFraction }
)

func (s moments) Merge(other estimator) { s.Moments.Merge(other.(moments).Moments) }
func (s lagged) Merge(other estimator)  { s.Lagged.Merge(other.(lagged).Lagged) }
func (s welch) Merge(other estimator)   { s.Welch.Merge(other.(welch).Welch) }
func (s active) Merge(other estimator)  { s.ActiveFraction.Merge(other.(active).ActiveFraction) }

// estimators returns an empty one of each kind, of three series.
func estimators() map[string]estimator {
	pairs, reference := []timeseries.Pair{{Target: 2, Source: 0}, {Target: 0, Source: 1}}, []float64{1, -0.5, 0}
	return map[string]estimator{
		"moments":         moments{timeseries.NewMoments(reference, 4)},
		"lagged":          lagged{timeseries.NewLagged(reference, 3, 4, pairs)},
		"no lags":         lagged{timeseries.NewLagged(reference, 0, 6, pairs)},
		"welch":           welch{timeseries.NewWelch(3, 6, 0.1, pairs)},
		"odd segments":    welch{timeseries.NewWelch(3, 5, 0.1, nil)},
		"active fraction": active{timeseries.NewActiveFraction(3, 0.1, 4)},
	}
}

func encoded(t testing.TB, e estimator) []byte {
	t.Helper()
	data, err := e.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// reopened returns a new estimator that was decoded from e.
func reopened(t testing.TB, kind string, e estimator) estimator {
	t.Helper()
	again := estimators()[kind]
	if err := again.UnmarshalBinary(encoded(t, e)); err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return again
}

func addFrames(e estimator, frames [][]float64) {
	for _, x := range frames {
		e.Add(x)
	}
}

// TestEncodingBetweenAnyTwoFrames, in the first trajectory, in the second, and between them.
func TestEncodingBetweenAnyTwoFrames(t *testing.T) {
	x := mixed(60, 3)
	for kind, straight := range estimators() {
		addFrames(straight, x[:37])
		straight.Complete()
		addFrames(straight, x[37:])
		want := encoded(t, straight)
		size := len(want)
		for interruption := range len(x) + 1 {
			s := estimators()[kind]
			for k, frame := range x {
				if k == interruption {
					s = reopened(t, kind, s)
				}
				if k == 37 {
					s.Complete()
				}
				s.Add(frame)
			}
			got := encoded(t, s)
			if !bytes.Equal(got, want) {
				t.Fatalf("%s: interrupted after %d frames, it ends in other bits", kind, interruption)
			}
			if len(got) != size {
				t.Fatalf("%s: %d bytes after %d frames, %d at the end", kind, len(got), interruption, size)
			}
		}
	}
}

// TestMergingIsTrajectoryAfterTrajectory: in the order of merging, to the last bit, and so is an
// encoding between two merges.
func TestMergingIsTrajectoryAfterTrajectory(t *testing.T) {
	for kind, serial := range estimators() {
		merged := estimators()[kind]
		for r, frames := range []int{23, 4, 0, 61} {
			x, one := mixed(frames, uint64(r)), estimators()[kind]
			addFrames(serial, x)
			serial.Complete()
			addFrames(one, x)
			before := encoded(t, one)
			merged.Merge(one)
			if !bytes.Equal(encoded(t, one), before) {
				t.Errorf("%s: merging has changed what is merged", kind)
			}
			merged = reopened(t, kind, merged)
			one.Complete()
			if r == 0 && !bytes.Equal(encoded(t, one), encoded(t, merged)) {
				t.Errorf("%s: merged into nothing, a trajectory has other bits than completed", kind)
			}
		}
		checkSameSums(t, kind, encoded(t, merged), encoded(t, serial))
	}
}

// checkSameSums compares encodings, those of spectra up to rounding: there the segments of one estimator
// are added one by one.
func checkSameSums(t *testing.T, kind string, a, b []byte) {
	t.Helper()
	same := bytes.Equal(a, b)
	if !same && (kind == "welch" || kind == "odd segments") && len(a) == len(b) {
		same = true
		for k := 0; k < len(a); k += 8 {
			u, v := math.Float64frombits(binary.LittleEndian.Uint64(a[k:])), math.Float64frombits(binary.LittleEndian.Uint64(b[k:]))
			same = same && (u == v || math.Abs(u-v) < 1e-11)
		}
	}
	if !same {
		t.Errorf("%s: merged trajectories have other sums than successive ones", kind)
	}
}

func TestDecodingRefusesOtherEstimators(t *testing.T) {
	x := mixed(11, 4)
	for kind, e := range estimators() {
		addFrames(e, x)
		good := encoded(t, e)
		refused := testutil.MustRefuse(t, func(why string, data []byte) error {
			err := e.UnmarshalBinary(data)
			if !bytes.Equal(encoded(t, e), good) {
				t.Fatalf("%s, %s: refused, but changed the estimator", kind, why)
			}
			return err
		})
		refused("empty", nil, "do not begin with")
		refused("another version", append([]byte("npother9"), good[8:]...), "do not begin with")
		refused("cut by one byte", good[:len(good)-1], "bytes, not")
		refused("cut to the tag", good[:8], "bytes, not")
		refused("something after the end", append(bytes.Clone(good), 0), "bytes, not")
		refused("another number of series", testutil.ReplaceWord(good, 8, 4), "made with other arguments")
		refused("another second argument", testutil.ReplaceWord(good, 16, 77), "made with other arguments")
		refused("not a number", testutil.ReplaceWord(good, len(good)-8, math.Float64bits(math.NaN())), "all must be finite")
		refused("infinite", testutil.ReplaceWord(good, len(good)-8, math.Float64bits(math.Inf(-1))), "all must be finite")
		count := bytes.Index(good, []byte{11, 0, 0, 0, 0, 0, 0, 0})
		refused("frames beyond any count", testutil.ReplaceWord(good, count, math.MaxUint64), "claim a count")
	}
}

// FuzzUnmarshal: for any bytes, either decoding is an error and leaves the estimator unchanged, or the
// estimator then encodes to the same bytes, and takes frames.
func FuzzUnmarshal(f *testing.F) {
	x := mixed(9, 5)
	for _, e := range estimators() {
		addFrames(e, x)
		data := encoded(f, e)
		f.Add(data)
		f.Add(data[:len(data)/2])
		f.Add(testutil.ReplaceWord(data, bytes.Index(data, []byte{9, 0, 0, 0, 0, 0, 0, 0}), 1<<53))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for kind, e := range estimators() {
			before, want := encoded(t, e), data
			if err := e.UnmarshalBinary(data); err != nil {
				want = before
			}
			if !bytes.Equal(encoded(t, e), want) {
				t.Errorf("%s: holds neither what it held nor what it read", kind)
			}
			addFrames(e, x)
			e.Complete()
		}
	})
}
