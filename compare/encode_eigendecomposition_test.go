package compare_test

import (
	"reflect"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil"
)

// TestEigendecompositionEncoding: a decoded one gives the same results, for a symmetric
// network and for one with complex eigenvectors.
func TestEigendecompositionEncoding(t *testing.T) {
	for _, a := range [][]float64{{-3, 1, 1, -2}, {-3, 2, -2, -3}} {
		net := fromDense(t, a)
		r, err := compare.NewEigendecomposition(net)
		if err != nil {
			t.Fatal(err)
		}
		data, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		got, err := compare.DecodeEigendecomposition(net, data)
		if err != nil {
			t.Fatal(err)
		}
		epsV, cosTheta := r.QuadraticForms(net)
		gotV, gotTheta := got.QuadraticForms(net)
		if !reflect.DeepEqual(got.Eigenvalues(), r.Eigenvalues()) || !reflect.DeepEqual(gotV, epsV) || !reflect.DeepEqual(gotTheta, cosTheta) {
			t.Errorf("%v came back with %v, %v, %v", a, got.Eigenvalues(), gotV, gotTheta)
		}
		if data, err = r.WithoutVectors().MarshalBinary(); err != nil {
			t.Fatal(err)
		}
		got, err = compare.DecodeEigendecomposition(net, data)
		if err != nil || !reflect.DeepEqual(got.RelativeChanges(r.Eigenvalues()), []float64{0, 0}) {
			t.Errorf("%v without vectors: %v", a, err)
		}
	}
}

func TestDecodingRefusesOtherEigendecompositions(t *testing.T) {
	net := fromDense(t, []float64{-3, 1, 1, -2})
	r, err := compare.NewEigendecomposition(net)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := r.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	refused := testutil.MustRefuse(t, func(why string, data []byte) error {
		got, err := compare.DecodeEigendecomposition(net, data)
		if got != nil {
			t.Errorf("%s: a reference came with the error", why)
		}
		return err
	})
	refused("nothing", nil, "do not begin with")
	refused("another version", append([]byte("nprefer9"), sound[8:]...), "do not begin with")
	refused("cut within a value", sound[:len(sound)-1], "cut off")
	refused("cut by a value", sound[:len(sound)-8], "has 7 values")
	refused("another network", testutil.ReplaceWord(sound, 8, 3), "of 3 neurons")
	refused("vectors of another kind", testutil.ReplaceWord(sound, 16, 2), "with vectors 2")
	refused("a value that is not finite", testutil.ReplaceWord(sound, 24, 0x7ff0000000000000), "+Inf")
}
