// Package browser opens files in a headless Chromium, and notes what a page does that it must not: errors on the console,
// exceptions, what the page's policy refuses, and requests that leave the machine.
package browser

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"

	"noiseprune/internal/testutil"
)

// Browser is a running Chromium; each page is a tab of it.
type Browser struct{ context context.Context }

// Start starts Chromium, which ends with the test. Where there is none, testutil.MissingOracle takes the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	path := executable()
	if path == "" {
		testutil.MissingOracle(t, "there is no chromium; Debian's package of that name has one")
	}
	// The sandbox of Chromium needs rights that a container withholds, and the pages are our own.
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	allocated, release := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		stop()
		release()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: %s does not start: %v", path, err)
	}
	return &Browser{ctx}
}

// executable returns the path of the first Chromium that is installed; empty without one.
func executable() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
