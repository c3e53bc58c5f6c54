package covariance_test

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"

	"noiseprune/covariance"
)

func TestSeriesGoOnBetweenAnyTwoTimes(t *testing.T) {
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

func TestForeignSeriesAreRefused(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	s := covariance.NewSeries(net, encodeWidth, reference, 6)
	s.Add(normals(9*encodeWidth, 1))
	sound, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	with := func(at int, value uint64) []byte {
		data := bytes.Clone(sound)
		binary.LittleEndian.PutUint64(data[at:], value)
		return data
	}
	for _, row := range []struct {
		why  string
		data []byte
		want string
	}{
		{"nothing", nil, "does not begin with"},
		{"another version", append([]byte("npserie9"), sound[8:]...), "does not begin with"},
		{"cut within a value", sound[:len(sound)-1], "cut off within a value"},
		{"cut by a value", sound[:len(sound)-8], "not those of 1 times"},
		{"another width", with(8, 4), "of 4 replicas"},
		{"times whose product overflows", with(16, 1<<62), "not those of"},
		{"another number of edges", with(24, 5), "and 5 edges"},
		{"another network", with(32, 1), "of another network"},
		{"another reference", with(40, 0), "has the reference 0"},
		{"a value that is not finite", with(len(sound)-8, 0x7ff0000000000000), "+Inf"},
	} {
		if err := s.UnmarshalBinary(row.data); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
	if again, err := s.MarshalBinary(); err != nil || !bytes.Equal(again, sound) {
		t.Error("a refused encoding has changed the series")
	}
	var a covariance.Autocorrelation
	if err := a.UnmarshalBinary(append([]byte("npautoc1"), 2, 0, 0, 0, 0, 0, 0, 0)); err == nil {
		t.Error("an autocorrelation that is neither whole nor not was taken")
	}
}
