package browser

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Press presses keys of package kb one after another.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.do(chromedp.KeyEvent(key))
	}
}

// Point moves the mouse to a place in the window.
func (p *Page) Point(x, y float64) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

// Click clicks on the first element of the selector, which is scrolled to.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// Download does what makes the page save a file, and returns the file's name and content.
func (p *Page) Download(do func()) (name string, content []byte) {
	p.t.Helper()
	folder := p.t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
	})
	do()
	for end := time.Now().Add(limit / 4); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		files, err := os.ReadDir(folder)
		if err != nil {
			p.t.Fatal(err)
		}
		if len(files) != 1 || strings.HasSuffix(files[0].Name(), ".crdownload") || strings.HasPrefix(files[0].Name(), ".") {
			continue
		}
		content, err = os.ReadFile(filepath.Join(folder, files[0].Name()))
		if err != nil {
			p.t.Fatal(err)
		}
		return files[0].Name(), content
	}
	p.t.Fatal("browser: nothing was saved")
	return "", nil
}
