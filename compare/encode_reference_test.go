package compare_test

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"

	"noiseprune/compare"
)

// TestReferencesComeBack with all that is asked of them, of a symmetric network and of one
// with complex eigenvectors.
func TestReferencesComeBack(t *testing.T) {
	for _, a := range [][]float64{{-3, 1, 1, -2}, {-3, 2, -2, -3}} {
		net := fromDense(t, a)
		r, err := compare.NewReference(net)
		if err != nil {
			t.Fatal(err)
		}
		data, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		got, err := compare.DecodeReference(net, data)
		if err != nil {
			t.Fatal(err)
		}
		epsV, cosTheta := r.Quadratic(net)
		gotV, gotTheta := got.Quadratic(net)
		if !reflect.DeepEqual(got.Eigenvalues(), r.Eigenvalues()) || !reflect.DeepEqual(gotV, epsV) || !reflect.DeepEqual(gotTheta, cosTheta) {
			t.Errorf("%v came back with %v, %v, %v", a, got.Eigenvalues(), gotV, gotTheta)
		}
		if data, err = r.WithoutVectors().MarshalBinary(); err != nil {
			t.Fatal(err)
		}
		if got, err = compare.DecodeReference(net, data); err != nil || !reflect.DeepEqual(got.Changes(r.Eigenvalues()), []float64{0, 0}) {
			t.Errorf("%v without vectors: %v", a, err)
		}
	}
}

func TestForeignReferencesAreRefused(t *testing.T) {
	net := fromDense(t, []float64{-3, 1, 1, -2})
	r, err := compare.NewReference(net)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := r.MarshalBinary()
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
		{"nothing", nil, "do not begin with"},
		{"another version", append([]byte("nprefer9"), sound[8:]...), "do not begin with"},
		{"cut within a value", sound[:len(sound)-1], "cut off"},
		{"cut by a value", sound[:len(sound)-8], "has 7 values"},
		{"another network", with(8, 3), "of 3 neurons"},
		{"vectors of another kind", with(16, 2), "with vectors 2"},
		{"a value that is not finite", with(24, 0x7ff0000000000000), "+Inf"},
	} {
		got, err := compare.DecodeReference(net, row.data)
		if err == nil || got != nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}
