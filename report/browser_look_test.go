package report

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil"
	"noiseprune/internal/testutil/browser"
)

// picturesFolder names the folder into which screenshots are written, for a person to look at.
const picturesFolder = "NOISEPRUNE_SCREENSHOTS"

// axeFile names axe-core's axe.min.js, which .ci/run installs from npm.
const axeFile = "NOISEPRUNE_AXE"

// looks opens a page in windows of two widths and in both themes: it does nothing that it must not, nothing is wider than the
// window, and axe-core finds no serious violation.
func looks(t *testing.T, b *browser.Browser, name, path string) {
	for _, width := range []int{400, 1600} {
		for _, dark := range []bool{false, true} {
			theme := map[bool]string{false: "light", true: "dark"}[dark]
			t.Run(fmt.Sprintf("%d %s", width, theme), func(t *testing.T) {
				p := drawn(t, b, path, browser.View{Width: width, Height: 1000, Dark: dark})
				var inner, outer int
				p.Evaluate("document.documentElement.scrollWidth", &inner)
				p.Evaluate("document.documentElement.clientWidth", &outer)
				if inner > outer {
					var wide []string
					p.Evaluate(`[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll table') &&
						e.getBoundingClientRect().right > innerWidth + 1).slice(0, 8).map(e => e.outerHTML.slice(0, 90))`, &wide)
					t.Errorf("the page is %d wide in a window of %d: %q", inner, outer, wide)
				}
				if folder := os.Getenv(picturesFolder); folder != "" {
					if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, theme)), p.Screenshot(), 0o600); err != nil {
						t.Error(err)
					}
				}
				for _, problem := range p.Problems() {
					t.Error(problem)
				}
				if (width == 400) == dark { // each width and each theme once, since it takes seconds
					accessible(t, p)
				}
			})
		}
	}
}

// violation is what axe-core finds.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML, FailureSummary string
	}
}

// accessible runs axe-core on the page, after which it is not the page that users see.
func accessible(t *testing.T, p *browser.Page) {
	t.Helper()
	path := os.Getenv(axeFile)
	if path == "" {
		testutil.MissingOracle(t, axeFile+" does not name axe-core's axe.min.js, which npm install axe-core puts into node_modules/axe-core")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p.Evaluate(string(source)+"; true", nil)
	var text string
	p.Evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations))`, &text)
	var violations []violation
	if err := json.Unmarshal([]byte(text), &violations); err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			t.Errorf("axe-core: %s (%s): %s, %d times, first %s: %s",
				v.ID, v.Impact, v.Help, len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
		} else {
			t.Logf("axe-core: %s (%s): %s, first %s", v.ID, v.Impact, v.Help, v.Nodes[0].HTML)
		}
	}
}

// printing prints the page from the dark theme before anything was scrolled to: all figures are drawn, with the colours of paper.
func printing(t *testing.T, b *browser.Browser, path string) {
	p := b.Open(t, path, wideDark(), browser.RecordPlots)
	p.Evaluate(`addEventListener('beforeprint', () => {
		const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
		window.printed = { text: colour('--text'), page: colour('--page'),
			undrawn: [...document.querySelectorAll('[data-figure]')].filter(f => !('drawn' in f.dataset)).map(f => f.id),
			marks: Object.fromEntries([...document.querySelectorAll('[data-figure]')].map(f => [f.id,
				f.querySelectorAll('.chart svg path, .chart svg rect, .chart svg circle').length])),
			widest: Math.max(...[...document.querySelectorAll('canvas, .chart svg')].map(c => c.clientWidth)) };
	})`, nil)
	pdf := p.PDF()
	if !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Fatal("no PDF")
	}
	if folder := os.Getenv(picturesFolder); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "printed.pdf"), pdf, 0o600); err != nil {
			t.Error(err)
		}
	}
	var printed struct {
		Text, Page string
		Undrawn    []string
		Marks      map[string]int
		Widest     float64
	}
	p.Evaluate("window.printed", &printed)
	if printed.Text != "#1a1a1a" || printed.Page != "#ffffff" {
		t.Errorf("printed with the colours %s on %s, want those of the light theme", printed.Text, printed.Page)
	}
	if len(printed.Undrawn) > 0 {
		t.Errorf("not drawn: %q", printed.Undrawn)
	}
	var charts map[string]int // marks of the figures that ECharts draws, which are SVG on paper
	p.Evaluate(`Object.fromEntries([...document.querySelectorAll('[data-figure]')].map(f => [f.id,
		charts.echarts.getInstanceByDom(f.querySelector('.chart > div'))
			?.getOption().series.reduce((n, s) => n + s.data.length, 0) ?? 0]))`, &charts)
	for id, marks := range charts {
		if printed.Marks[id] < marks {
			t.Errorf("%s: %d marks on paper, want %d at least", id, printed.Marks[id], marks)
		}
	}
	if printed.Widest > 718 { // A4 at 96 dots an inch, less Chromium's margins
		t.Errorf("a figure is %g wide, paper 718", printed.Widest)
	}
	var paper bool
	p.Evaluate("document.documentElement.classList.contains('paper')", &paper)
	if paper {
		t.Error("the page keeps the look of paper")
	}
	blank(t, p)
}

// blank reports figures of whose canvas all pixels are alike.
func blank(t *testing.T, p *browser.Page) {
	t.Helper()
	var found []string
	p.Evaluate(`new Promise(r => setTimeout(r, 200)).then(() => [...document.querySelectorAll('[data-figure]')].filter(f => {
		const canvas = f.querySelector('canvas');
		const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
		return pixels.every(x => x === pixels[0]);
	}).map(f => f.id))`, &found)
	if len(found) > 0 {
		t.Errorf("blank figures: %q", found)
	}
}

// aggregated: the page of 10,000 neurons says that it is aggregated, and is read and drawn with 2 s of the processor's time.
func aggregated(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideLight())
	taken := p.ProcessorTime()
	t.Logf("read and drawn in %v", taken)
	if taken > 2*time.Second {
		t.Errorf("read and drawn in %v, want 2 s at most", taken)
	}
	blank(t, p)
	for _, want := range []string{"Each cell stands for 67 × 67 pairs of neurons", "Of 20,000 edges 3,000 are drawn"} {
		var says bool
		p.Evaluate(fmt.Sprintf("document.body.textContent.includes(%q)", want), &says)
		if !says {
			t.Errorf("the page does not say %q", want)
		}
	}
}
