package report

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"noiseprune/internal/testutil/browser"
	"noiseprune/rules"
	"noiseprune/sim"
)

// leaves returns every number of a value as it stands in JSON, with the lengths of lists.
func leaves(t *testing.T, value any) (all []float64) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(node any) {
		switch node := node.(type) {
		case float64:
			all = append(all, node)
		case []any:
			all = append(all, float64(len(node)))
			for _, child := range node {
				walk(child)
			}
		case map[string]any:
			for _, child := range node {
				walk(child)
			}
		}
	}
	walk(tree)
	return all
}

// printed is a number on a page, and half a unit of its last digit.
type printed struct {
	text           string
	value, rounded float64
}

var (
	numberOnPage = regexp.MustCompile(`[−+]?\d[\d,]*(\.\d+)?( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?( ?%)?`)
	raised       = strings.NewReplacer(
		"⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
)

// numbersIn parses the numbers of a text without the report's own functions.
func numbersIn(t *testing.T, text string) (all []printed) {
	t.Helper()
	for _, token := range numberOnPage.FindAllString(text, -1) {
		plain, percent := strings.CutSuffix(strings.ReplaceAll(token, " ", ""), "%")
		mantissa, exponent, _ := strings.Cut(plain, "×10")
		mantissa = strings.NewReplacer("−", "-", "+", "", ",", "").Replace(mantissa)
		value, err := strconv.ParseFloat(mantissa, 64)
		if err != nil {
			t.Fatalf("%q: %v", token, err)
		}
		power, _ := strconv.Atoi(raised.Replace(exponent))
		_, fraction, _ := strings.Cut(mantissa, ".")
		scale := math.Pow(10, float64(power))
		digits := min(len(fraction), 99)
		rounded := 0.5 * math.Pow(10, -float64(digits)) * scale
		// Zeros at the end are not printed, so that four digits count where fewer stand there.
		if size := math.Abs(value * scale); fraction != "" || exponent != "" {
			rounded = min(rounded, 0.5*math.Pow(10, math.Floor(math.Log10(size))-3))
		}
		value *= scale
		if percent {
			value, rounded = value/100, rounded/100
		}
		all = append(all, printed{token, value, rounded * (1 + 1e-6)})
	}
	return all
}

// among reports whether the number is one of these, but for its sign, rounded.
func (p printed) among(all []float64) bool {
	for _, v := range all {
		if math.Abs(math.Abs(v)-math.Abs(p.value)) <= p.rounded+1e-12*math.Abs(v) {
			return true
		}
	}
	return false
}

// cellsOfPage are the values of all facts, and the cells of all tables that are set as numbers, by where they stand.
const cellsOfPage = `[...document.querySelectorAll('dl.facts div, .scroll td:not(.text)')].map(e => e.tagName === 'DIV'
	? [e.querySelector('dt').textContent, e.querySelector('dd b').textContent]
	: [e.closest('table').parentNode.getAttribute('aria-label'), [...e.childNodes].map(n => n.textContent).join(' | ')])`

// allAmong checks that every number of the facts and tables is one of these.
func allAmong(t *testing.T, p *browser.Page, all []float64, exceptTables ...string) {
	t.Helper()
	var cells [][2]string
	p.Evaluate(cellsOfPage, &cells)
	checked := 0
	for _, cell := range cells {
		if strings.Contains(strings.Join(exceptTables, "|"), cell[0]) {
			continue
		}
		for _, n := range numbersIn(t, cell[1]) {
			checked++
			if !n.among(all) {
				t.Errorf("%s: %q has %s, which the result does not have", cell[0], cell[1], n.text)
			}
		}
	}
	if checked < 50 {
		t.Errorf("%d numbers on the page", checked)
	}
	t.Logf("%d numbers", checked)
}

func numbersOfResult(t *testing.T, b *browser.Browser, path string, r *sim.Result) {
	p := b.Open(t, path, wideLight())
	const suffer, valued = "The neurons that suffer most", "The connections that the rule values most"
	allAmong(t, p, leaves(t, r), suffer, valued) // where names have digits
	medians(t, p, r)
	valuedRows(t, p, r)
}

// medians: in the table of all measures each cell has its rule's median, or number, of its column's measure.
func medians(t *testing.T, p *browser.Page, r *sim.Result) {
	t.Helper()
	var table [][]string
	p.Evaluate(`[...document.querySelector('[aria-label="All measures"] table').rows]
		.map(row => [...row.cells].map(c => c.firstChild?.textContent ?? ''))`, &table)
	checked := 0
	for column, symbol := range table[0] {
		for _, m := range sim.Measures() {
			if m.Symbol != symbol {
				continue
			}
			for k, data := range r.Data.Rules {
				o := r.Rules[data.Name]
				want := math.NaN()
				switch {
				case m.Summary != nil && m.Summary(o) != nil:
					want = m.Summary(o).Median
				case m.Number != nil && m.Number(o) != nil:
					want = *m.Number(o)
				}
				got := numbersIn(t, table[k+1][column])
				if len(got) != 1 || !got[0].among([]float64{want}) {
					t.Errorf("%s of %s is %q, want %v", symbol, data.Name, table[k+1][column], want)
				}
				checked++
			}
		}
	}
	if checked < 15 {
		t.Errorf("%d medians", checked)
	}
}

// valuedRows: each row has the weight, the diff-cov, their product and the probability of the edge that it names.
func valuedRows(t *testing.T, p *browser.Page, r *sim.Result) {
	t.Helper()
	var table [][]string
	p.Evaluate(`[...document.querySelectorAll('#valued tbody tr')].map(row => [...row.cells].map(c => c.textContent))`, &table)
	net, neuron := r.Data.Original, map[string]int{}
	for i := range net.Neurons() {
		neuron[net.Label(i)] = i
	}
	if len(table) != 1000 {
		t.Fatalf("%d rows, want 1,000", len(table))
	}
	for _, row := range table {
		target := neuron[row[2]]
		at, ok := net.Weights().Find(target, neuron[row[1]])
		if !ok {
			t.Fatalf("%q: no such edge", row)
		}
		_, weights := net.Weights().Row(target)
		w, d := weights[at-net.Weights().RowStart(target)], r.Data.DiffCov[at]
		for k, want := range []float64{w, d, math.Abs(w) * d, r.Data.Rules[0].Probabilities[at]} {
			if got := numbersIn(t, row[3+k]); len(got) != 1 || !got[0].among([]float64{want}) {
				t.Errorf("%q: cell %d, want %v", row, 3+k, want)
			}
		}
	}
}

func numbersOfSweep(t *testing.T, b *browser.Browser, path string, r *sim.SweepResult) {
	p := b.Open(t, path, wideLight())
	allAmong(t, p, leaves(t, r))
	var table [][]string
	p.Evaluate(`[...document.querySelectorAll('#network-1-table tbody tr')].map(row => [...row.cells].map(c => c.textContent))`, &table)
	next := 0
	for _, cell := range r.Cells {
		for _, rule := range cell.Rules {
			over := rule.Over(sim.TrajectoryMeasure)
			if next >= len(table) || table[next][0] != rules.Title(rule.Rule) {
				t.Fatalf("row %d of %d is not %s", next, len(table), rule.Rule)
			}
			for k, want := range []float64{cell.Keep, over.Spread.Mean, over.Spread.Deviation} {
				if got := numbersIn(t, table[next][1+k]); len(got) != 1 || !got[0].among([]float64{want}) {
					t.Errorf("%q: cell %d, want %v", table[next], 1+k, want)
				}
			}
			next++
		}
	}
}

// TestNumbersIn: what the tests of a page's numbers take from a text.
func TestNumbersIn(t *testing.T) {
	for _, row := range []struct {
		text, want string
	}{
		{"0.1234", "0.1234±5e-05"}, {"1,234 of 5", "1234±0.5 5±0.5"}, {"−0.5 to +1.5 × 10⁻⁷", "-0.5±5e-05 1.5e-07±5e-11"},
		{"4.1 %", "0.041±5e-06"}, {"–", ""},
	} {
		var got []string
		for _, n := range numbersIn(t, row.text) {
			got = append(got, fmt.Sprintf("%.4g±%.1g", n.value, n.rounded))
		}
		if text := strings.Join(got, " "); text != row.want {
			t.Errorf("%q: %s, want %s", row.text, text, row.want)
		}
	}
}
