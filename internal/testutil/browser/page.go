package browser

import (
	"context"
	"encoding/json"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// limit is how long one action may take.
const limit = time.Minute

// View is how a page is seen.
type View struct {
	Width, Height int // of the window, in pixels of the page
	Dark          bool
}

// Page is an open tab. Its methods fail the test where the browser does not do what they ask for within a minute.
type Page struct {
	t       testing.TB
	context context.Context

	mutex    sync.Mutex
	problems []string
}

// Open opens a file, after its scripts have run. Each of before is the text of a script that runs before the page's own. The tab is
// closed with the test.
func (b *Browser) Open(t testing.TB, path string, v View, before ...string) *Page {
	t.Helper()
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return b.Visit(t, (&url.URL{Scheme: "file", Path: absolute}).String(), v, before...)
}

// Visit opens an address as Open does a file. A request to a server is a problem of every page.
func (b *Browser) Visit(t testing.TB, address string, v View, before ...string) *Page {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(b.context)
	t.Cleanup(closeTab)
	p := &Page{t: t, context: ctx}
	if err := chromedp.Listen(ctx, p.note); err != nil { // makes the tab, which lives as long as this context
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	call(p, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	p.Look(v)
	for _, script := range before {
		call(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	}
	p.do(chromedp.Navigate(address))
	return p
}

// Look changes how the page is seen.
func (p *Page) Look(v View) {
	p.t.Helper()
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(v.Width), Height: int64(v.Height), DeviceScaleFactor: 1,
	})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// do performs an action.
func (p *Page) do(action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.context, limit)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		p.t.Fatalf("browser: %v; problems until then: %q", err, p.Problems())
	}
}

// call performs a command of the protocol.
func call[P, R any](p *Page, command cdp.Command[P, R], parameters P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.context, limit)
	defer cancel()
	result, err := chromedp.Call(ctx, command, parameters)
	if err != nil {
		p.t.Fatalf("browser: %v; problems until then: %q", err, p.Problems())
	}
	return result
}

// Evaluate puts the value of a JavaScript expression, or what its promise resolves to, into what out points to, unless it is nil.
func (p *Page) Evaluate(expression string, out any) {
	p.t.Helper()
	found := call(p, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ReturnByValue: new(true), AwaitPromise: new(true),
	})
	if d := found.ExceptionDetails; d != nil {
		p.t.Fatalf("browser: %s in %s", thrown(d), expression[:min(len(expression), 200)])
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(found.Result.Value, out); err != nil {
		p.t.Fatalf("browser: the value of %s: %v", expression[:min(len(expression), 200)], err)
	}
}

// Wait returns when the JavaScript expression is true.
func (p *Page) Wait(expression string) {
	p.t.Helper()
	holds := false
	for end := time.Now().Add(limit / 4); !holds; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("browser: never true: %s", expression)
		}
		p.Evaluate("Boolean("+expression+")", &holds)
	}
}

// ProcessorTime returns what the page's thread has computed since the tab was opened. Unlike the time of a clock it does not grow
// while other programs have the processor.
func (p *Page) ProcessorTime() time.Duration {
	p.t.Helper()
	for _, m := range call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "TaskDuration" {
			return time.Duration(m.Value * float64(time.Second))
		}
	}
	p.t.Fatal("browser: no processor time is known")
	return 0
}
