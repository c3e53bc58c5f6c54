package covariance_test

import (
	"bytes"
	"reflect"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
)

func TestSeriesEncodingBetweenAnyTwoTimes(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	add := func(s *covariance.Series, first, end int) *covariance.Series {
		for k := first; k < end; k++ {
			s.Add(normals(9*encodeWidth, uint64(100+k)))
		}
		return s
	}
	fresh := func() *covariance.Series { return covariance.NewSeries(net, encodeWidth, reference, 6) }
	straight := add(fresh(), 0, 20)
	want, err := straight.Autocorrelation()
	if err != nil {
		t.Fatal(err)
	}
	for _, interruption := range []int{0, 1, 7, 20} {
		data, err := add(fresh(), 0, interruption).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		after := fresh()
		if err := after.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		got, err := add(after, interruption, 20).Autocorrelation()
		if err != nil || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(after, straight) {
			t.Errorf("interrupted after %d times: %v, %v, want %v", interruption, got, err, want)
		}
	}
	for _, a := range []covariance.Autocorrelation{want, {}} {
		data, err := a.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got covariance.Autocorrelation
		if err := got.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(got, a) {
			t.Errorf("autocorrelation %v came back as %v, %v", a, got, err)
		}
	}
}

func TestDecodingRefusesOtherSeries(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	s := covariance.NewSeries(net, encodeWidth, reference, 6)
	s.Add(normals(9*encodeWidth, 1))
	sound, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	refused := testutil.MustRefuse(t, func(_ string, data []byte) error { return s.UnmarshalBinary(data) })
	refused("nothing", nil, "does not begin with")
	refused("another version", append([]byte("npserie9"), sound[8:]...), "does not begin with")
	refused("cut within a value", sound[:len(sound)-1], "cut off within a value")
	refused("cut by a value", sound[:len(sound)-8], "not those of 1 times")
	refused("another width", testutil.ReplaceWord(sound, 8, 4), "of 4 replicas")
	refused("times whose product overflows", testutil.ReplaceWord(sound, 16, 1<<62), "not those of")
	refused("another number of edges", testutil.ReplaceWord(sound, 24, 5), "and 5 edges")
	refused("another network", testutil.ReplaceWord(sound, 32, 1), "of another network")
	refused("another reference", testutil.ReplaceWord(sound, 40, 0), "has the reference 0")
	refused("a value that is not finite", testutil.ReplaceWord(sound, len(sound)-8, 0x7ff0000000000000), "+Inf")
	if again, err := s.MarshalBinary(); err != nil || !bytes.Equal(again, sound) {
		t.Error("a refused encoding has changed the series")
	}
	var a covariance.Autocorrelation
	if err := a.UnmarshalBinary(append([]byte("npautoc1"), 2, 0, 0, 0, 0, 0, 0, 0)); err == nil {
		t.Error("an autocorrelation whose flag is neither 0 nor 1 was accepted")
	}
}
