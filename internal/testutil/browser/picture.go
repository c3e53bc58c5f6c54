package browser

import (
	"context"

	"github.com/chromedp/chromedp"
)

// Screenshot returns a PNG of the whole page.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	return take(p, chromedp.FullScreenshot(100))
}

// PDF returns the page as it is printed on A4.
func (p *Page) PDF() []byte {
	p.t.Helper()
	return take(p, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
}

func take(p *Page, action chromedp.Action[[]byte]) []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.context, limit)
	defer cancel()
	picture, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("browser: %v; problems until then: %q", err, p.Problems())
	}
	return picture
}
