package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"noiseprune/internal/testutil/browser"
)

// lookAtWindow returns the ends of what a figure shows along each axis that can be zoomed, from the library that draws it; on a
// logarithmic axis their logarithms.
const lookAtWindow = `(id => {
	const figure = document.getElementById(id), plot = plots.findLast(p => figure.contains(p.root));
	if (plot) return [[plot.scales.x.min, plot.scales.x.max].map(v => plot.scales.x.distr === 3 ? Math.log(v) : v)];
	const option = charts.echarts.getInstanceByDom(figure.querySelector('.chart > div')).getOption();
	const types = [option.xAxis, option.yAxis].map(axes => axes[0].type);
	return option.dataZoom.map((z, k) => [z.startValue, z.endValue].map(v => types[k] === 'log' ? Math.log(v) : v));
})`

// roundedEnds bounds, as a part of the whole, what ECharts rounds: it reports ends of what is shown to half a pixel in the values. In a
// window of 1.3 natural logarithms, 870 pixels wide, that is (e^1.3 − 1)/1740 = 1.5e-3 at the lower end, of 4.3 in all. A step is 6e-2.
const roundedEnds = 5e-4

type ends [2]float64

func (e ends) width() float64 { return e[1] - e[0] }

// near reports whether both ends are those of another window, but for rounding.
func (e ends) near(other ends) bool {
	least := 1e-6 * other.width()
	return math.Abs(e[0]-other[0]) <= least && math.Abs(e[1]-other[1]) <= least
}

func windowOf(p *browser.Page, id string) (all []ends) {
	p.Evaluate(fmt.Sprintf("%s(%q)", lookAtWindow, id), &all)
	return all
}

// zooming zooms every chart that can be zoomed by the keyboard: + shows less, the arrow keys move, − and 0 show all again.
func zooming(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideLight())
	var ids []string
	p.Evaluate(`[...document.querySelectorAll('[aria-describedby]')].map(e => e.closest('figure').id)`, &ids)
	for _, want := range []string{"weights-matrix", "correlations", "kept", "probabilities", "errors", "traces", "slow-modes", "degrees"} {
		if !strings.Contains(fmt.Sprint(ids), want) {
			t.Errorf("%s cannot be zoomed by the keyboard, only %q", want, ids)
		}
	}
	for _, id := range ids {
		p.Evaluate(fmt.Sprintf("document.querySelector('#%s .chart > div').focus()", id), nil)
		seenAndSaid(t, p, id)
		whole := windowOf(p, id)
		p.Press("+", "+", "+")
		part := windowOf(p, id)
		for k := range part {
			if !(part[k][0] > whole[k][0] && part[k][1] < whole[k][1] && part[k].width() < 0.5*whole[k].width()) {
				t.Errorf("%s: + shows %v of %v", id, part, whole)
			}
		}
		if says := text(p, "#"+id+" .reading"); !strings.HasPrefix(says, "Shown: ") {
			t.Errorf("%s: says %q of what it shows", id, says)
		}
		moving(t, p, id, whole, part)
		shiftReads(t, p, id)
		p.Press("-", "-", "-", "-", "-", "-")
		sameWindow(t, id, "after −", windowOf(p, id), whole)
		p.Press("+", "0")
		sameWindow(t, id, "after 0", windowOf(p, id), whole)
		passesOn(t, p, id)
	}
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
}

func sameWindow(t *testing.T, id, when string, got, want []ends) {
	t.Helper()
	for k := range want {
		if !got[k].near(want[k]) {
			t.Errorf("%s: %s it shows %v, want %v", id, when, got, want)
		}
	}
}

// moving moves along each axis, at most to its end, and back.
func moving(t *testing.T, p *browser.Page, id string, whole, part []ends) {
	t.Helper()
	keys := [][2]string{{kb.ArrowRight, kb.ArrowLeft}, {kb.ArrowUp, kb.ArrowDown}}
	for k := range part {
		p.Press(keys[k][0])
		there := windowOf(p, id)
		forward := there[k][0] > part[k][0]
		down := k == 1 && (id == "weights-matrix" || id == "correlations") // the first row is above
		if math.Abs(there[k].width()-part[k].width()) > roundedEnds*whole[k].width() || forward == down {
			t.Errorf("%s: axis %d moved from %v to %v", id, k, part[k], there[k])
		}
		p.Press(keys[k][1])
		sameWindow(t, id, "moved back", windowOf(p, id), part)
	}
	for range 20 {
		p.Press(kb.ArrowRight)
	}
	end := windowOf(p, id)[0]
	if math.Abs(end[1]-whole[0][1]) > 1e-6*whole[0].width() || math.Abs(end.width()-part[0].width()) > roundedEnds*whole[0].width() {
		t.Errorf("%s: moved to the end it shows %v of %v", id, end, whole[0])
	}
}

// sendKey says whether a key that is pressed in a figure is left to the browser.
const sendKey = `((id, key, modifiers) => document.querySelector('#' + id + ' .chart > div').dispatchEvent(
	new KeyboardEvent('keydown', { key, ...modifiers, bubbles: true, cancelable: true })))`

// shiftReads: with Shift the arrow keys read values and move nothing.
func shiftReads(t *testing.T, p *browser.Page, id string) {
	t.Helper()
	before := windowOf(p, id)
	p.Evaluate(fmt.Sprintf("%s(%q, 'ArrowRight', { shiftKey: true })", sendKey, id), nil)
	if says := text(p, "#"+id+" .reading"); strings.HasPrefix(says, "Shown: ") || len(numbersIn(t, says)) == 0 {
		t.Errorf("%s: Shift and an arrow key read %q", id, says)
	}
	sameWindow(t, id, "read", windowOf(p, id), before)
	p.Press(kb.Escape)
}

// seenAndSaid: the focus is seen, and the keys are described.
func seenAndSaid(t *testing.T, p *browser.Page, id string) {
	t.Helper()
	var found struct{ Outline, Description, Display string }
	p.Evaluate(`(() => {
		const box = document.activeElement, help = document.getElementById(box.getAttribute('aria-describedby'));
		return { outline: getComputedStyle(box).outlineStyle, description: help.textContent, display: getComputedStyle(help).display };
	})()`, &found)
	if found.Outline == "none" || found.Display != "block" || !strings.Contains(found.Description, "zoom") {
		t.Errorf("%s has the focus: %+v", id, found)
	}
}

// passesOn: keys that do nothing are left to the browser, also those by which it zooms itself.
func passesOn(t *testing.T, p *browser.Page, id string) {
	t.Helper()
	for _, row := range []struct{ key, modifiers, reason string }{
		{"a", "{}", "no key of the chart"},
		{" ", "{}", "scrolls the page"},
		{"Tab", "{}", "leaves the chart"},
		{"+", "{ ctrlKey: true }", "the browser's own zoom"},
		{"-", "{ metaKey: true }", "and on a Mac"},
		{"0", "{ ctrlKey: true }", "its size of text"},
	} {
		var left bool
		p.Evaluate(fmt.Sprintf("%s(%q, %q, %s)", sendKey, id, row.key, row.modifiers), &left)
		if !left {
			t.Errorf("%s takes the key %q with %s: %s", id, row.key, row.modifiers, row.reason)
		}
	}
}
