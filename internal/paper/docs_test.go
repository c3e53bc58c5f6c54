package paper

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"noiseprune/internal/paper/figure"
)

// The page in docs is the one that the numbers beside it give, and each of its pictures is
// there.
func TestDocsPage(t *testing.T) {
	docs := filepath.Join("..", "..", "docs")
	var outcomes []*figure.Outcome
	for _, f := range Figures() {
		text, err := os.ReadFile(filepath.Join(docs, "paper", f.Name+".json"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		o, err := figure.ParseOutcome(text)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if o.Size != figure.Full || o.Most != 0 {
			t.Errorf("%s: %s size, at most %d neurons", f.Name, o.Size, o.Most)
		}
		if _, err := os.Stat(filepath.Join(docs, "paper", f.Name+".png")); err != nil {
			t.Error(err)
		}
		outcomes = append(outcomes, o)
	}
	page, err := os.ReadFile(filepath.Join(docs, "paper.md"))
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != string(Page(outcomes, "paper/")) {
		t.Error("docs/paper.md is not what docs/paper/*.json give: simulate paper 1b --out docs writes it again")
	}
}
