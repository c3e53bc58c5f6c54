package network

import (
	"encoding"
	"fmt"
	"testing"
)

// TestReadingTexts reads each text and writes it again.
func TestReadingTexts(t *testing.T) {
	type value interface {
		encoding.TextUnmarshaler
		fmt.Stringer
	}
	for _, c := range []struct {
		reason string
		value  value
		text   string
		want   string // "" for the text itself, or the error
	}{
		{"layout", new(Layout), "matrix", ""},
		{"duplicates", new(Duplicates), "sum", ""},
		{"a rule that is not there", new(Duplicates), "mean", `rule for duplicates "mean" is unknown; choose auto, sum or refuse`},
		{"columns", new(Columns), "source=pre id,target=post,weight=n", ""},
		{"columns in another order, with blanks", new(Columns), " weight = n , transmitter=nt,", "weight=n,transmitter=nt"},
		{"no columns", new(Columns), "", ""},
		{"a role that is not there", new(Columns), "from=pre",
			`columns: "from=pre" is unknown; give source=NAME, target=NAME, weight=NAME or transmitter=NAME`},
		{"a role without a name", new(Columns), "source=", "columns: source has no name; write source=NAME"},
		{"a role given twice", new(Columns), "source=a,source=b", "columns: source is given twice"},
		{"condition", new(Condition), "type=a=b,c", ""},
		{"condition on an empty value", new(Condition), "type=", ""},
		{"a condition without a value", new(Condition), "type", `condition "type" is not of the form column=value`},
		{"signs of the file", new(SignRule), "auto", ""},
		{"no signs", new(SignRule), "none", ""},
		{"signs of another file", new(SignRule), "signs.csv", ""},
		{"transmitter", new(Transmitter), "GLUT=+", "glut=+"},
		{"inhibitory transmitter", new(Transmitter), "da=-", ""},
		{"a transmitter without a sign", new(Transmitter), "da", `transmitter "da" is not of the form NAME=+ or NAME=-`},
	} {
		want := c.want
		if want == "" {
			want = c.text
		}
		got := ""
		if err := c.value.UnmarshalText([]byte(c.text)); err != nil {
			got = err.Error()
		} else {
			got = c.value.String()
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", c.reason, got, want)
		}
	}
}
