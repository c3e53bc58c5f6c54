package rectified

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// connectomeKeep is the share of edges kept of the connectome; of the paper's kind of network it is
// experiment.KeepTrajectories, as in Fig. 2c.
const connectomeKeep = 0.5

// amounts say how much is computed.
type amounts struct {
	keep          float64 // fraction of the edges
	trials, steps int
	sets          int // active sets of each placement on which (3) is checked, each with another draw
	draws         int // by the probabilities of each origin
	samples       float64
	backgrounds   [][]float64 // of the background, for each of the placements; 0 first, then more and more
}

// clustersSize is that of the paper's kind of network. Coloured noise has the smallest
// steps, and therefore the fewest backgrounds; noise inside the bracket, the paper's, most.
func clustersSize(opt figure.Options) amounts {
	if opt.Size == figure.Quick {
		return amounts{experiment.KeepTrajectories, 10, 4000, 10, 10, 2000, [][]float64{{0, 0.1, enoughBackground}, {0, 0.1, enoughBackground},
			{0, enoughBackground}}}
	}
	return amounts{experiment.KeepTrajectories, experiment.TrajectoryTrials, experiment.AuthorsSteps, 10, 10, 5000,
		[][]float64{{0, 0.1, enoughBackground}, {0, 0.05, 0.1, 0.2, enoughBackground}, {0, enoughBackground}}}
}

// studyClusters studies the paper's kind of network.
func studyClusters(run *figure.Run, c experiment.Clusters, size amounts) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	s, err := prepare(run, "", net, size)
	if err != nil {
		return nil, err
	}
	s.generator = c.Generator().String()
	if err := s.integrate(run, size.steps); err != nil {
		return nil, err
	}
	if err := s.checkSets(run, size.sets); err != nil {
		return nil, err
	}
	if err := s.measureBackgrounds(run, size); err != nil {
		return nil, err
	}
	return s, s.compareOrigins(run, size.draws)
}

// connectomeSize is that of the connectome. Its inhibited neurons need more background.
func connectomeSize(opt figure.Options) amounts {
	return amounts{
		keep: connectomeKeep, trials: figure.Pick(opt, experiment.TrajectoryTrials, 10), steps: figure.Pick(opt, experiment.AuthorsSteps, 4000),
		samples: figure.Pick(opt, 5000.0, 2000.0), backgrounds: [][]float64{{0, enoughBackground, 4 * enoughBackground}},
	}
}

// studyConnectome studies a real network with inhibition, whose connections are directed.
func studyConnectome(run *figure.Run, size amounts) (*study, error) {
	for _, c := range experiment.Connectomes() {
		if c.Name != "signed" {
			continue
		}
		net, err := c.Network(figure.Pick(run.Options, 2000, 150))
		if err != nil {
			return nil, err
		}
		s, err := prepare(run, "worm_", net, size)
		if err != nil {
			return nil, err
		}
		if err := s.integrate(run, size.steps); err != nil {
			return nil, err
		}
		return s, s.measureBackgrounds(run, size)
	}
	panic("paper: no signed connectome")
}
