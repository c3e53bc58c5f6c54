package draw

import (
	"math"
	"testing"
)

// TestPrintedLogarithmicAxis: a logarithmic axis is a linear one of decades.
func TestPrintedLogarithmicAxis(t *testing.T) {
	line := Line{X: []float64{0, 1, 2, 3, 4}, Y: []float64{1, 2, 3, 4, 5}}
	log := Panel{Y: Axis{Log: true, From: At(1e-4), To: At(100)}, Marks: []Mark{line}}.printed()
	if math.Abs(log.Y.Min+4) > 1e-12 || math.Abs(log.Y.Max-2) > 1e-12 {
		t.Errorf("a logarithmic axis of %g … %g decades", log.Y.Min, log.Y.Max)
	}
	if ticks := log.Y.Tick.Marker.Ticks(-4, 2); math.Abs(ticks[0].Value+4) > 1e-12 || ticks[0].Label != "1e−4" {
		t.Errorf("its first tick %+v", ticks[0])
	}
}

// TestPlainPower: the font of a PNG has no raised minus.
func TestPlainPower(t *testing.T) {
	for label, want := range map[string]string{
		"10⁻⁴": "1e−4", "2 × 10⁻¹²": "2e−12", "10⁴": "10⁴", "0.01": "0.01", "": "", "−3×10⁻⁵": "−3e−5",
	} {
		if got := plainPower(label); got != want {
			t.Errorf("%q: got %q, want %q", label, got, want)
		}
	}
}
