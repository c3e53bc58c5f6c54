package rectified

import (
	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// agree compares the measured covariance with that of the linear network.
func (s *study) agree(run *figure.Run, e *excitation) error {
	white, err := s.solveOnce(noiseKind{e.step, false}, func() (network.LocalCovariance, error) {
		return experiment.SolvedLocals(run, s.linear, func() (network.LocalCovariance, error) {
			exact, err := covariance.EulerMaruyama(s.linear, 1, e.step)
			if err != nil {
				return network.LocalCovariance{}, err
			}
			return covariance.LocalFrom(s.linear, exact.Covariance), nil
		})
	})
	if err != nil {
		return err
	}
	if e.white, err = s.compareWith(e.locals, white); err != nil || e.placement != integrator.OrnsteinUhlenbeck {
		return err
	}
	coloured, err := s.solveOnce(noiseKind{e.step, true}, func() (network.LocalCovariance, error) {
		return experiment.SolvedLocals(run, s.linear, func() (network.LocalCovariance, error) {
			l, err := colouredLocals(run, s.linear, e.step, correlationTime)
			return network.LocalCovariance{Variance: l.Variance, Covariance: l.Covariance}, err
		})
	})
	if err != nil {
		return err
	}
	if e.colour, err = s.compareWith(coloured, white); err != nil {
		return err
	}
	e.coloured, err = s.compareWith(e.locals, coloured)
	return err
}

// noiseKind identifies an exact covariance of the linear network.
type noiseKind struct {
	step     float64
	coloured bool
}

// solveOnce returns the covariance of that kind, and computes it the first time.
func (s *study) solveOnce(kind noiseKind, compute func() (network.LocalCovariance, error)) (network.LocalCovariance, error) {
	if l, ok := s.exact[kind]; ok {
		return l, nil
	}
	l, err := compute()
	if err == nil {
		s.exact[kind] = l
	}
	return l, err
}

// own returns the agreement with the linear network under the same noise.
func (e *excitation) own() agreement {
	if e.placement == integrator.OrnsteinUhlenbeck {
		return e.coloured
	}
	return e.white
}

// agreement says how probabilities from two covariances agree.
type agreement struct {
	deviation   figure.Interval // root mean square of p/p₀ − 1 over the edges that neither clips
	correlation float64         // of diff-cov, over edges: p itself is correlated through |w| anyway
}

// compareWith compares the probabilities from a covariance with those from a reference.
func (s *study) compareWith(locals, reference network.LocalCovariance) (agreement, error) {
	p, err := experiment.NoisePlan(s.linear, locals, s.keep)
	if err != nil {
		return agreement{}, err
	}
	q, err := experiment.NoisePlan(s.linear, reference, s.keep)
	if err != nil {
		return agreement{}, err
	}
	a, b := locals.DiffCov(s.linear), reference.DiffCov(s.linear)
	var x, y []float64
	squares := squaresByGroup{}
	for place, e := range s.linear.Weights().Entries() {
		if e.Target == e.Source {
			continue
		}
		x, y = append(x, a[place]), append(y, b[place])
		if p.Probabilities[place] < 1 && q.Probabilities[place] < 1 {
			squares.add(e, p.Probabilities[place]/q.Probabilities[place]-1)
		}
	}
	return agreement{squares.rootMean(), stat.Correlation(x, y, nil)}, nil
}
