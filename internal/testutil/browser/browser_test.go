package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil/browser"
)

// TestProblems: what is noted of a page, and what is not.
func TestProblems(t *testing.T) {
	b := browser.Start(t)
	for _, row := range []struct {
		reason, html, want string // a part of the problem; empty for none
	}{
		{"nothing", `<p>text</p>`, ""},
		{"a message that is no error", `<script>console.log("fine")</script>`, ""},
		{"an error on the console", `<script>console.error("broken")</script>`, "console error: broken"},
		{"a warning", `<script>console.warn("odd")</script>`, "console warning: odd"},
		{"an exception", `<script>missing()</script>`, "missing is not defined"},
		{"a request outside", `<img src="http://localhost:1/x.png">`, "request: http://localhost:1/x.png"},
		{"data in the page", `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">`, ""},
		{"what a policy refuses", `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`, "security error"},
	} {
		t.Run(row.reason, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "page.html")
			if err := os.WriteFile(path, []byte("<!DOCTYPE html><title>t</title>"+row.html), 0o600); err != nil {
				t.Fatal(err)
			}
			p := b.Open(t, path, browser.View{Width: 400, Height: 300})
			var done bool
			p.Evaluate("new Promise(r => setTimeout(() => r(true), 100))", &done)
			got := strings.Join(p.Problems(), "; ")
			if row.want == "" && got != "" || !strings.Contains(got, row.want) {
				t.Errorf("problems %q, want %q", got, row.want)
			}
		})
	}
}

// TestDownload: the name and the content of what a page saves.
func TestDownload(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	html := `<!DOCTYPE html><title>t</title><a id="a" download="x.txt">save</a>
<script>document.getElementById("a").href = URL.createObjectURL(new Blob(["saved"]))</script>`
	if err := os.WriteFile(path, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t).Open(t, path, browser.View{Width: 400, Height: 300})
	if name, content := p.Download(func() { p.Click("#a") }); name != "x.txt" || string(content) != "saved" {
		t.Errorf("saved %q with %q", name, content)
	}
}

// TestProcessorTime: it grows while the page computes, and not while it waits.
func TestProcessorTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte("<!DOCTYPE html><title>t</title>"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t).Open(t, path, browser.View{Width: 400, Height: 300})
	start := p.ProcessorTime()
	p.Evaluate("new Promise(r => setTimeout(r, 300)).then(() => 0)", nil)
	waited := p.ProcessorTime() - start
	p.Evaluate("(() => { let n = 0; for (let k = 0; k < 3e8; k++) n += k; return n; })()", nil)
	computed := p.ProcessorTime() - start - waited
	if waited > 100*time.Millisecond || computed < 50*time.Millisecond {
		t.Errorf("%v while waiting, %v while computing", waited, computed)
	}
}
