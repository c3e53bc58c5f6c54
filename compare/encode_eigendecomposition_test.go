package compare_test

import (
	"bytes"
	"reflect"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil"
)

// TestEigendecompositionEncoding: a decoded one gives the same results, for a symmetric
// network and for one with complex eigenvectors.
func TestEigendecompositionEncoding(t *testing.T) {
	for _, a := range [][]float64{{-3, 1, 1, -2}, {-3, 2, -2, -3}, {-3, 2, -1, -3}, {-3, 1, 0, -3}} {
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
		if !reflect.DeepEqual(got.Eigenvalues(), r.Eigenvalues()) || got.ConditionNumber() != r.ConditionNumber() ||
			!reflect.DeepEqual(gotV, epsV) || !reflect.DeepEqual(gotTheta, cosTheta) {
			t.Errorf("%v came back with %v, %v, %v", a, got.Eigenvalues(), gotV, gotTheta)
		}
		if data, err = r.WithoutVectors().MarshalBinary(); err != nil {
			t.Fatal(err)
		}
		got, err = compare.DecodeEigendecomposition(net, data)
		if err != nil || !reflect.DeepEqual(got.RelativeChanges(r.Eigenvalues()), []float64{0, 0}) ||
			got.ConditionNumber() != r.ConditionNumber() {
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
	refused("a condition number below 1", testutil.ReplaceWord(sound, 24, 0x3fe0000000000000), "condition number 0.5")
	refused("a condition number that is not a number", testutil.ReplaceWord(sound, 24, 0x7ff8000000000001), "condition number NaN")
	refused("a value that is not finite", testutil.ReplaceWord(sound, 32, 0x7ff0000000000000), "+Inf")
}

// FuzzSavedEigendecomposition: what decodes has the encoding that it came from, and can be compared
// with any eigenvalues.
func FuzzSavedEigendecomposition(f *testing.F) {
	net := fromDense(f, []float64{-3, 2, -2, -3})
	r, err := compare.NewEigendecomposition(net)
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range []*compare.Eigendecomposition{r, r.WithoutVectors()} {
		data, err := d.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := compare.DecodeEigendecomposition(net, data)
		if err != nil {
			return
		}
		if again, err := got.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("%x came back as %x (error %v)", data, again, err)
		}
		if eps := got.RelativeChanges(r.Eigenvalues()); len(eps) != 2 {
			t.Errorf("%d relative changes of 2 eigenvalues", len(eps))
		}
	})
}
