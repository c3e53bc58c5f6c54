package experiment

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"noiseprune/data"
	"noiseprune/network"
	"noiseprune/network/netio"
)

// Connectome is one real network.
type Connectome struct {
	Name  string // in files and numbers
	File  string // in package data
	Title string // in text and pictures
	About string // what was counted, and how we read it
}

// Connectomes lists the real networks: first the symmetric ones, to which the theory
// applies.
func Connectomes() []Connectome {
	return []Connectome{
		{"gap", "celegans-hermaphrodite-gap.mtx", "C. elegans, gap junctions", "sizes of gap junctions"},
		{"human", "human-hcp-glasser-360.mtx", "human cortex", "logarithms of streamline counts, 14 of the 4,593 below 0"},
		{"mouse", "mouse-dti-sub-54776.mtx.gz", "mouse brain", "streamline counts"},
		{"chemical", "celegans-hermaphrodite-chemical.mtx", "C. elegans, synapses", "sizes of chemical synapses, all excitatory"},
		{"signed", "celegans-hermaphrodite-signed.mtx.gz", "C. elegans, signed", "the same, the output of the 26 GABAergic neurons inhibitory"},
		{"mushroom", "drosophila-mushroom-body-left.mtx", "fly, mushroom body", "synapse counts, all excitatory"},
		{"larva", "drosophila-larva-subset.mtx.gz", "fly larva", "synapse counts, all excitatory"},
	}
}

// ConnectomeMargin is the slack of the leak, in mean row sums of |W|: no Gershgorin disc
// comes nearer to the imaginary axis. It is that of simulate run.
const ConnectomeMargin = 0.1

// Weights reads the connectome's W as the file holds it.
func (c Connectome) Weights() (*network.CSR, error) {
	file, err := data.Networks().Open(c.File)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read, from memory
	text := io.Reader(file)
	if strings.HasSuffix(c.File, ".gz") {
		if text, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("%s: %w", c.File, err)
		}
	}
	m, err := netio.ReadMatrixMarket(text, c.File, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	return m.Weights, nil
}

// Network makes the connectome a network of the paper's form: weights are divided by the
// mean row sum of |W|, so that time is in leaks of an average neuron, and the leak is the
// row sum plus ConnectomeMargin. Of more than `most` neurons those with the largest sums
// of |w| over their inputs and outputs are taken.
func (c Connectome) Network(most int) (*network.Network, error) {
	w, err := c.Weights()
	if err != nil {
		return nil, err
	}
	if w, err = normalized(strongest(w, most)); err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, ConnectomeMargin)})
}

// strongest returns the weights among the `most` neurons of the largest total weight, in
// their order.
func strongest(w *network.CSR, most int) *network.CSR {
	n := w.Order()
	if n <= most {
		return w
	}
	total := make([]float64, n)
	for _, e := range w.Entries() {
		total[e.Target] += math.Abs(e.Weight)
		total[e.Source] += math.Abs(e.Weight)
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	chosen := order[:most]
	slices.Sort(chosen)
	return w.Restrict(chosen)
}

// normalized returns W divided by the mean row sum of |W|.
func normalized(w *network.CSR) (*network.CSR, error) {
	sum := 0.0
	for _, s := range w.RowSums() {
		sum += s
	}
	mean := sum / float64(w.Order())
	entries := slices.Clone(w.Entries())
	for k := range entries {
		entries[k].Weight /= mean
	}
	return network.NewCSR(w.Order(), entries)
}
