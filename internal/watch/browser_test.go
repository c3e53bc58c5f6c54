package watch

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

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

// sectionsOf is the list of contents as a reader sees it.
const sectionsOf = "[...document.querySelectorAll('nav li')].filter(li => li.offsetHeight > 0).map(li => li.textContent).join()"

// TestEmptySectionsAreNotShown: a section, and its entry in the contents, appears with the first thing in it, and goes with the last.
func TestEmptySectionsAreNotShown(t *testing.T) {
	r := recorderOf(func() {})
	s, err := Serve(r, Shown{Folder: "out"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t).Visit(t, s.Address(), browser.View{Width: 1100, Height: 900})
	full := sweeping(func() {}).Status()
	for _, row := range []struct {
		reason, want string
		change       func(s *Status)
	}{
		{"nothing is known", "", func(*Status) {}},
		{"a plan is not yet a curve", "", func(s *Status) { s.Samples.Planned, s.Samples.Expected = 1000, 0.1 }},
		{"a run", "Now,Covariance", func(s *Status) { s.Samples = full.Samples }},
		{"its trajectories", "Now,Covariance,Activity", func(s *Status) { s.Activity = full.Activity }},
		{"another network, of a sweep", "Now,Sweep", func(s *Status) {
			s.Samples, s.Activity, s.Sweep = Samples{}, Activity{}, Sweep{Keeps: []float64{0.1}, Networks: []SweptNetwork{{Name: "a"}}}
		}},
		{"its curve", "Now,Covariance,Sweep", func(s *Status) { s.Samples = full.Samples }},
	} {
		r.Update(row.change)
		r.Update(func(s *Status) { s.Network = row.reason })
		p.Wait(fmt.Sprintf("document.querySelector('#now dl').textContent.includes(%q)", row.reason))
		var contents, headings string
		p.Evaluate(sectionsOf, &contents)
		p.Evaluate("[...document.querySelectorAll('h2')].filter(h => h.offsetHeight > 0).map(h => h.textContent).join()", &headings)
		if contents != row.want || headings != cmp.Or(row.want, "Now") {
			t.Errorf("%s: the contents %q and the sections %q, want %q", row.reason, contents, headings, row.want)
		}
		var canvases bool
		p.Evaluate("[...document.querySelectorAll('figure')].every(f => f.offsetHeight === 0 || f.querySelector('canvas').width > 100)",
			&canvases)
		if !canvases {
			t.Errorf("%s: a figure is shown and not drawn", row.reason)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestAPageOpenedAfterTheEnd shows what the results say, and opens them under the same address.
func TestAPageOpenedAfterTheEnd(t *testing.T) {
	_, f := runIn(t)
	full := sweeping(func() {}).Status()
	full.Progress = Progress{Before: []string{"covariance", "pruning"}}
	f.Found = func() Status { return full }
	for name, text := range map[string]string{
		"result.json": "{}", "report.html": "<!DOCTYPE html><title>report</title><h1>The results</h1>",
	} {
		if err := os.WriteFile(filepath.Join(f.Results, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Serve(f, Shown{Folder: f.Results, Pages: []string{"report.html", "sweep.html"}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t).Visit(t, s.Address(), browser.View{Width: 1100, Height: 900})
	for range 2 {
		p.Wait("document.querySelectorAll('figure .chart canvas').length === 3")
		p.Wait("document.querySelector('.lead').textContent.includes('The run has finished')")
		p.Wait("document.querySelector('#now dl').textContent.includes('covariance, pruning')")
		p.Wait(sectionsOf + " === 'Now,Covariance,Sweep,Activity' && document.querySelector('#now button').hidden")
		p.Evaluate("window.kept = true; location.reload()", nil)
		p.Wait("!window.kept && document.querySelector('#now a')?.offsetHeight > 0")
	}
	p.Click("#now a")
	p.Wait("document.querySelector('h1')?.textContent === 'The results'")
	var address string
	p.Evaluate("location.href", &address)
	if address != s.Address()+"report.html" {
		t.Errorf("the results are at %s", address)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestTheCurveGoesOnAfterAResume: the points before the interruption are shown at once, and others are added to them.
func TestTheCurveGoesOnAfterAResume(t *testing.T) {
	checkpoint, f := runIn(t)
	r := sweeping(func() {})
	k := Keep(checkpoint, r)
	r.Update(func(s *Status) {
		s.State, s.Samples.Parts = Interrupted, []Part{{Merged: true, Samples: 30_000, Error: 0.02}}
	})
	k.Leave()
	s, err := Serve(f, Shown{Folder: f.Results}, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t).Visit(t, s.Address(), browser.View{Width: 1100, Height: 900}, browser.RecordPlots)
	p.Wait("document.title === 'noise-prune: interrupted' && plots.some(p => p.data[0].includes(30000))")
	r = recorderOf(func() {})
	k = Keep(checkpoint, r)
	if parts := k.Before().Samples.Parts; len(parts) != 1 || parts[0] != (Part{Merged: true, Samples: 30_000, Error: 0.02}) {
		t.Errorf("the parts are %+v", parts)
	}
	p.Wait("document.title === 'noise-prune: 33% covariance' && plots.some(p => p.data[0].includes(30000))")
	r.Update(func(s *Status) { s.Samples.Add(40_000, 0.0158) })
	p.Wait("plots.some(p => p.data[0].includes(30000) && p.data[0].includes(40000))")
	k.Remove()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
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
	r.Update(func(s *Status) { s.State = Running })
	for _, tab := range []*browser.Page{p, other} {
		tab.Wait("!document.querySelector('#now button').hidden")
	}
	r.Update(func(s *Status) { s.State = Finished })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	for _, tab := range []*browser.Page{p, other} {
		tab.Wait("/has finished.*does not answer any more/.test(document.querySelector('.lead').textContent)")
	}
}
