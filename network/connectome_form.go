package network

import "fmt"

// The brain of FlyWire has 78 neuropils and 139,255 neurons (Dorkenwald et al. 2024, Nature 634, 124).
const (
	mostModules      = 78
	neuronsPerModule = 500
)

// defaultModules returns one module for each 500 neurons, at least 1 and at most 78.
func defaultModules(n int) int { return min(max(n/neuronsPerModule, 1), mostModules) }

// String returns the text from which ParseGenerator makes the same generator.
func (c Connectome) String() string {
	return fmt.Sprintf("connectome:n=%d,synapses=%d,in=%v,out=%v,modules=%d,inside=%v,",
		c.Neurons, c.Count, c.InSpread, c.OutSpread, c.Modules, c.Inside) +
		fmt.Sprintf("minimum=%d,shape=%v,maximum=%d,inhibitory=%v,symmetric=%t", c.Minimum, c.Shape, c.Maximum, c.Inhibitory, c.Symmetric)
}

func connectomeForm() generatorForm {
	return generatorForm{
		help: GeneratorHelp{
			Name: "connectome", Summary: "heavy-tailed degrees and weights, modules, and Dale's law, like FlyWire's brain",
			Example: "connectome:n=500,synapses=1e4",
		},
		parameters: []parameter{
			neuronsParameter(),
			{"synapses", "exact number of synapses; where symmetric, that of the directed network", ""},
			{"in", "standard deviation of ln in-degree", "1.1"},
			{"out", "standard deviation of ln out-degree", "1.1"},
			{"modules", "number of modules of consecutive neurons; auto is one for each 500 neurons, at most 78", "auto"},
			{"inside", "share of the synapses within modules", "0.7"},
			{"minimum", "smallest absolute weight of the Pareto distribution, an integer", "5"},
			{"shape", "exponent of the Pareto distribution's tail", "1.3"},
			{"maximum", "largest absolute weight", "2400"},
			{"inhibitory", "share of the neurons whose outgoing weights are negative", "0.3"},
			{"symmetric", "true replaces W by (W + Wᵀ)/2", "false"},
		},
		build: func(a *arguments) Generator {
			c := Connectome{
				Neurons: a.largeCount("n"), Count: a.largeCount("synapses"),
				InSpread: a.number("in"), OutSpread: a.number("out"), Inside: a.number("inside"),
				Minimum: a.largeCount("minimum"), Shape: a.number("shape"), Maximum: a.largeCount("maximum"),
				Inhibitory: a.number("inhibitory"), Symmetric: a.flag("symmetric"),
			}
			if c.Modules = defaultModules(c.Neurons); a.text["modules"] != "auto" {
				c.Modules = a.count("modules")
			}
			return c
		},
	}
}
