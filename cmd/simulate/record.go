package main

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/recording"
	"noiseprune/sim"
	"noiseprune/stimulus"
)

// recordCommand is the name of the command, in checkpoints too.
const recordCommand = "record"

// recordSettings are the flags of simulate record.
type recordSettings struct {
	settings
	record  sim.RecordSpec     // its network, seed, noise and integration are those of settings.spec
	formats []recording.Format // none for statistics only
	element recording.ElementType
}

func newRecord(sub *submission) *cobra.Command {
	s := recordSettings{settings: settings{submission: sub}, record: sim.DefaultRecordSpec(), formats: []recording.Format{recording.NPY}}
	c := &cobra.Command{
		Use:   recordCommand + " NETWORK [PRUNED…]",
		Short: "Record a long simulation: its trajectories, and statistics of them",
		Long: `record simulates the network under noise and input and writes its states, at equal intervals, to
--out DIR: frames.npy has a row for each frame and a column for each neuron, and is opened by
numpy.load("frames.npy", mmap_mode="r") at any time. Memory does not grow with the duration. Beside
it are time.npy, neurons.csv, statistics.npz, recording.json and report.html.

Several networks of the same neurons, such as one and its pruned.mtx, are recorded under the same
noise, each in a folder of its name. Replicas, which have noise of their own, are frames-0.npy,
frames-1.npy, …

NEURONS of --neurons is a list of terms with commas between them: labels, numbers counted from 0,
ranges such as 3-9, random:20, @FILE with a term in each line, and all.

Input that changes in time is given by --stimulus "NEURONS: SHAPE", once for each term; the shapes
are

` + shapesHelp() + `
` + networkHelp(),
		Example: `  simulate record data/celegans-hermaphrodite-gap.mtx --duration 100 -o worm
  simulate record data/human-hcp-glasser-360.mtx human/pruned.mtx \
    --duration 500 -o both
  simulate record ring:n=40 --leak 4 --duration 200 --sigma 0 \
    --stimulus "0: step 1 at 20" -o step`,
		Args:              arguments(0, math.MaxInt),
		ValidArgsFunction: completeNetworks(math.MaxInt),
		RunE:              func(c *cobra.Command, args []string) error { return s.run(c, args) },
	}
	s.bind(c)
	s.parse = s.parseSpec
	f := c.Flags()
	f.Lookup("json").Usage = "print recording.json on standard output, and nothing else there"
	bindRecording(f, &s.record.Record)
	bindStatistics(f, &s.record.Statistics)
	f.Var(formatList{&s.formats}, "format",
		"of the frames, with commas: npy, npz, npz-deflated, csv, csv.gz, parquet, or none for statistics only; others are copies of npy, "+
			"which is removed afterwards unless it is named too")
	textFlag(f, &s.element, "frame-type", "of the numbers in the files: float64, or float32 for half the size")
	return c
}

// bindRecording adds the flags of what is recorded.
func bindRecording(f *pflag.FlagSet, r *sim.RecordingSpec) {
	f.Float64Var(&r.Duration, "duration", r.Duration, "time that is recorded, from time 0 on")
	f.Var(&r.Every, "every", "time between frames; auto is a tenth of a typical time constant")
	f.StringVar(&r.Neurons, "neurons", r.Neurons, "neurons that are recorded: NEURONS, as described above")
	f.IntVar(&r.Replicas, "replicas", r.Replicas, "independent trajectories")
	f.Var(&r.Width, "width", "replicas that are simulated as one block; no number changes with it")
	textFlag(f, &r.Start, "start", "initial states: stationary (after a burn-in), zero, uniform (between 0 and --scale), given (those of\n"+
		"--start-file), or eigenvector:K (the K-th slowest mode, with --scale as its root mean square)")
	f.Var(&r.Scale, "scale", "of the starts uniform and eigenvector; auto is ten standard deviations")
	f.Var(&r.BurnIn, "burn-in", "time before the first frame; auto is five of the slowest time constants for a stationary start, else 0")
}

// bindStatistics adds the flags of the statistics.
func bindStatistics(f *pflag.FlagSet, s *sim.StatisticsSpec) {
	f.Float64Var(&s.From, "statistics-from", s.From, "time from which on frames count for the statistics")
	f.Var(&s.Lags, "lags", "longest lag of the covariances; auto is five typical time constants, up to 64 frames")
	f.Var(&s.Segment, "segment", "frames of a segment of Welch's power spectra, 0 for none; auto is a sixteenth of the frames, up to 1024")
	f.Var(list{&s.Pairs}, "pairs", "pairs for lagged covariances and cross-spectra, as source>target with commas between")
	f.StringVar(&s.Groups, "groups", s.Groups, "CSV file with the columns neuron and group, for means of populations")
}

// shapesHelp lists the shapes of a stimulus.
func shapesHelp() string {
	var b strings.Builder
	for _, shape := range stimulus.Shapes() {
		fmt.Fprintf(&b, "  %s\n      %s\n", shape.Usage, shape.Meaning)
	}
	return b.String()
}

// parseSpec reads the text of a spec file.
func (s *recordSettings) parseSpec(text []byte) error {
	spec, err := sim.ParseRecordSpec(text, sim.DefaultRecordSpec())
	if err != nil {
		return err
	}
	s.setSpec(spec)
	return nil
}

// setSpec takes over a spec.
func (s *recordSettings) setSpec(spec sim.RecordSpec) {
	s.record = spec
	s.spec.Network, s.spec.Seed, s.spec.Noise, s.spec.Integration = spec.Network, spec.Seed, spec.Noise, spec.Integration
}

// takeSpec returns the spec that the flags say.
func (s *recordSettings) takeSpec() sim.RecordSpec {
	spec := s.record
	spec.Network, spec.Seed, spec.Noise, spec.Integration = s.spec.Network, s.spec.Seed, s.spec.Noise, s.spec.Integration
	return spec
}

// run records the networks that the command line names.
func (s *recordSettings) run(c *cobra.Command, args []string) error {
	source := ""
	if len(args) > 0 {
		source = args[0]
	}
	if err := s.resolve(c, source); err != nil {
		return err
	}
	if s.print {
		text, err := s.takeSpec().YAML()
		if err != nil {
			return err
		}
		_, err = c.OutOrStdout().Write(text)
		return err
	}
	if s.out == "" {
		return inputError{errors.New("a recording needs a folder for its files; give --out")}
	}
	r, err := s.read(c, args)
	if err != nil {
		return err
	}
	f, err := openFolder(s.out, s.force)
	if err != nil {
		return err
	}
	if err := r.begin(f, s); err != nil {
		f.discard()
		return err
	}
	if s.submission != nil {
		return s.submitRecording(f, c, r)
	}
	return closeAfter(s.recordIn(f, c, r), f.store)
}
