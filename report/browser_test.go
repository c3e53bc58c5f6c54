package report

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"noiseprune/internal/testutil/browser"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// The window in which pages are used, and the same in the dark theme.
func wideDark() browser.View  { return browser.View{Width: 1600, Height: 1000, Dark: true} }
func wideLight() browser.View { return browser.View{Width: 1600, Height: 1000} }

// TestInABrowser opens the pages of a connectome, of 10,000 neurons and of a sweep in one browser.
func TestInABrowser(t *testing.T) {
	b := browser.Start(t)
	small, large, swept := connectome(t), syntheticResult(t, 10_000), sweptConnectome(t)
	paths := map[string]string{
		"connectome": save(t, func(w *bytes.Buffer) error { return Write(w, small) }),
		"large":      save(t, func(w *bytes.Buffer) error { return Write(w, large) }),
		"sweep": save(t, func(w *bytes.Buffer) error {
			return WriteSweep(w, []SweptNetwork{{Name: "larva", Result: swept, Measure: sim.TrajectoryMeasure}}, 0.1)
		}),
	}
	for _, name := range []string{"connectome", "large", "sweep"} {
		t.Run(name, func(t *testing.T) { looks(t, b, name, paths[name]) })
	}
	t.Run("marks of a connectome", func(t *testing.T) { marksOfConnectome(t, b, paths["connectome"], small) })
	t.Run("marks of a sweep", func(t *testing.T) { marksOfSweep(t, b, paths["sweep"], swept) })
	t.Run("numbers of a connectome", func(t *testing.T) { numbersOfResult(t, b, paths["connectome"], small) })
	t.Run("numbers of a sweep", func(t *testing.T) { numbersOfSweep(t, b, paths["sweep"], swept) })
	t.Run("pointing", func(t *testing.T) { pointing(t, b, paths["connectome"], small) })
	t.Run("choosing", func(t *testing.T) { choosing(t, b, paths["connectome"], small) })
	t.Run("searching and sorting", func(t *testing.T) { searching(t, b, paths["connectome"]) })
	t.Run("keyboard", func(t *testing.T) { keyboard(t, b, paths["connectome"]) })
	t.Run("saving", func(t *testing.T) { saving(t, b, paths["connectome"], small) })
	t.Run("zooming", func(t *testing.T) { zooming(t, b, paths["connectome"]) })
	t.Run("pictures of curves", func(t *testing.T) { picturesOfCurves(t, b, paths["connectome"]) })
	t.Run("pictures of marks", func(t *testing.T) { picturesOfMarks(t, b, paths["connectome"]) })
	t.Run("printing", func(t *testing.T) { printing(t, b, paths["connectome"]) })
	t.Run("large is aggregated and quick", func(t *testing.T) { aggregated(t, b, paths["large"]) })
}

// save writes a page into a file.
func save(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// loaded returns a Spec that takes seconds, and its network.
func loaded(t *testing.T, source string) (sim.Spec, *network.Network) {
	t.Helper()
	spec := sim.DefaultSpec()
	spec.Network.Source = source
	spec.Covariance.Samples = sim.Exactly(300)
	spec.Compare.Runs, spec.Prune.Prunings = 8, sim.Exactly(4)
	l, err := netio.Load(spec.Network, spec.Seed, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	spec.Network = l.Definition
	spec.Network.Source = filepath.Base(source) // as the command says it
	return spec, l.Network
}

// connectome returns the Result of a run on a real network: directed, 300 neurons with names.
func connectome(t *testing.T) *sim.Result {
	t.Helper()
	spec, net := loaded(t, "../data/celegans-hermaphrodite-chemical.mtx")
	r, err := sim.Run(context.Background(), spec, net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sweptConnectome returns a sweep of a real network over three budgets.
func sweptConnectome(t *testing.T) *sim.SweepResult {
	t.Helper()
	spec, net := loaded(t, "../data/drosophila-mushroom-body-left.mtx")
	r, err := sim.Sweep(context.Background(), spec, net, []float64{0.1, 0.3, 0.8}, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// drawn opens a page and scrolls through it until all figures are drawn.
func drawn(t *testing.T, b *browser.Browser, path string, v browser.View) *browser.Page {
	t.Helper()
	p := b.Open(t, path, v, browser.RecordPlots)
	drawAll(t, p)
	return p
}

func drawAll(t *testing.T, p *browser.Page) {
	t.Helper()
	all := false
	p.Evaluate(`(async () => {
		for (const figure of document.querySelectorAll('[data-figure]')) {
			figure.scrollIntoView();
			for (let k = 0; !('drawn' in figure.dataset); k++) {
				if (k > 1000) return false;
				await new Promise(r => setTimeout(r, 10));
			}
		}
		scrollTo(0, 0);
		await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)));
		return true;
	})()`, &all)
	if !all {
		t.Fatalf("a figure is not drawn; problems: %q", p.Problems())
	}
}
