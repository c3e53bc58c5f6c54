package covariance

import (
	"encoding/binary"
	"errors"
	"fmt"

	"noiseprune/network"
)

// Response sums the squares of the activity that decays after a disturbance: for each neuron and
// for a few edges, y = x_i − s x_j, s = sign(W[i][j]),
//
//	Σ_n ⟨x_i(n)²⟩,  Σ_n ⟨y(n)²⟩
//
// averaged over the replicas of a block, the second over each half of them. After an impulse of noise in one step these are, in
// expectation, the variances and diff-covs that the stepper of a linear network converges to,
// and the part of them that is missing after n steps is that which activity of n steps lacks.
type Response struct {
	fingerprint    uint64
	width, neurons int
	edges          []edge
	sums           []float64 // of the neurons, then of the edges by the first half of the replicas and by the second
}

// NewResponse returns the sums before any step, of all neurons and of the edges that NewSeries
// selects. It panics if width is not even and positive, or m is not positive.
func NewResponse(net *network.Network, width, m int) *Response {
	if width%2 != 0 {
		panic(fmt.Sprintf("covariance: %d replicas have no halves", width))
	}
	n := net.Neurons()
	edges := seriesEdges(net, width, make([]float64, n), m)
	return &Response{fingerprint(net), width, n, edges, make([]float64, n+2*len(edges))}
}

// Add adds the squares of the state x[i*width+r] after one step. It panics if x does not have N ×
// width values.
func (s *Response) Add(x []float64) {
	checkState(x, s.neurons, s.width)
	for i := range s.neurons {
		sum := 0.0
		for _, v := range x[i*s.width:][:s.width] {
			sum += float64(v * v)
		}
		s.sums[i] += sum / float64(s.width)
	}
	for k, e := range s.edges {
		target, source := x[e.target*s.width:][:s.width], x[e.source*s.width:][:s.width]
		for half := range 2 {
			sum := 0.0
			for r := half * s.width / 2; r < (half+1)*s.width/2; r++ {
				y := target[r] - float64(e.sign*source[r])
				sum += float64(y * y)
			}
			s.sums[s.neurons+half*len(s.edges)+k] += sum / float64(s.width/2)
		}
	}
}

// Edges returns the parts of sums that are of the edges, by each half of the replicas.
func (s *Response) Edges(sums []float64) (first, second []float64) {
	edges := sums[s.neurons:]
	return edges[:len(s.edges)], edges[len(s.edges):]
}

// Sums returns a copy of the sums: of the neurons in their order, then of the edges.
func (s *Response) Sums() []float64 { return append([]float64(nil), s.sums...) }

// responseTag begins an encoded response; the words width and identity of the edges follow, then
// the sums.
const responseTag = "nprespo1"

// MarshalBinary encodes the sums. It returns no error.
func (s *Response) MarshalBinary() ([]byte, error) {
	data := make([]byte, 0, len(responseTag)+8*(2+len(s.sums)))
	data = append(data, responseTag...)
	data = binary.LittleEndian.AppendUint64(data, uint64(s.width))
	data = binary.LittleEndian.AppendUint64(data, s.fingerprint)
	return appendFloats(data, s.sums), nil
}

// UnmarshalBinary replaces the sums by encoded ones. It returns an error, and changes nothing,
// unless those were made with the same arguments.
func (s *Response) UnmarshalBinary(data []byte) error {
	words, values, err := decodeWords("response", responseTag, data, 2)
	switch {
	case err != nil:
		return err
	case words[1] != s.fingerprint || len(values) != len(s.sums):
		return errors.New("a saved response is of another network or of other edges")
	case words[0] != uint64(s.width):
		return fmt.Errorf("a saved response is of %d replicas, not of %d", words[0], s.width)
	}
	s.sums = values
	return nil
}
