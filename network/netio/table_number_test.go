package netio

import "testing"

func TestDecimalMark(t *testing.T) {
	type cell struct {
		text  string
		value float64
		wrong string
	}
	const notNumber = "is not a number"
	for _, c := range []struct {
		reason       string
		commaAllowed bool
		cells        []cell
		comma        bool
	}{
		{"points", true, []cell{{"1", 1, ""}, {"1.5", 1.5, ""}, {"-.5e1", -5, ""}}, false},
		{"commas", true, []cell{{"1", 1, ""}, {"1,5", 1.5, ""}, {"-,5e1", -5, ""}, {"2,", 2, ""}}, true},
		{"a comma after points", true, []cell{{"1.5", 1.5, ""}, {"1,5", 0, "has a decimal comma, but numbers before have a decimal point"}}, false},
		{"a point after commas", true, []cell{{"1,5", 1.5, ""}, {"1.5", 0, "has a decimal point, but numbers before have a decimal comma"}}, true},
		{"commas between fields", false, []cell{{"1,5", 0, notNumber}, {"1.5", 1.5, ""}}, false},
		{"thousands", true, []cell{{"1.000,5", 0, notNumber}, {"1,000.5", 0, notNumber}, {"1,000,000", 0, notNumber}, {",", 0, notNumber}}, false},
		{"what is no number sets no mark", true, []cell{{"a,b", 0, notNumber}, {"1.5", 1.5, ""}}, false},
		{"not finite", true, []cell{{"nan", 0, "is not finite"}, {"9,9e999", 0, "is beyond the range of a float64"}}, false},
	} {
		var d decimalMark
		for _, cell := range c.cells {
			if v, wrong := d.number([]byte(cell.text), c.commaAllowed); v != cell.value || wrong != cell.wrong {
				t.Errorf("%s: %q gave %v, %q", c.reason, cell.text, v, wrong)
			}
		}
		if d.comma() != c.comma {
			t.Errorf("%s: comma %v", c.reason, d.comma())
		}
	}
}
