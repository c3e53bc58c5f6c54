package stimulus

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCanonicalTexts: a text is read as a term whose text is the canonical one, which is read as the same.
func TestCanonicalTexts(t *testing.T) {
	for _, c := range []struct{ reason, text, want string }{
		{"a constant", "AVAL: constant 0.3", "AVAL: constant 0.3"},
		{"a step", "AVAL: step 2 at 10", "AVAL: step 2 at 10"},
		{"a pulse", "AVAL,AVAR: pulse 1 from 5 to 6", "AVAL,AVAR: pulse 1 from 5 to 6"},
		{"pulses", "AVAL: pulse 1 from 5 to 6 every 20", "AVAL: pulse 1 from 5 to 6 every 20"},
		{"pulses without gaps, though 0.8 − 0.7 is more than 0.1", "A: pulse 1 from 0.7 to 0.8 every 0.1", "A: pulse 1 from 0.7 to 0.8 every 0.1"},
		{"a ramp", "0-9: ramp 0 to 2 from 10 to 50", "0-9: ramp 0 to 2 from 10 to 50"},
		{"a sine", "all: sine 0.5 period 20", "all: sine 0.5 period 20"},
		{"all of a sine", "all: sine 0.5 frequency 0.05 phase 90deg from 100 to 300", "all: sine 0.5 frequency 0.05 phase 90deg from 100 to 300"},
		{"another unit", "all: sine 1 period 20 phase -0.25turn to 9", "all: sine 1 period 20 phase -0.25turn to 9"},
		{"no phase", "all: sine 1 period 20 phase 0turn", "all: sine 1 period 20"},
		{"a file", "AVAL: file u.csv every 0.1", "AVAL: file u.csv every 0.1"},
		{"what is so anyway", "AVAL: file u.csv every 0.1 hold from 0", "AVAL: file u.csv every 0.1"},
		{"all of a file", "AVAL: file u.npy every 0.1 linear from 5", "AVAL: file u.npy every 0.1 linear from 5"},
		{"colons and commas in a name", `A: file C:\u,1.csv every 1`, `A: file C:\u,1.csv every 1`},
		{"blanks in a name", `A: file "my u.csv" every 1`, `A: file "my u.csv" every 1`},
		{"a file named like a word", "A: file every every 1", "A: file every every 1"},
		{"white space", " A ,\tB:\n step  2\tat 10 ", "A,B: step 2 at 10"},
		{"no white space", "A,B:step 2 at 10", "A,B: step 2 at 10"},
		{"forms of numbers", "A: step +2.50 at 1E+1", "A: step 2.5 at 10"},
		{"large and small numbers", "A: step -1e20 at 0.0000001", "A: step -1e+20 at 1e-07"},
		{"no negative zero", "A: step -0 at -0.0", "A: step 0 at 0"},
		{"a label like a number", `"7": step 2 at 10`, `"7": step 2 at 10`},
		{"a label like a range, and one like all", `"0-9","all": step 2 at 10`, `"0-9","all": step 2 at 10`},
		{"a label like the sign of a number", `"#7": step 2 at 10`, `"#7": step 2 at 10`},
		{"needless quotation marks", `"AVAL": step 2 at 10`, `AVAL: step 2 at 10`},
		{"a label of all sorts", `"left: a, ""b""": step 2 at 10`, `"left: a, ""b""": step 2 at 10`},
		{"a number that is none of a label", "#7,#0-3: step 2 at 10", "#7,#0-3: step 2 at 10"},
		{"labels with hyphens, zeros, and not in ASCII", "a-b,007,-3,β: step 2 at 10", "a-b,007,-3,β: step 2 at 10"},
	} {
		term, err := Parse(c.text)
		if err != nil || term.String() != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.reason, term, err, c.want)
			continue
		}
		again, err := Parse(term.String())
		if err != nil || again.String() != c.want {
			t.Errorf("%s: read again as %s, %v", c.reason, again, err)
		}
	}
}

// TestWrongTexts: what is wrong, where, and what would cure it.
func TestWrongTexts(t *testing.T) {
	const list = "; write NEURONS: SHAPE, such as AVAL,AVAR: step 2 at 10, and quote a label that has blanks, commas or colons"
	const (
		step  = "; write step SIZE at TIME"
		pulse = "; write pulse SIZE from TIME to TIME [every PERIOD]"
		ramp  = "; write ramp SIZE to SIZE from TIME to TIME"
		sine  = "; write sine SIZE period TIME|frequency RATE [phase ANGLE] [from TIME] [to TIME]"
		file  = "; write file PATH every INTERVAL [hold|linear] [from TIME]"
	)
	const quotes = `; write a quoted name as "…", a quotation mark in it as ""`
	for _, c := range []struct{ text, want string }{
		{"", "1: expected a label, a number, a range or all, found the end" + list},
		{"AVAL", `5: expected "," or ":" after "AVAL", found the end` + list},
		{"AVAL step 2 at 10", `6: expected "," or ":" after "AVAL", found "step"` + list},
		{"left a: step 2 at 10", `6: expected "," or ":" after "left", found "a"` + list},
		{": step 2 at 10", `1: expected a label, a number, a range or all, found ":"` + list},
		{"A,,B: step 2 at 10", `3: expected a label, a number, a range or all, found ","` + list},
		{"A,: step 2 at 10", `3: expected a label, a number, a range or all, found ":"` + list},
		{`"A: step 2 at 10`, "1: a quotation mark is not closed" + quotes},
		{`A"B: step 2 at 10`, `2: a quotation mark stands inside "A\"B"` + quotes},
		{`"": step 2 at 10`, "1: a name is empty; write a name between the quotation marks"},
		{"\"a\nb\": step 2 at 10", `1: the name "a\nb" has a control character; remove it`},
		{"A\x1b: step 2 at 10", "2: the text has a control character; remove it"},
		{"A\xff: step 2 at 10", "2: the text is not valid UTF-8; write it in UTF-8"},
		{"#A: step 2 at 10", `1: "#A" is no number of a neuron; write #7 or #0-9, and quote a label that begins with #`},
		{"A:", `3: the end is no shape; choose constant, step, pulse, ramp, sine or file`},
		{"β: stp 2 at 10", `4: "stp" is no shape; choose constant, step, pulse, ramp, sine or file`},
		{`A: "step" 2 at 10`, `4: "step" is no shape; choose constant, step, pulse, ramp, sine or file`},
		{"A: Step 2 at 10", `4: "Step" is no shape; choose constant, step, pulse, ramp, sine or file`},
		{"A: constant", "12: expected a decimal number as the size, found the end; write constant SIZE"},
		{"A: constant 0,3", `13: expected a decimal number as the size, found "0,3"; write constant SIZE`},
		{"A: constant 0.3 at 10", `17: "at" is not expected after the size; write constant SIZE`},
		{"AVAL: step 2 to 10", `14: expected "at" after the size, found "to"` + step},
		{"A: step at 10", `9: expected a decimal number as the size, found "at"` + step},
		{"A: step 2 at", `13: expected a decimal number as the time, found the end` + step},
		{"A: step 2 at ten", `14: expected a decimal number as the time, found "ten"` + step},
		{"A: step 2 at 1e400", `14: the time is "1e400"; give 0, or a magnitude from 1e-100 to 1e100`},
		{"A: step 1e-101 at 1", `9: the size is "1e-101"; give 0, or a magnitude from 1e-100 to 1e100`},
		{"A: step inf at 1", `9: expected a decimal number as the size, found "inf"` + step},
		{"A: step NaN at 1", `9: expected a decimal number as the size, found "NaN"` + step},
		{"A: step 0x1p3 at 1", `9: expected a decimal number as the size, found "0x1p3"` + step},
		{"A: step 1_0 at 1", `9: expected a decimal number as the size, found "1_0"` + step},
		{`A: step "1" at 1`, `9: expected a decimal number as the size, found "1"` + step},
		{"A: pulse 1 from 5", `18: expected "to" after the time of the beginning, found the end` + pulse},
		{"A: pulse 1 from 6 to 5", "22: the time of the end, 5, is not after 6; let it end after it begins"},
		{"A: pulse 1 from 5 to 5", "22: the time of the end, 5, is not after 5; let it end after it begins"},
		{"A: pulse 1 from 5 to 6 every 0", "30: the period is 0; give a number above 0"},
		{"A: pulse 1 from 5 to 7 every 1", "30: the period, 1, is shorter than the pulse, 2; give a period of at least that"},
		{"A: pulse 1 from 5 to 6 each 20", `24: "each" is not expected after the time of the end` + pulse},
		{"A: ramp 2 from 10 to 50", `11: expected "to" after the first size, found "from"` + ramp},
		{"A: ramp 0 to 2 from 50 to 10", "27: the time of the end, 10, is not after 50; let it end after it begins"},
		{"A: sine 1", `10: expected "period" or "frequency" after the size, found the end` + sine},
		{"A: sine 1 period -3", "18: the period is -3; give a number above 0"},
		{"A: sine 1 frequency 0", "21: the frequency is 0; give a number above 0"},
		{"A: sine 1 period 3 phase 90", `26: expected a phase with its unit, found "90"; write 90deg or 0.25turn, without a blank`},
		{"A: sine 1 period 3 phase 90 deg", `26: expected a phase with its unit, found "90"; write 90deg or 0.25turn, without a blank`},
		{"A: sine 1 period 3 phase deg", `26: expected a decimal number as the phase, found "deg"` + sine},
		{"A: sine 1 period 3 to 9 from 3", `25: "from" is not expected after the time of the end` + sine},
		{"A: sine 1 period 3 from 9 to 3", "30: the time of the end, 3, is not after 9; let it end after it begins"},
		{"A: file", `8: expected the name of a file after "file", found the end` + file},
		{"A: file u.csv", `14: expected "every" after the name of the file, found the end` + file},
		{"A: file my u.csv every 1", `12: expected "every" after the name of the file, found "u.csv"` + file},
		{"A: file u.csv every 0", "21: the interval is 0; give a number above 0"},
		{"A: file u.csv every 1 cubic", `23: "cubic" is not expected after the interval` + file},
		{`A: file "u.csv every 1`, "9: a quotation mark is not closed" + quotes},
	} {
		term, err := Parse(c.text)
		if err == nil {
			t.Errorf("%q is read as %s", c.text, term)
			continue
		}
		_, got, _ := strings.Cut(err.Error(), ", column ")
		if got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
	_, err := Parse("AVAL: step 2 to 10")
	want := `stimulus "AVAL: step 2 to 10", column 14: expected "at" after the size, found "to"; write step SIZE at TIME`
	if err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// TestShapesAreDescribed: each example is a term of its shape.
func TestShapesAreDescribed(t *testing.T) {
	for k, help := range Shapes() {
		term := mustParse(t, help.Example)
		name := forms()[k].name
		if !strings.HasPrefix(help.Usage, name+" ") || !strings.Contains(term.String(), ": "+name) || help.Meaning == "" {
			t.Errorf("%s: %+v", name, help)
		}
	}
}

func TestTermAsText(t *testing.T) {
	term := mustParse(t, "A: constant 1")
	if err := term.UnmarshalText([]byte("A: constant")); err == nil || term.String() != "A: constant 1" {
		t.Errorf("got %v, %v", term, err)
	}
	if err := term.UnmarshalText([]byte("B:step 1 at 2")); err != nil {
		t.Error(err)
	}
	if text, err := term.MarshalText(); err != nil || string(text) != "B: step 1 at 2" {
		t.Errorf("got %s, %v", text, err)
	}
}

// FuzzParse: exactly one of a term and an error; the canonical text is read as the same term, and the
// means and values of the term are finite.
func FuzzParse(f *testing.F) {
	for _, help := range Shapes() {
		f.Add(help.Example)
	}
	for _, text := range []string{
		`"left, ""a""",#3-4,"7": pulse 1 from 5 to 6 every 20`,
		"0: sine 1 frequency 0.1 phase 0.25turn from 2 to 9", "0: sine 1e100 period 1e-100 to 1e100",
		"0: ramp -1e100 to 1e100 from -1e100 to 1e100", `0: file "a b.csv" every 1e-100 linear from 5`, "0: pulse 1 from 0.7 to 0.8 every 0.1", "0-1: file u every 3 from -1e100",
		"A\x00\xff: step", `""`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		term, err := Parse(text)
		if err != nil {
			if message := err.Error(); term.course != nil || strings.ContainsAny(message, "\n\r\x1b") || !utf8.ValidString(message) {
				t.Fatalf("%q: term %v, error %q", text, term, message)
			}
			return
		}
		again, err := Parse(term.String())
		if err != nil || again.String() != term.String() {
			t.Fatalf("%q is read as %q, and that as %q, %v", text, term, again, err)
		}
		if !reflect.DeepEqual(again.targets, term.targets) {
			t.Fatalf("%q: targets %v, read again %v", text, term.targets, again.targets)
		}
		checkFinite(t, term)
	})
}
