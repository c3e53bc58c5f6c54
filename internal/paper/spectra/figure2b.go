package spectra

import (
	"fmt"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Figure2b does the same as Figure2a for ten clusters of 100 and one of 9,000 neurons, and
// for the network of the authors' notebook, which is another one.
func Figure2b(run *figure.Run) (*figure.Outcome, error) {
	c := clusters2b(run.Options)
	notebook := clustersOfNotebook(run.Options)
	few := clusters2a(run.Options)
	if run.Most > 0 { // in the same proportion
		few = few.AtMost(3 * c.Neurons() / 10)
	}
	o := &figure.Outcome{
		Shows: "The paper shows (Fig. 2b) that in a larger clustered network noise-prune again does better than pruning by weight on all " +
			"three measures, " +
			"and better than in the smaller network of Fig. 2a.",
		Caption: captionOfBoth + " Second row: the network and the 3% of the authors' notebook, where the caption says 9,000 + 10 × 100 " +
			"neurons and 10%.",
	}
	s, err := newStudy(run, o, c, keepBoth, extent{draws2b, allRules(), true})
	if err != nil {
		return nil, err
	}
	s.describe(o, "")
	smaller, err := newStudy(run, &figure.Outcome{}, few, keepBoth, extent{draws2b, allRules(), false})
	if err != nil {
		return nil, err
	}
	beside := &figure.Outcome{}
	other, err := newStudy(run, beside, notebook, keepNotebook, extent{1, []figure.Rule{figure.Noise, figure.Weight}, false})
	if err != nil {
		return nil, err
	}
	for _, setting := range beside.Settings {
		o.AddSetting("notebook: "+setting.Name, "%s", setting.Value)
	}
	other.describe(o, "notebook_")
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		s.panels(fmt.Sprintf("caption: N = %s, 10%%", figure.Thousands(c.Neurons()))),
		other.panels(fmt.Sprintf("notebook: N = %s, 3%%", figure.Thousands(notebook.Neurons()))),
	}}
	s.claimBetter(o, "Section 5, Fig. 2b")
	claimLargerIsBetter(o, s, smaller, c.Neurons(), few.Neurons())
	s.claimCovariances(o)
	s.claimOriginalDiagonal(o)
	s.claimMeasured(o)
	return o, nil
}

// clusters2b is the network of Fig. 2b.
func clusters2b(opt figure.Options) experiment.Clusters {
	return experiment.Clusters{
		Sizes:     append(figure.Pick(opt, []int{9000}, []int{500}), slices.Repeat([]int{figure.Pick(opt, 100, 30)}, 10)...),
		LongRange: figure.Pick(opt, experiment.AuthorsLongRange, 400),
	}.Limited(opt)
}

// clustersOfNotebook is the network of the authors' notebook.
func clustersOfNotebook(opt figure.Options) experiment.Clusters {
	return experiment.Clusters{
		Sizes:     append(figure.Pick(opt, []int{6600, 1000, 1600}, []int{330, 50, 80}), slices.Repeat([]int{figure.Pick(opt, 100, 15)}, 8)...),
		LongRange: figure.Pick(opt, experiment.AuthorsLongRange, 400),
	}.Limited(opt)
}

// Needs2b estimates what Fig. 2b takes.
func Needs2b(opt figure.Options) figure.Needs {
	n := clusters2b(opt).Neurons()
	return figure.Needs{Neurons: n, Adjustable: true, Kept: planBytes * float64(n) * float64(n), Eigenproblems: []figure.Eigenproblems{
		{Order: n, Vectors: 2, Values: draws2b*versionCount + 2}, {Order: 3 * n / 10, Vectors: 1, Values: draws2b * original},
	}}
}

// keepNotebook is the fraction that the authors' notebook keeps.
const keepNotebook = 0.03

// claimLargerIsBetter states that noise-prune improves with the network's size.
func claimLargerIsBetter(o *figure.Outcome, large, small *study, many, few int) {
	o.AddJudged(figure.Claim{
		Place: "Section 5", Statement: "performance improves as the networks get larger (panel a vs. b)",
		Criterion: "noise-prune's mean ε_λ, ε_v and 1 − cos θ are lower in the larger network: the 95% interval of the difference over " +
			"prunings lies above 0",
	}, func(r figure.Rule) figure.Verdict {
		c := compareVersions(large.versions[r], small.versions[r], ofMean)
		a, b := c.columns()
		v := figure.Judge(c.ahead())
		v.Found = fmt.Sprintf("noise-prune's means of ε_λ, ε_v and 1 − cos θ are %s at N = %s and %s at N = %s: lower by %s",
			showThree(a), figure.Thousands(many), showThree(b), figure.Thousands(few), c)
		v.Short = showThree(a) + " and " + showThree(b)
		return v
	})
}
