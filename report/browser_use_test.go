package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"noiseprune/internal/testutil/browser"
	"noiseprune/sim"
)

// text returns the text of the first element of the selector.
func text(p *browser.Page, selector string) (found string) {
	p.Evaluate(fmt.Sprintf("document.querySelector(%q).textContent", selector), &found)
	return found
}

// pointing moves the mouse over a line, a cell and a dot, whose values are shown.
func pointing(t *testing.T, b *browser.Browser, path string, r *sim.Result) {
	p := drawn(t, b, path, wideLight())
	var at struct {
		X, Y  float64
		Index int
	}
	p.Evaluate(`(() => {
		document.getElementById('errors').scrollIntoView({ block: 'center' });
		const plot = plots.find(p => document.getElementById('errors').contains(p.root)), box = plot.over.getBoundingClientRect();
		return { x: box.left + box.width / 2, y: box.top + box.height / 2, index: plot.posToIdx(box.width / 2) };
	})()`, &at)
	p.Point(at.X, at.Y)
	want := "noise-prune " + number(r.Data.Rules[0].ErrorMean[at.Index])
	p.Wait(fmt.Sprintf("document.querySelector('#errors .reading').textContent.includes(%q)", want))

	for _, row := range []struct {
		id     string
		series int
		want   func(mark []float64) string // a part of the tooltip
	}{
		{"weights-matrix", 0, func(mark []float64) string { return "weight: " + number(mark[3]) }},
		{"probabilities", 1, func(mark []float64) string { return "probability of keeping the edge: " + number(mark[1]) }},
	} {
		var found struct {
			X, Y float64
			Mark []float64
		}
		p.Evaluate(fmt.Sprintf(`(() => {
			document.getElementById(%q).scrollIntoView({ block: 'center' });
			const box = document.querySelector('#%s .chart > div'), chart = charts.echarts.getInstanceByDom(box);
			const mark = chart.getOption().series[%d].data.at(-1), at = chart.convertToPixel({ seriesIndex: %d }, mark.slice(0, 2));
			const frame = box.getBoundingClientRect();
			return { x: frame.left + at[0], y: frame.top + at[1], mark: mark.map(v => typeof v === 'number' ? v : 0) };
		})()`, row.id, row.id, row.series, row.series), &found)
		p.Point(found.X-1, found.Y)
		p.Point(found.X, found.Y)
		p.Wait(fmt.Sprintf("document.querySelector('#%s .chart > div').textContent.includes(%q)", row.id, row.want(found.Mark)))
	}
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
}

// choosing takes another view by the keyboard, and hides a group.
func choosing(t *testing.T, b *browser.Browser, path string, r *sim.Result) {
	p := drawn(t, b, path, wideLight())
	p.Evaluate("document.querySelector('#errors select').focus()", nil)
	p.Press(kb.ArrowDown)
	p.Wait("document.querySelector('#errors select').selectedIndex === 1")
	same(t, "errors of random signs", plotted(p, "errors", 1), r.Data.Rules[0].SignedErrorMean)
	before := charted(p, "kept", 0, 0)
	p.Evaluate("document.querySelector('#kept input[type=checkbox]').focus()", nil)
	p.Press(" ")
	if after := charted(p, "kept", 0, 0); len(before) == 0 || len(after) != 0 {
		t.Errorf("%d dots of a group, and %d when it is hidden", len(before), len(after))
	}
	p.Evaluate("document.querySelector('#traces select').focus()", nil)
	p.Press(kb.ArrowDown)
	same(t, "trace of the second neuron", plotted(p, "traces", 1), r.Data.Traces[1])
}

// searching finds the rows of a neuron, and sorts them up and down.
func searching(t *testing.T, b *browser.Browser, path string) {
	p := b.Open(t, path, wideLight())
	const shown = `[...document.querySelectorAll('#valued tbody tr')].filter(row => !row.hidden).map(row => row.cells[%d].textContent)`
	var rows []string
	p.Evaluate(fmt.Sprintf(shown, 0), &rows)
	if len(rows) != 20 || rows[0] != "1" || rows[19] != "20" {
		t.Errorf("ranks %q, want the first 20", rows)
	}
	name := text(p, "#valued tbody tr td")
	p.Evaluate("document.querySelector('[data-search]').focus()", nil)
	p.Press(strings.Split(name, "")...)
	var others int
	p.Evaluate(fmt.Sprintf(`[...document.querySelectorAll('#valued tbody tr')].filter(row => !row.hidden &&
		!row.textContent.toLowerCase().includes(%q.toLowerCase())).length`, name), &others)
	p.Evaluate(fmt.Sprintf(shown, 1), &rows)
	if others != 0 || len(rows) == 0 {
		t.Errorf("%d rows of %q, and %d others", len(rows), name, others)
	}
	if got := text(p, ".search [role=status]"); !strings.Contains(got, fmt.Sprintf("of %d rows", len(rows))) && len(rows) < 20 {
		t.Errorf("the page says %q of %d rows", got, len(rows))
	}
	p.Evaluate(`(() => { const i = document.querySelector('[data-search]'); i.value = ''; i.dispatchEvent(new Event('input')); })()`, nil)
	for _, want := range []string{"descending", "ascending"} {
		p.Evaluate("document.querySelector('#valued th:nth-child(1) button').focus()", nil)
		p.Press(kb.Enter)
		var ranks []float64
		p.Evaluate(`[...document.querySelectorAll('#valued tbody tr')].map(row => Number(row.cells[0].textContent.replace(',', '')))`, &ranks)
		for k := 1; k < len(ranks); k++ {
			if (ranks[k] < ranks[k-1]) != (want == "descending") {
				t.Fatalf("%s: rank %v after %v", want, ranks[k], ranks[k-1])
			}
		}
	}
}

// keyboard reaches everything that can be used by Tab, reads a value of every figure by the arrow keys, and leaves it by Escape.
func keyboard(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideLight())
	var all int
	p.Evaluate(`(() => {
		window.reached = new Set();
		window.usable = [...document.querySelectorAll('a, button, input, select, pre, .scroll, [role=application]')].filter(e => e.offsetParent);
		document.addEventListener('focusin', e => reached.add(e.target));
		return usable.length;
	})()`, &all)
	for range all + 2 {
		p.Press(kb.Tab)
	}
	var missed []string
	p.Evaluate(`usable.filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 90))`, &missed)
	if len(missed) > 0 {
		t.Errorf("of %d elements Tab does not reach %q", all, missed)
	}
	var ids []string
	p.Evaluate(`[...document.querySelectorAll('[data-figure]')].map(f => f.id)`, &ids)
	for _, id := range ids {
		p.Evaluate(fmt.Sprintf("document.querySelector('#%s .chart > div').focus()", id), nil)
		hint := text(p, "#"+id+" .reading")
		p.Press(kb.ArrowRight)
		first := text(p, "#"+id+" .reading")
		p.Press(kb.End)
		last := text(p, "#"+id+" .reading")
		p.Press(kb.Escape)
		if first == hint || last == first || len(numbersIn(t, first)) == 0 || text(p, "#"+id+" .reading") != hint {
			t.Errorf("%s: the arrow keys read %q and %q after %q", id, first, last, hint)
		}
	}
}

// saving saves every figure in all ways: the rows of the data, and pictures that can be decoded.
func saving(t *testing.T, b *browser.Browser, path string, r *sim.Result) {
	p := drawn(t, b, path, wideLight())
	var names []string
	p.Evaluate(`[...document.querySelectorAll('.save button')].map(b => b.closest('figure').id + '.' + b.textContent.toLowerCase())`, &names)
	if len(names) < 25 {
		t.Errorf("%d buttons", len(names))
	}
	rows := map[string]int{
		"weights-matrix.csv": r.Network.Synapses, "errors.csv": len(r.Data.Times), "kept.csv": 3000, "traces.csv": len(r.Data.Times),
	}
	for k, want := range names {
		name, content := p.Download(func() {
			p.Evaluate(fmt.Sprintf("document.querySelectorAll('.save button')[%d].focus()", k), nil)
			p.Press(kb.Enter)
		})
		if name != want {
			t.Errorf("saved as %q, want %q", name, want)
		}
		if err := decode(name, content, rows[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// decode reads a file that was saved; rows are those of a table below its head, 0 where any number will do.
func decode(name string, content []byte, rows int) error {
	switch {
	case strings.HasSuffix(name, ".csv"):
		table, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err == nil && (len(table) < 2 || rows > 0 && len(table) != rows+1) {
			err = fmt.Errorf("%d rows, want %d", len(table)-1, rows)
		}
		return err
	case strings.HasSuffix(name, ".png"):
		picture, err := png.Decode(bytes.NewReader(content))
		if err == nil && picture.Bounds().Dx() < 600 {
			err = fmt.Errorf("%v", picture.Bounds())
		}
		return err
	}
	d, elements := xml.NewDecoder(bytes.NewReader(content)), 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && elements > 20 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("after %d elements: %w", elements, err)
		}
		if _, ok := token.(xml.StartElement); ok {
			elements++
		}
	}
}
