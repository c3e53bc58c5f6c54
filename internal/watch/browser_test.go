package watch

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"noiseprune/internal/page"
	"noiseprune/internal/testutil/browser"
)

// sweeping returns the recorder of a sweep of which half is done.
func sweeping(stop func()) *Recorder {
	r := recorderOf(stop)
	two := []Rule{{"noise", "noise-prune"}, {"weight", "weight-only"}}
	r.Update(func(s *Status) {
		s.Command, s.Network = "sweep", "data/ring.mtx"
		s.Samples = Samples{Planned: 100_000, Expected: 0.01}
		for _, n := range []int64{2000, 8000, 30_000} {
			s.Samples.Add(n, 0.01*math.Sqrt(1e5/float64(n)))
		}
		s.Sweep = Sweep{Keeps: []float64{0.1, 0.3, 0.6}, Measure: "stationary error", Networks: []SweptNetwork{
			{Name: "data/ring.mtx", Cells: []Cell{{0.1, two, []float64{0.5, 0.8}}}}, {Name: "path:n=3", Failed: "it is unstable"},
		}}
		s.Activity = Activity{Interval: 0.1, Neurons: []string{"AVAL", "AVAR"}, Rules: two}
		for range 2 {
			s.Activity.Original = append(s.Activity.Original, page.Values{1, 0.8, 0.5})
			s.Activity.Pruned = append(s.Activity.Pruned, []page.Values{{1, 0.7, 0.4}, {1, 0.6, 0.3}})
		}
	})
	return r
}

// problemsBeside keeps what is not a request to the server.
func problemsBeside(problems []string, address string) (rest []string) {
	for _, problem := range problems {
		if !strings.Contains(problem, address) {
			rest = append(rest, problem)
		}
	}
	return rest
}

// TestThePageFollows: in a browser, figures and table appear and grow in place, in two tabs and after a reload; the button stops the
// run; and the page says so when its program has ended.
func TestThePageFollows(t *testing.T) {
	b := browser.Start(t)
	var once sync.Once
	var r *Recorder
	r = sweeping(func() { once.Do(func() { go r.Update(func(s *Status) { s.State = Interrupted }) }) })
	s, err := Serve(r, Shown{Folder: "out"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	wide := browser.View{Width: 1100, Height: 900}
	p := b.Visit(t, s.Address(), wide, browser.RecordPlots, "window.confirm = () => true")
	other := b.Visit(t, s.Address(), browser.View{Width: 400, Height: 800, Dark: true})
	for _, tab := range []*browser.Page{p, other} {
		tab.Wait("document.querySelectorAll('figure .chart canvas').length === 3")
		tab.Wait("document.querySelector('#cells tbody').textContent === 'data/ring.mtx0.5path:n=3failedfailedfailed'")
		var wider bool
		tab.Evaluate("document.documentElement.scrollWidth > innerWidth", &wider)
		if wider {
			t.Error("the page is wider than its window")
		}
	}
	if path := os.Getenv("WATCH_PICTURES"); path != "" {
		for name, tab := range map[string]*browser.Page{"wide.png": p, "narrow.png": other} {
			if err := os.WriteFile(filepath.Join(path, name), tab.Screenshot(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.Evaluate("window.kept = true", nil)
	r.Update(func(s *Status) { s.Samples.Add(60_000, 0.0129) })
	p.Wait("document.title === 'noise-prune: 33% covariance' && window.kept && plots.some(p => p.data[1].includes(0.0129))")
	p.Evaluate("location.reload()", nil)
	p.Wait("!window.kept && document.querySelectorAll('figure .chart canvas').length === 3")
	p.Click("#now button")
	p.Wait("document.querySelector('.lead').textContent.includes('was interrupted; simulate resume out continues it')")
	other.Wait("document.querySelector('#now button').hidden")
	for _, tab := range []*browser.Page{p, other} {
		for _, problem := range problemsBeside(tab.Problems(), fmt.Sprintf("127.0.0.1:%d", s.port)) {
			t.Error(problem)
		}
	}
	began := time.Now()
	if err := s.Close(); err != nil || time.Since(began) < interval {
		t.Errorf("it closed at once, before its pages could know, or %v", err)
	}
	p.Wait("document.querySelector('.lead').textContent.includes('does not answer any more')")
}
