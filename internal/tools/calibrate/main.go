// Command calibrate measures the covariance of networks under many seeds and compares what the
// standard errors promise with how far the estimates are from the exact value of the stepper:
//
//	go run ./internal/tools/calibrate [-seeds N] [-stepper NAME] NETWORK…
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
	"slices"
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
	flag.TextVar(&o.stepper, "stepper", integrator.AutoStepper, "the stepper of the covariance")
	flag.Parse()
	o.networks = flag.Args()
	command.Main("calibrate", o.run)
}

// options are those of the command line.
type options struct {
	seeds    int
	leak     string
	stepper  integrator.StepperKind
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
	spec.Network.Source, spec.Covariance.Stepper = source, o.stepper
	if err := spec.Network.Leak.UnmarshalText([]byte(o.leak)); err != nil {
		return calibration{}, err
	}
	loaded, err := netio.Load(spec.Network, 1, netio.DefaultLimits())
	if err != nil {
		return calibration{}, err
	}
	spec.Network, spec.Covariance.Exact = loaded.Definition, sim.No
	net := loaded.Network
	var c calibration
	var runs []sample
	var first *sim.Result
	for seed := range o.seeds {
		spec.Seed = uint64(seed + 1)
		r, err := sim.MeasureCovariance(ctx, spec, net, sim.Options{})
		if err != nil {
			return c, err
		}
		if s := r.Covariance.Stationarity; s != nil && (!s.Stationary || s.Extensions > 0) {
			c.alarms++
		}
		if first == nil {
			first = r
		}
		if !sameSteps(r, first) {
			return c, fmt.Errorf("seed %d was measured by other steps than seed 1; give -stepper", spec.Seed)
		}
		runs = append(runs, sample{r.Data.DiffCov, r.Data.DiffCovErrors})
	}
	exact, err := exactDiffCov(first, net)
	if err != nil {
		return c, err
	}
	c.score(command.Edges(net), exact, runs)
	return c, nil
}

// sameSteps reports whether two runs were measured by the same stepper and steps, which a run may change when it
// finds their bias.
func sameSteps(a, b *sim.Result) bool {
	return a.Spec.Covariance.Stepper == b.Spec.Covariance.Stepper && a.Schedule.StepSize == b.Schedule.StepSize &&
		slices.Equal(a.Schedule.Cycle, b.Schedule.Cycle)
}

// exactDiffCov returns the exact diff-cov of the stepper by which a run was measured.
func exactDiffCov(run *sim.Result, net *network.Network) ([]float64, error) {
	solution, err := run.Spec.Covariance.Stepper.Stationary(net.Linearized(), integrator.Drive{
		Strength: run.Spec.Noise.Strength, StepSize: run.Schedule.StepSize, Cycle: run.Schedule.Cycle,
	})
	if err != nil {
		return nil, err
	}
	return covariance.LocalFrom(net, solution.Covariance).DiffCov(net), nil
}
