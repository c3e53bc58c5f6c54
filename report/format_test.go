package report

import (
	"math"
	"testing"
)

func TestNumber(t *testing.T) {
	for _, row := range []struct {
		value float64
		want  string
	}{
		{0, "0"}, {1, "1"}, {0.1, "0.1"}, {-0.25, "−0.25"}, {0.123456, "0.1235"}, {999.94, "999.9"}, {999.96, "1,000"},
		{1234.5678, "1,235"}, {12345.6, "12,346"}, {-123456, "−123,456"}, {999999.4, "999,999"},
		{1e6, "1 × 10⁶"}, {1.5e-7, "1.5 × 10⁻⁷"}, {-2.34567e100, "−2.346 × 10¹⁰⁰"}, {0.001, "0.001"}, {0.00099, "9.9 × 10⁻⁴"},
		{math.NaN(), "–"}, {math.Inf(-1), "–"}, {math.SmallestNonzeroFloat64, "4.941 × 10⁻³²⁴"},
	} {
		if got := number(row.value); got != row.want {
			t.Errorf("number(%v) = %q, want %q", row.value, got, row.want)
		}
	}
}

func TestCountAndPercent(t *testing.T) {
	for _, row := range []struct{ got, want string }{
		{count(0), "0"}, {count(999), "999"}, {count(1000), "1,000"}, {count(-1234567), "−1,234,567"},
		{count(int64(math.MaxInt64)), "9,223,372,036,854,775,807"},
		{percent(0.1077), "10.77 %"}, {percent(math.NaN()), "–"}, {optional(nil), "–"}, {optionalPercent(nil), "–"},
		{shorten("AVAL", 14), "AVAL"}, {shorten("ein sehr langer Name", 8), "ein seh…"},
	} {
		if row.got != row.want {
			t.Errorf("got %q, want %q", row.got, row.want)
		}
	}
}
