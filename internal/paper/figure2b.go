package paper

import (
	"fmt"

	"noiseprune/internal/draw"
)

// figure2b does Fig. 2a's work for ten clusters of 100 and one of 9,000 neurons, and
// beside it for the network of the authors' notebook, which is another one.
func figure2b(j *job) (*Outcome, error) {
	c := clusters2b(j)
	notebook := j.fitted(clusters{
		sizes: append(pick(j, []int{6600, 1000, 1600}, []int{330, 50, 80}), repeated(pick(j, 100, 15), 8)...), long: pick(j, authorsLong, 400),
	})
	few := clusters2a(j)
	if j.opt.Most > 0 { // in the same proportion
		few = few.atMost(3 * c.neurons() / 10)
	}
	o := &Outcome{
		Shows: "The paper shows (Fig. 2b) that in a larger clustered network noise-prune again does better than pruning by weight on all three measures, " +
			"and better than in the smaller network of Fig. 2a.",
		Caption: spectraCaption + " Second row: the network and the 3% of the authors' notebook, where the caption says 9,000 + 10 × 100 neurons and 10%.",
	}
	s, err := j.spectraStudy(o, c, keepSpectra, true)
	if err != nil {
		return nil, err
	}
	s.describe(o, "")
	smaller, err := j.spectraStudy(&Outcome{}, few, keepSpectra, false)
	if err != nil {
		return nil, err
	}
	beside := &Outcome{}
	other, err := j.spectraStudy(beside, notebook, keepNotebook, false)
	if err != nil {
		return nil, err
	}
	for _, setting := range beside.Settings {
		o.set("notebook: "+setting.Name, "%s", setting.Value)
	}
	other.describe(o, "notebook_")
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		s.panels(fmt.Sprintf("caption: N = %s, 10%%", thousands(c.neurons()))),
		other.panels(fmt.Sprintf("notebook: N = %s, 3%%", thousands(notebook.neurons()))),
	}}
	s.claimBetter(o, "Section 5, Fig. 2b")
	claimLargerIsBetter(o, s.versions[byNoise], smaller.versions[byNoise], c.neurons(), few.neurons())
	s.claimOriginalDiagonal(o)
	s.claimMeasured(o)
	return o, nil
}

// clusters2b is the network of Fig. 2b.
func clusters2b(j *job) clusters {
	return j.fitted(clusters{
		sizes: append(pick(j, []int{9000}, []int{500}), repeated(pick(j, 100, 30), 10)...), long: pick(j, authorsLong, 400),
	})
}

// keepNotebook is the fraction that the authors' notebook keeps.
const keepNotebook = 0.03

// claimLargerIsBetter states that noise-prune improves with the network's size.
func claimLargerIsBetter(o *Outcome, large, small version, many, few int) {
	a, b := large.means(), small.means()
	o.claim(Claim{
		Place: "Section 5", Statement: "performance improves as the networks get larger (panel a vs. b)",
		Criterion: "noise-prune's mean ε_λ, ε_v and 1 − cos θ are lower in the larger network",
		Found: fmt.Sprintf("noise-prune's means of ε_λ, ε_v and 1 − cos θ are %s at N = %s and %s at N = %s",
			showThree(a), thousands(many), showThree(b), thousands(few)),
		Agrees: better(a, b),
	})
}

// repeated returns n times the same size.
func repeated(size, n int) []int {
	sizes := make([]int, n)
	for k := range sizes {
		sizes[k] = size
	}
	return sizes
}
