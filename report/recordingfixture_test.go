package report

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/recording"
	"noiseprune/sim"
	"noiseprune/stimulus"
)

// diskFrames keeps frames in a folder, by package recording.
type diskFrames struct {
	folder  string
	columns int
}

func (d diskFrames) path(network, replica int) string {
	return filepath.Join(d.folder, fmt.Sprintf("%d-%d.npy", network, replica))
}

func (d diskFrames) Begin(network, replica int, _ int64) (sim.Frames, error) {
	w, err := recording.Create(d.path(network, replica), d.columns, recording.Float64)
	return diskTrajectory{w}, err
}

func (d diskFrames) open(network, replica int) (*recording.Reader, error) {
	return recording.Open(d.path(network, replica))
}

type diskTrajectory struct{ *recording.Writer }

func (t diskTrajectory) Sync() error {
	_, err := t.Writer.Sync()
	return err
}

// recordedCase is a recording with its frames.
type recordedCase struct {
	*sim.Recording
	names  []string
	frames diskFrames
}

func recordCase(t testing.TB, s sim.RecordSpec, in sim.RecordInput, names ...string) recordedCase {
	t.Helper()
	frames := diskFrames{t.TempDir(), len(in.Neurons)}
	in.Frames = frames
	r, err := sim.Record(t.Context(), s, in, sim.Options{Workers: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return recordedCase{r, names, frames}
}

func (c recordedCase) write(w *bytes.Buffer) error {
	return WriteRecording(w, c.Recording, c.names, c.frames.open)
}

func numbered(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// recordedConnectome is a recording of 300 neurons with names, and of a network with fewer synapses beside it, with pairs, groups and
// exact values.
func recordedConnectome(t testing.TB) recordedCase {
	t.Helper()
	s := sim.DefaultRecordSpec()
	s.Network.Source = "../data/celegans-hermaphrodite-chemical.mtx"
	l, err := netio.Load(s.Network, s.Seed, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s.Network = l.Definition
	s.Network.Source = filepath.Base(s.Network.Source)
	net := l.Network
	s.Record.Every, s.Record.Duration = sim.Exactly(0.01), 60
	s.Statistics.Lags, s.Statistics.Segment = sim.Exactly(0.3), sim.Exactly(128)
	s.Statistics.Pairs = []string{net.Label(0) + ">" + net.Label(1), net.Label(40) + ">" + net.Label(7)}
	groups := &sim.Groups{Names: []string{"first", "second"}, Of: make([]int, net.Neurons())}
	for i := range groups.Of {
		groups.Of[i] = i*3/net.Neurons() - 1
	}
	return recordCase(t, s, sim.RecordInput{
		Networks: []*network.Network{net, testnet.Thinned(t, net)}, Neurons: numbered(net.Neurons()), Groups: groups,
	}, "original", "thinned")
}

// recordedStimulus is a recording of some neurons of a rectified ring, with a stimulus, in three replicas.
func recordedStimulus(t testing.TB) recordedCase {
	t.Helper()
	s := sim.DefaultRecordSpec()
	s.Network.Source, s.Network.Activation = "ring:n=40", network.Rectified
	for _, text := range []string{"0,2: pulse 1 from 5 to 6 every 20", "3: sine 0.5 period 10"} {
		term, err := stimulus.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s.Network.Stimulus = append(s.Network.Stimulus, term)
	}
	l, err := netio.Load(s.Network, s.Seed, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s.Network = l.Definition
	s.Record.Duration, s.Record.Replicas = 60, 3
	return recordCase(t, s, sim.RecordInput{Networks: []*network.Network{l.Network}, Neurons: []int{0, 3, 5, 17, 30}}, "ring")
}

// recordedLarge is a recording of 10,000 neurons.
func recordedLarge(t testing.TB) recordedCase {
	t.Helper()
	net := ringWithChords(t, 10_000)
	s := sim.DefaultRecordSpec()
	s.Network.Source = "ring.mtx"
	s.Record.Start = sim.Start{Kind: sim.ZeroStart}
	s.Record.Every, s.Record.Duration = sim.Exactly(0.01), 12
	s.Statistics.Lags, s.Statistics.Segment = sim.Exactly(0.2), sim.Exactly(64)
	return recordCase(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: numbered(net.Neurons())}, "ring")
}
