// Command calibrate measures the covariance of networks under many seeds and compares what the
// standard errors promise with how far the estimates are from the exact value of the stepper:
//
//	go run ./internal/tools/calibrate [-seeds N] NETWORK…
//
// It prints, for each network, the standard deviation of z = (d − exact)/se over edges and seeds:
// of all edges, of the twentieth with the slowest activity (the largest mean se/d), and of that with
// the largest exact d; then how often the test of stationarity failed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/tools/command"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

func main() {
	var o options
	flag.IntVar(&o.seeds, "seeds", 24, "number of seeds")
	flag.StringVar(&o.leak, "leak", "auto", "the leak of networks without one")
	flag.Parse()
	o.networks = flag.Args()
	command.Main("calibrate", o.run)
}

// options are those of the command line.
type options struct {
	seeds    int
	leak     string
	networks []string
}

func (o options) run(ctx context.Context, stdout io.Writer) error {
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	header := "network\tedges\tall: s.d.\t>2\tslowest\t>2\tlargest\t>2\talarms\truns\t\n"
	if _, err := io.WriteString(table, header); err != nil {
		return err
	}
	for _, source := range o.networks {
		c, err := o.calibrate(ctx, source)
		if err != nil {
			return fmt.Errorf("%s: %w", source, err)
		}
		row := fmt.Sprintf("%s\t%d\t%s\t%s\t%s\t%d\t%d\t\n", source, c.edges, c.all, c.slowest, c.largest, c.alarms, o.seeds)
		if _, err := io.WriteString(table, row); err != nil {
			return err
		}
		if err := table.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// calibration is what is found for one network.
type calibration struct {
	edges                 int
	all, slowest, largest scores
	alarms                int
}

func (o options) calibrate(ctx context.Context, source string) (calibration, error) {
	spec := sim.DefaultSpec()
	spec.Network.Source = source
	if err := spec.Network.Leak.UnmarshalText([]byte(o.leak)); err != nil {
		return calibration{}, err
	}
	loaded, err := netio.Load(spec.Network, 1, netio.DefaultLimits())
	if err != nil {
		return calibration{}, err
	}
	spec.Network, spec.Covariance.Exact = loaded.Definition, sim.No
	net := loaded.Network
	exact, err := exactDiffCov(spec, net)
	if err != nil {
		return calibration{}, err
	}
	var c calibration
	var runs []sample
	for seed := range o.seeds {
		spec.Seed = uint64(seed + 1)
		r, err := sim.MeasureCovariance(ctx, spec, net, sim.Options{})
		if err != nil {
			return c, err
		}
		if s := r.Covariance.Stationarity; s != nil && (!s.Stationary || s.Extensions > 0) {
			c.alarms++
		}
		runs = append(runs, sample{r.Data.DiffCov, r.Data.DiffCovErrors})
	}
	c.score(edgesOf(net), exact, runs)
	return c, nil
}

// exactDiffCov returns the exact diff-cov of the stepper.
func exactDiffCov(spec sim.Spec, net *network.Network) ([]float64, error) {
	resolved, schedule, err := sim.Resolve(spec, net)
	if err != nil {
		return nil, err
	}
	measured := net.Linearized()
	solution, err := resolved.Covariance.Stepper.Stationary(measured, integrator.Drive{
		Strength: resolved.Noise.Strength, StepSize: schedule.StepSize, Cycle: schedule.Cycle,
	})
	if err != nil {
		return nil, err
	}
	return covariance.LocalFrom(net, solution.Covariance).DiffCov(net), nil
}

// edgesOf returns the places of the edges among the stored entries: one of each pair of a symmetric
// network.
func edgesOf(net *network.Network) []int {
	var places []int
	for place, e := range net.Weights().Entries() {
		if e.Source < e.Target || (e.Source > e.Target && !net.Symmetric()) {
			places = append(places, place)
		}
	}
	return places
}
