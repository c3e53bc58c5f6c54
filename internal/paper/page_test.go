package paper

import (
	"math"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/paper/figure"
)

// The page counts, links and escapes, and is made from the JSON documents alone.
func TestPage(t *testing.T) {
	o := &figure.Outcome{
		Figure: "2a", Title: "Spectra, N = 3,000", Place: "Fig. 2a", Size: figure.Quick, Seed: 2, Shows: "The paper shows it.",
		Caption: "How to read it.",
		Claims: []figure.Claim{{Place: "Section 5", Statement: "|x| is small", Criterion: "below 1", Found: "it is 0.5", Agrees: figure.Yes,
			Controls: []figure.Control{{Rule: "weight", Found: "2"}, {Rule: "random", Found: "0.7", Meets: figure.Yes}}},
			{Place: "Section 5", Statement: "u holds", Criterion: "above 3", Found: "it is 4", Agrees: figure.Yes,
				Controls: []figure.Control{{Rule: "weight", Found: "2"}, {Rule: "random", Found: "1"}}},
			{Place: "Section 6", Statement: "y holds", Criterion: "above 2", Found: "it is 1", Reason: "z is 3", NoRule: "a solver"},
			{Place: "Section 6", Statement: "z holds", Criterion: "above 2", Found: "it is 2 ± 1", Agrees: figure.Undecided, NoRule: "a solver"}},
		Listing:   &figure.Listing{Caption: "A table.", Columns: []string{"a", "b"}, Rows: [][]string{{"1", "2|3"}}},
		Took:      &figure.Took{Seconds: 135, Processor: 70, Workers: 2, Machine: "linux/amd64 with 2 processors"},
		Libraries: "LAPACK: gonum",
	}
	o.AddSetting("network", "small")
	text, err := o.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := figure.ParseOutcome(text)
	if err != nil {
		t.Fatal(err)
	}
	page := string(Page([]*figure.Outcome{again}, "paper/"))
	for _, want := range []string{
		"**2 of 4 statements agree, 1 are undecided; 1 tell noise-prune from its controls.** 2 concern no rule. 1 figure, all of smaller networks (`--quick`): verdicts at full size may differ; computed in 2 min 15 s, 1 min 10 s of processor time.",
		`| [2a](#fig-2a-spectra-n--3000) | Section 5 | \|x\| is small | yes | no: also met by random |`,
		"| u holds | yes | yes |", "| y holds | **no** | ", "| z holds | undecided | ",
		"- **u holds**\n  - criterion: above 3\n  - found: it is 4\n  - tells rules apart: yes (weight 2; random 1)\n",
		"- **y holds**\n  - criterion: above 2\n  - found: it is 1\n  - why: z is 3\n  - tells rules apart: concerns no rule: a solver\n",
		"## Fig. 2a: Spectra, N = 3,000",
		"![Spectra, N = 3,000](paper/2a.png)",
		"The paper shows it. 2 of 4 statements agree; undecided: “z holds”; not: “y holds”.",
		"| a | b |\n|---|---|\n| 1 | 2\\|3 |\n",
		"- network: small",
		"- took 2 min 15 s (1 min 10 s of processor time) with 2 workers on linux/amd64 with 2 processors",
		"| 2a | quick | 2 min 15 s | 1 min 10 s | 2 |",
		"- again: `simulate paper 2a --force --quick --seed 2`",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}

// Every cost can be read, since the time left is made from them.
func TestCosts(t *testing.T) {
	for _, f := range Figures() {
		if d, err := time.ParseDuration(f.Cost); f.Cost != "" && (err != nil || d <= 0) {
			t.Errorf("%s: cost %q", f.Name, f.Cost)
		}
	}
}

// Spectra take time in proportion to the cube of N, a limit is kept, and what cannot be
// chosen is not offered.
func TestSpectraTime(t *testing.T) {
	byName := map[string]Figure{}
	for _, f := range Figures() {
		byName[f.Name] = f
	}
	opt := figure.Options{Size: figure.Full, Workers: 1}
	whole := byName["2a"].SpectraTime(opt, 300, time.Second)
	opt.Most = 1500
	if half := byName["2a"].SpectraTime(opt, 300, time.Second); math.Abs(float64(whole)/float64(half)-8) > 0.01 {
		t.Errorf("N = 3,000 takes %v, half as many neurons %v", whole, half)
	}
	opt.Most = 0
	limit := 30 * time.Minute
	n := byName["2b"].NeuronsWithin(limit, opt, 300, time.Second)
	opt.Most = n
	fits := byName["2b"].SpectraTime(opt, 300, time.Second)
	opt.Most = n + 100
	if more := byName["2b"].SpectraTime(opt, 300, time.Second); n == 0 || fits > limit || more <= limit {
		t.Errorf("N = %d takes %v, 100 more %v", n, fits, more)
	}
	opt.Most = 0
	if n := byName["2f"].NeuronsWithin(limit, opt, 300, time.Second); n != 0 {
		t.Errorf("figure 2f offers %d neurons", n)
	}
	opt.Size = figure.Quick
	if d := byName["2b"].SpectraTime(opt, 300, time.Second); d != 0 {
		t.Errorf("quick spectra take %v", d)
	}
}

// More workers take more memory, and a limit is kept.
func TestMemory(t *testing.T) {
	opt := figure.Options{Size: figure.Full, Workers: 2}
	for _, f := range Figures() {
		all := f.Memory(opt)
		opt.Workers = 1
		alone := f.Memory(opt)
		opt.Workers = 2
		if !(alone < all && alone > 40e6 && all < 20e9) {
			t.Errorf("%s: %.0f bytes with one worker, %.0f with two", f.Name, alone, all)
		}
		n := f.NeuronsInMemory(all/2, opt)
		if n == 0 {
			continue
		}
		opt.Most = n
		fits := f.Memory(opt)
		opt.Most += 100
		if more := f.Memory(opt); fits > all/2 || more <= all/2 {
			t.Errorf("%s: %d neurons take %.0f of %.0f bytes, 100 more %.0f", f.Name, n, fits, all/2, more)
		}
		opt.Most = 0
	}
}
