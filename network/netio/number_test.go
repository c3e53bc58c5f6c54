package netio

import (
	"math"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		reason string
		text   string
		value  float64
		wrong  string
	}{
		{"whole", "12", 12, ""},
		{"signs", "+12", 12, ""},
		{"signs", "-12", -12, ""},
		{"15 digits are exact without rounding", "999999999999999", 999999999999999, ""},
		{"16 digits", "9007199254740993", 9007199254740992, ""},
		{"no digit before the point", ".5", 0.5, ""},
		{"no digit behind the point", "5.", 5, ""},
		{"leading zeros", "-007.50", -7.5, ""},
		{"exponents", "1E+3", 1000, ""},
		{"exponents of Fortran", "1.5D-03", 0.0015, ""},
		{"exponents of Fortran", "15d1", 150, ""},
		{"below the smallest float64", "1e-400", 0, ""},
		{"halfway between two float64: to even", "1.00000000000000011102230246251565404", 1, ""},
		{"empty", "", 0, "is not a number"},
		{"sign alone", "-", 0, "is not a number"},
		{"two signs", "+-1", 0, "is not a number"},
		{"exponent alone", "e5", 0, "is not a number"},
		{"two exponents", "1d2e3", 0, "is not a number"},
		{"hexadecimal", "0x10", 0, "is not a number"},
		{"hexadecimal with exponent", "0x1p-2", 0, "is not a number"},
		{"grouped digits", "1_000", 0, "is not a number"},
		{"decimal comma", "1,5", 0, "is not a number"},
		{"not a number", "NaN", 0, "is not finite"},
		{"infinities", "+infinity", 0, "is not finite"},
		{"beyond the largest float64", "1.8e308", 0, "is beyond the range of a float64"},
		{"digits of another script", "٣", 0, "is not a number"},
	} {
		value, wrong := parseNumber([]byte(c.text))
		if value != c.value || wrong != c.wrong {
			t.Errorf("%s: %q gave %v, %q, want %v, %q", c.reason, c.text, value, wrong, c.value, c.wrong)
		}
	}
}

func TestParseCount(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		ok   bool
	}{
		{"0", 0, true}, {"42", 42, true}, {"000000000000000000000000042", 42, true},
		{"922337203685477580", 922337203685477580, true},
		{"9223372036854775808", 0, false}, {"18446744073709551616", 0, false},
		{"99999999999999999999999999", 0, false},
		{"", 0, false}, {"-1", 0, false}, {"+1", 0, false}, {"1.0", 0, false}, {"1 ", 0, false}, {"²", 0, false},
	} {
		if n, ok := parseCount(c.text); n != c.n || ok != c.ok {
			t.Errorf("%q gave %d, %v, want %d, %v", c.text, n, ok, c.n, c.ok)
		}
	}
	if n, ok := parseCount("9223372036854775807"); ok && n != math.MaxInt {
		t.Errorf("the largest int gave %d", n)
	}
}
