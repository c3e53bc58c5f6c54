package sim_test

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"noiseprune/integrator"
	"noiseprune/internal/testutil"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// TestParseSpec reads what a spec may say, and compares one field.
func TestParseSpec(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		field        func(sim.Spec) any
		want         any
	}{
		{"nothing changes nothing", "", func(s sim.Spec) any { return s.Seed }, uint64(1)},
		{"comments change nothing", "# seed: 7\n\n", func(s sim.Spec) any { return s.Seed }, uint64(1)},
		{"nor does an empty document", "---\n", func(s sim.Spec) any { return s.Seed }, uint64(1)},
		{"nor a section of comments", "noise:\n  # strength: 2\n", func(s sim.Spec) any { return s.Noise.Strength }, 1.0},
		{"a field alone leaves the others", "noise: {increments: rademacher}", func(s sim.Spec) any { return s.Noise.Strength }, 1.0},
		{"zero is a value", "noise: {strength: 0}", func(s sim.Spec) any { return s.Noise.Strength }, 0.0},
		{"blocks", "noise:\n  strength: 2 # σ\n", func(s sim.Spec) any { return s.Noise.Strength }, 2.0},
		{"lines of Windows", "noise:\r\n  strength: 2\r\n", func(s sim.Spec) any { return s.Noise.Strength }, 2.0},
		{"lines of the first Macintosh", "noise:\r  strength: 2\r", func(s sim.Spec) any { return s.Noise.Strength }, 2.0},
		{"a byte order mark", "\ufeffseed: 3", func(s sim.Spec) any { return s.Seed }, uint64(3)},
		{"tabs that separate", "seed:\t3\t\n", func(s sim.Spec) any { return s.Seed }, uint64(3)},
		{"begin and end of a document", "---\nseed: 3\n...\n", func(s sim.Spec) any { return s.Seed }, uint64(3)},
		{"quotation marks around names and values", `"seed": '3'`, func(s sim.Spec) any { return s.Seed }, uint64(3)},
		{"signs, points and exponents", "noise: {strength: +1.5e-3, correlation_time: .5}", func(s sim.Spec) any { return s.Noise.Strength }, 1.5e-3},
		{"no digit behind the point", "noise: {strength: 1.}", func(s sim.Spec) any { return s.Noise.Strength }, 1.0},
		{"a whole number as 1e3", "covariance: {replicas: 1e3}", func(s sim.Spec) any { return s.Covariance.Replicas }, 1000},
		{"the largest seed", "seed: 18446744073709551615", func(s sim.Spec) any { return s.Seed }, uint64(math.MaxUint64)},
		{"a number that may be auto", "covariance: {burn_in: 1.5}", func(s sim.Spec) any { return s.Covariance.BurnIn }, sim.Exactly(1.5)},
		{"auto", "covariance: {burn_in: auto}", func(s sim.Spec) any { return s.Covariance.BurnIn }, sim.Auto()},
		{"a number that may be absent", "prune: {keep: 0.25}", func(s sim.Spec) any { return *s.Prune.Keep }, 0.25},
		{"and is", "prune: {max_factor: null}", func(s sim.Spec) any { return s.Prune.MaxFactor }, (*float64)(nil)},
		{"a text that looks like a number stays as it is", "network: {input: 0.10}", func(s sim.Spec) any { return s.Network.Input }, "0.10"},
		{"a leak", "network: {leak: dominant:0.50}", func(s sim.Spec) any { return s.Network.Leak.String() }, "dominant:0.5"},
		{"a leak from a file", "network: {leak: leak.csv}", func(s sim.Spec) any { return s.Network.Leak }, network.LeakFile("leak.csv")},
		{"a choice", "noise: {placement: ou}", func(s sim.Spec) any { return s.Noise.Placement }, integrator.OrnsteinUhlenbeck},
		{"a list of choices", "prune: {controls: [uniform]}", func(s sim.Spec) any { return s.Prune.Controls }, []rules.Kind{rules.UniformKind}},
		{"so does one that looks octal", "network: {source: 007}", func(s sim.Spec) any { return s.Network.Source }, "007"},
		{"so does one that looks like a truth", "covariance: {exact: yes}", func(s sim.Spec) any { return s.Covariance.Exact }, sim.Yes},
		{"so does one that looks like a date", "network: {source: 2001-01-01}", func(s sim.Spec) any { return s.Network.Source }, "2001-01-01"},
		{"lists", "prune: {protect: [a>b, 'c>d']}", func(s sim.Spec) any { return s.Prune.Protect }, []string{"a>b", "c>d"}},
		{"lists as blocks", "prune:\n  protect:\n  - a>b\n", func(s sim.Spec) any { return s.Prune.Protect }, []string{"a>b"}},
		{"no controls", "prune: {controls: []}", func(s sim.Spec) any { return s.Prune.Controls }, []rules.Kind{}},
		{"a name that is no UTF-8, in base64", "network: {source: !!binary 4A==}", func(s sim.Spec) any { return s.Network.Source }, "\xe0"},
	} {
		spec, err := sim.ParseSpec([]byte(c.text), sim.DefaultSpec())
		if err != nil || !reflect.DeepEqual(c.field(spec), c.want) {
			t.Errorf("%s: got %v, %v, want %v", c.reason, c.field(spec), err, c.want)
		}
	}
}

func TestParseSpecRefuses(t *testing.T) {
	const (
		whole  = "; it must be a whole number"
		finite = "; it must be finite"
		octal  = ", which some readers of YAML take for octal; leave out the leading zeros"
		notDec = ", which is no decimal number"
	)
	for _, c := range []struct{ reason, text, want string }{
		{"a slip of the pen", "seed: 3\nnoise:\n  strenght: 2", `3:3: "noise.strenght" is no field; did you mean strength?`},
		{"a capital", "Seed: 3", `1:1: "Seed" is no field; did you mean seed?`},
		{"as the flag is written", "covariance: {burn-in: 3}", `1:14: "covariance.burn-in" is no field; did you mean burn_in?`},
		{"in the wrong section", "strength: 3", `1:1: "strength" is no field; did you mean noise.strength?`},
		{"a section in a section", "noise: {seed: 3}", `1:9: "noise.seed" is no field; seed stands at the beginning of a line`},
		{"a word that nobody can guess", "colour: red", `1:1: "colour" is no field`},
		{"a name that is no text", "[a]: 3", "1:1: a list where the name of a field is expected"},
		{"a field given twice", "seed: 1\nnoise: {}\nseed: 2", "3:1: seed is given twice, first at line 1"},
		{"a section given twice", "noise: {strength: 1}\nnoise: {increments: gaussian}", "2:1: noise is given twice, first at line 1"},
		{"a field given twice in a section", "noise: {strength: 1, strength: 2}", "1:22: noise.strength is given twice, first at line 1"},

		{"a word that is no choice", "noise: {increments: cauchy}", `1:21: noise.increments is "cauchy"; choose gaussian or rademacher`},
		{"a choice in capitals", "covariance:\n  method: Dense", `2:11: covariance.method is "Dense"; choose edges, dense, exact or solve`},
		{"no choice in a list", "prune: {controls: [weight, size]}", `1:28: prune.controls[1] is "size"; choose noise, weight, uniform, ` +
			`shuffled, magnitude, magnitude-matched or uniform-matched`},
		{"a negative leak", "network: {leak: -1}", `1:17: network.leak: leak "-1" is negative; it must be 0 or more`},

		{"neither number nor auto", "covariance: {burn_in: long}", `1:23: covariance.burn_in is "long", neither a decimal number nor auto`},
		{"auto where a number must be", "noise: {strength: auto}", `1:19: noise.strength is "auto"` + notDec},
		{"hexadecimal", "seed: 0x10", `1:7: seed is "0x10"` + notDec},
		{"octal for some", "seed: 010", `1:7: seed is "010"` + octal},
		{"octal for others", "seed: 0o10", `1:7: seed is "0o10"` + notDec},
		{"octal for none, but like it", "noise: {strength: 08}", `1:19: noise.strength is "08"` + octal},
		{"minutes and seconds", "seed: 12:30", `1:7: seed is "12:30"` + notDec},
		{"grouped digits", "seed: 1_000", `1:7: seed is "1_000"` + notDec},
		{"grouped digits", "noise: {strength: 1 000}", `1:19: noise.strength is "1 000"` + notDec},
		{"decimal comma", "noise:\n  strength: 1,5", `2:13: noise.strength is "1,5"` + notDec},
		{"decimal comma in braces, which is a second field", "noise: {strength: 1,5}", `1:21: "noise.5" is no field`},
		{"exponent of Fortran", "noise: {strength: 1d5}", `1:19: noise.strength is "1d5"` + notDec},
		{"a truth", "seed: true", `1:7: seed is "true"` + notDec},
		{"not a number", "noise: {strength: .nan}", `1:19: noise.strength is ".nan"` + finite},
		{"infinite", "covariance: {interval: -.Inf}", `1:24: covariance.interval is "-.Inf"` + finite},
		{"beyond float64", "noise: {strength: 1e400}", `1:19: noise.strength is "1e400", beyond the range of a float64`},
		{"a fraction of a replica", "covariance: {replicas: 2.5}", `1:24: covariance.replicas is "2.5"` + whole},
		{"a fraction in a seed", "seed: 1.5", `1:7: seed is "1.5"` + whole},
		{"beyond int64", "compare: {runs: 9223372036854775808}", `1:17: compare.runs is "9223372036854775808", beyond the range of an integer of 64 bits`},
		{"a whole number that no float64 holds", "compare: {runs: 1e17}", `1:17: compare.runs is "1e17", beyond the range of an integer of 64 bits`},
		{"beyond uint64", "seed: 18446744073709551616", `1:7: seed is "18446744073709551616", beyond the range of an integer of 64 bits`},
		{"a negative seed", "seed: -1", `1:7: seed is "-1"; it must not be negative`},

		{"no value", "seed:", "1:6: seed has no value; give one, or leave the field out"},
		{"null for a text", "network: {leak: ~}", "1:17: network.leak has no value; give one, or leave the field out"},
		{"no value in a list", "prune: {protect: [a>b, null]}", "1:24: prune.protect[1] has no value; give one, or leave the field out"},
		{"no list", "prune: {controls: }", "1:19: prune.controls is empty, but is a list; write [a, b], or [] for none"},
		{"a word for a list", "prune: {controls: weight}", `1:19: prune.controls is "weight", but is a list; write [a, b], or [] for none`},
		{"a list of lists", "prune: {controls: [[weight]]}", "1:20: prune.controls[0] is a list, but is a single value"},
		{"a list for a number", "seed: [1]", "1:7: seed is a list, but is a single value"},
		{"fields for a number", "covariance: {burn_in: {a: b}}", "1:23: covariance.burn_in is a mapping, but is a single value"},
		{"a number for a section", "noise: 3", `1:8: noise is "3", but has fields of its own`},
		{"a list for the spec", "- 1", "1:1: the spec is a list, but has fields of its own"},
		{"a word for the spec", "hello", `1:1: the spec is "hello", but has fields of its own`},
		{"text of several lines", "network:\n  source: |\n    a\n    b\n", `2:11: network.source is "a\nb\n", which has a line break or another control character`},
		{"a control character, written as an escape", `network: {source: "a\e[31m"}`, `1:19: network.source is "a\x1b[31m", which has a line break or another control character`},

		{"two documents", "seed: 1\n---\nseed: 2\n", "2:1: a second document begins; a spec is one"},
		{"an anchor", "seed: &a 3", "1:7: an anchor stands here; write the value alone"},
		{"an alias", "noise: &a {strength: 1}\ncompare: *a", "1:8: an anchor stands here; write the value alone"},
		{"an alias of nothing", "seed: *a", "1: this is not YAML: unknown anchor 'a' referenced"},
		{"an alias of what it is in", "prune: {protect: &a [*a]}", "1:18: an anchor stands here; write the value alone"},
		{"a merged section", "noise: {<<: {strength: 3}}", `1:9: "noise.<<" is no field`},
		{"a tag", "seed: !!int 3", `1:7: the tag "!!int" stands here; write the value alone`},
		{"base64 that is none", "network: {source: !!binary '*'}", "1:19: network.source: yaml: !!binary value contains invalid base64 data"},

		{"a tab for blanks", "noise:\n\tstrength: 2", "2:1: a tab indents the line; use blanks"},
		{"a tab in an empty line", "seed: 3\n \t\n", "2:2: a tab indents the line; use blanks"},
		{"a tab before a comment", "\t# c\nseed: 3", "1:1: a tab indents the line; use blanks"},
		{"a tab behind blanks", "noise:\n  \tstrength: 2", "2:3: a tab indents the line; use blanks"},
		{"a zero byte", "seed: 3\n\x00", "2:1: the byte 0x00 is no text; save the spec as UTF-8"},
		{"an escape sequence", "seed: \x1b[31m", "1:7: the byte 0x1b is no text; save the spec as UTF-8"},
		{"Latin 1", "# caf\xe9\nseed: 3", "1:6: the byte 0xe9 is no text; save the spec as UTF-8"},
		{"UTF-16", "\xff\xfes\x00e\x00e\x00d\x00", "1:1: the text is UTF-16; save it as UTF-8"},
		{"compressed", "\x1f\x8b\x08", "1:1: the byte 0x1f is no text; save the spec as UTF-8"},
		{"a bracket left open", "prune: {protect: [", "1: this is not YAML: did not find expected node content"},
		{"a quotation mark left open", "\n\nseed: '3", "3: this is not YAML: found unexpected end of stream"},
		{"two values in a line", "seed: 3: 4", "1: this is not YAML: mapping values are not allowed in this context"},
		{"a line too far to the right", "noise:\n strength: 2\n   increments: gaussian", "3: this is not YAML: mapping values are not allowed in this context"},
	} {
		spec, err := sim.ParseSpec([]byte(c.text), sim.DefaultSpec())
		if err == nil || err.Error() != c.want || !reflect.DeepEqual(spec, sim.Spec{}) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.reason, err, c.want)
		}
	}
}

// TestHostileSpecs gives texts that keep readers of YAML busy, or fill the memory. One of
// them took the library that stood here before 340 seconds.
func TestHostileSpecs(t *testing.T) {
	const size = 1 << 19
	laughs := "covariance:\n  burn_in:\n    - &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'a'; c < 'z'; c++ {
		laughs += fmt.Sprintf("    - &%c [%s]\n", c+1, strings.Repeat(fmt.Sprintf("*%c,", c), 9))
	}
	for _, c := range []struct{ reason, text string }{
		{"a billion laughs", laughs},
		{"brackets", strings.Repeat("[", size)},
		{"brackets in a field", "prune: {protect: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}"},
		{"braces", strings.Repeat("{a: ", size/4)},
		{"lists in lists", strings.Repeat("- ", size/2)},
		{"names of names", strings.Repeat("? ", size/2)},
		{"blank lines of a block", "network:\n  source: |\n" + strings.Repeat("    \n", size/5) + "    a\n    b\n"},
		{"documents", strings.Repeat("---\n", size/4)},
		{"anchors", strings.Repeat("&a ", size/3)},
		{"tags", strings.Repeat("!a ", size/3)},
		{"quotation marks", strings.Repeat("'", size)},
		{"unknown fields", strings.Repeat("a: 1\n", size/5)},
		{"a long unknown field", strings.Repeat("a", size) + ": 1"},
		{"a long number", "seed: " + strings.Repeat("9", size)},
		{"a long leak", "network: {leak: -" + strings.Repeat("9", size) + "}"},
		{"more than the limit", strings.Repeat("#", 1<<20+1)},
	} {
		start := time.Now()
		_, err := sim.ParseSpec([]byte(c.text), sim.DefaultSpec())
		if took := time.Since(start); err == nil || took > 5*time.Second || len(err.Error()) > 300 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v in %v", c.reason, err, took)
		}
	}
	_, err := sim.ReadSpec(endless{}, sim.DefaultSpec())
	if want := "the spec has more than 1048576 bytes; it is not meant to hold data"; err == nil || err.Error() != want {
		t.Errorf("an endless file: got %v, want %s", err, want)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for k := range p {
		p[k] = '#'
	}
	return len(p), nil
}

// TestReadSpecLeavesTheBase checks that lists are made anew.
func TestReadSpecLeavesTheBase(t *testing.T) {
	base := sim.DefaultSpec()
	spec, err := sim.ReadSpec(strings.NewReader("prune: {controls: [uniform], protect: [a>b], keep: 1}"), base)
	if err != nil || len(spec.Prune.Controls) != 1 || !reflect.DeepEqual(base, sim.DefaultSpec()) {
		t.Errorf("got %+v, %v; the base has become %+v", spec.Prune, err, base.Prune)
	}
	if _, err := sim.ReadSpec(io.MultiReader(strings.NewReader("seed: 3"), broken{}), base); err == nil || err.Error() != "broken" {
		t.Errorf("got %v, want the reader's error", err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, fmt.Errorf("broken") }

func FuzzParseSpec(f *testing.F) {
	testutil.AddCorpus(f)
	text, err := sim.DefaultSpec().YAML()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("seed: 18446744073709551615\nprune: {keep: 0.2, protect: ['a>b']}\n"))
	f.Add([]byte("covariance: {burn_in: -1e400, interval: .inf}"))
	f.Add([]byte("covariance:\n  burn_in:\n  - &a [x, x]\n  - [*a, *a]\n"))
	f.Add([]byte("network: {source: !!binary 4A==}\n...\n"))
	paths, err := filepath.Glob("../data/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		if text, err = os.ReadFile(path); err == nil {
			f.Add(text)
		}
	}
	place := regexp.MustCompile(`^\d+(:\d+)?: [^\x00-\x1f]+$`)
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 1000})
	f.Fuzz(func(t *testing.T, text []byte) {
		var spec sim.Spec
		var err error
		g.Read(t, len(text), func() { spec, err = sim.ParseSpec(text, sim.DefaultSpec()) })
		if err != nil {
			if !reflect.DeepEqual(spec, sim.Spec{}) {
				t.Error("both a spec and an error")
			}
			if len(text) <= 1<<20 && !place.MatchString(err.Error()) {
				t.Errorf("error %q is not one line that begins with a place", err)
			}
			return
		}
		written, err := spec.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := sim.ParseSpec(written, sim.Spec{}); err != nil || !reflect.DeepEqual(back, spec) {
			t.Errorf("written and read back: error %v\n%s\n%s", err, text, written)
		}
	})
}
