package compare_test

import (
	"bytes"
	"strings"
	"testing"

	"noiseprune/compare"
)

func marshaled(t *testing.T, p *compare.RunProducts) []byte {
	t.Helper()
	data, err := p.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// productsOf returns the products of runs first … first+width−1 of three neurons at four times.
func productsOf(first, width int, aboutMean bool) *compare.RunProducts {
	p := compare.NewRunProducts([]compare.Pair{{I: 0, J: 0}, {I: 2, J: 1}}, width, aboutMean)
	x := make([]float64, 3*width)
	for k := range 4 {
		for i := range 3 {
			for r := range width {
				x[i*width+r] = 1 / float64(1+k+7*i+3*(first+r))
			}
		}
		p.Add(x)
	}
	return p
}

// TestRunProductsDoNotDependOnTheWidth, about 0: but for the number of blocks, which is the third word after the tag.
func TestRunProductsDoNotDependOnTheWidth(t *testing.T) {
	want := marshaled(t, productsOf(0, 5, false))
	for _, widths := range [][]int{{1, 1, 1, 1, 1}, {2, 3}, {4, 1}} {
		merged, first := productsOf(0, widths[0], false), widths[0]
		for _, w := range widths[1:] {
			merged.Merge(productsOf(first, w, false))
			first += w
		}
		if got := marshaled(t, merged); !bytes.Equal(got[32:], want[32:]) || merged.Runs() != 5 {
			t.Errorf("blocks %v differ", widths)
		}
	}
}

// TestRunProductsDecoding: what was encoded is decoded, and nothing else.
func TestRunProductsDecoding(t *testing.T) {
	p := productsOf(0, 3, true)
	p.Merge(productsOf(3, 2, true))
	data := marshaled(t, p)
	q := productsOf(7, 1, true)
	if err := q.UnmarshalBinary(data); err != nil || !bytes.Equal(marshaled(t, q), data) || q.Runs() != 5 {
		t.Errorf("%v, %d runs", err, q.Runs())
	}
	more := append([]byte(nil), data...)
	more[24] = 6 // blocks
	for _, c := range []struct {
		reason string
		data   []byte
		want   string
	}{
		{"nothing", nil, "do not begin with"},
		{"a run less", data[:len(data)-16], "hold 8 values"},
		{"more blocks than runs", more, "and 6 blocks"},
	} {
		if err := q.UnmarshalBinary(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
	if !bytes.Equal(marshaled(t, q), data) {
		t.Error("an error has changed the products")
	}
}
