package main

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"gonum.org/v1/gonum/mat"

	"noiseprune/integrator"
	"noiseprune/network"
)

// correlations are those of u = x_i − s x_j, s the sign of the weight, at the ends of the periods of a
// stepper: of one step, or of a cycle.
type correlations struct {
	first []float64 // ρ(1) of each edge
	times []float64 // integrated autocorrelation time of u², in periods
}

const (
	negligible = 1e-6       // ρ² at which the sum over periods ends
	longest    = 10_000_000 // periods
	blockWidth = 64         // columns of C in a block
)

// correlate follows the autocovariances Φᵏ C of a linear stepper x ← Φ x + noise, C its stationary
// covariance, by the stepper itself: without noise it turns the columns of C into those of Φ C. With
// a = e_i − s e_j,
//
//	ρ(k) = aᵀ Φᵏ C a / aᵀ C a,  time = 1 + 2 Σ_k ρ(k)²
//
// since squares of Gaussian values with the correlation ρ have the correlation ρ². The sum ends where ρ²
// is below 10⁻⁶ on every edge.
func correlate(ctx context.Context, net *network.Network, m method, c mat.Symmetric, edges []network.Entry) (correlations, error) {
	p, err := newPropagation(net, m, c)
	if err != nil {
		return correlations{}, err
	}
	found := correlations{first: make([]float64, len(edges)), times: make([]float64, len(edges))}
	variances := p.differences(edges)
	for k := range edges {
		found.times[k] = 1
	}
	for period := range longest {
		if ctx.Err() != nil {
			return found, errors.New("interrupted")
		}
		if err := p.advance(); err != nil {
			return found, err
		}
		largest := 0.0
		for k, covariance := range p.differences(edges) {
			rho := covariance / variances[k]
			if period == 0 {
				found.first[k] = rho
			}
			found.times[k] += 2 * rho * rho
			largest = max(largest, rho*rho)
		}
		if largest < negligible {
			return found, nil
		}
	}
	return found, errors.New("the autocorrelations do not vanish")
}

// propagation is Φᵏ C, in blocks of columns.
type propagation struct {
	period   int
	blocks   []*integrator.Block[float64]
	steppers []integrator.Stepper[float64] // one for each goroutine
}

func newPropagation(net *network.Network, m method, c mat.Symmetric) (*propagation, error) {
	drive := m.drive
	drive.Strength, drive.Course = 0, integrator.Impulse
	p := &propagation{period: max(1, len(drive.Cycle))}
	for first := 0; first < net.Neurons(); first += blockWidth {
		width := min(blockWidth, net.Neurons()-first)
		b := integrator.NewBlock[float64](net.Neurons(), width, first)
		b.Step = uint64(2 * p.period) // after the impulse, so that no increment is drawn
		for i := range net.Neurons() {
			for r := range width {
				b.State[i*width+r] = c.At(i, first+r)
			}
		}
		p.blocks = append(p.blocks, b)
	}
	inverses, err := integrator.Invert(context.Background(), net, drive.Cycle, integrator.Float64, runtime.GOMAXPROCS(0), func() {})
	if err != nil {
		return nil, err
	}
	weights := integrator.Pack[float64](net, integrator.AutoKernel, blockWidth).With(inverses)
	for range runtime.GOMAXPROCS(0) {
		s, err := integrator.New(m.kind, net, weights, drive)
		if err != nil {
			return nil, err
		}
		p.steppers = append(p.steppers, s)
	}
	return p, nil
}

// advance takes the steps of a period.
func (p *propagation) advance() error {
	failures := make([]error, len(p.steppers))
	var all sync.WaitGroup
	for g, stepper := range p.steppers {
		all.Go(func() {
			for k := g; k < len(p.blocks); k += len(p.steppers) {
				for range p.period {
					if err := stepper.Advance(p.blocks[k]); err != nil {
						failures[g] = err
						return
					}
				}
			}
		})
	}
	all.Wait()
	return errors.Join(failures...)
}

// differences returns aᵀ Φᵏ C a of each edge.
func (p *propagation) differences(edges []network.Entry) []float64 {
	at := func(i, j int) float64 {
		b := p.blocks[j/blockWidth]
		return b.State[i*b.Width+j%blockWidth]
	}
	all := make([]float64, len(edges))
	for k, e := range edges {
		i, j, cross := e.Target, e.Source, at(e.Target, e.Source)+at(e.Source, e.Target)
		if e.Weight < 0 {
			cross = -cross
		}
		all[k] = at(i, i) + at(j, j) - cross
	}
	return all
}
