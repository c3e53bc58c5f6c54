package compare

import (
	"fmt"
	"math"

	"noiseprune/network"
)

// slowModesTag begins encoded SlowModes. Their header has seven words: the neurons, the modes, 1 if they have vectors, how many
// are determined, 1 if they have converged, the products,
// and the method. The values are the tolerance, the eigenvalues, each as real and
// imaginary part, the residuals, and the vectors one after another.
const slowModesTag = "npslowm1"

// WithoutVectors returns modes that may no longer be compared.
func (s *SlowModes) WithoutVectors() *SlowModes {
	t := *s
	t.vectors = nil
	return &t
}

// MarshalBinary encodes the modes. It returns no error.
func (s *SlowModes) MarshalBinary() ([]byte, error) {
	header := []uint64{
		uint64(s.net.Neurons()), uint64(len(s.Values)), boolWord(s.vectors != nil), uint64(s.Determined), boolWord(s.Converged),
		uint64(s.Products), uint64(s.Method),
	}
	values := []float64{s.Tolerance}
	for _, v := range s.Values {
		values = append(values, real(v), imag(v))
	}
	values = append(values, s.Residuals...)
	for _, v := range s.vectors {
		values = append(values, v...)
	}
	return encode(slowModesTag, header, values), nil
}

func boolWord(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// DecodeSlowModes returns the modes of net that MarshalBinary encoded. It returns an error for any other data.
func DecodeSlowModes(net *network.Network, data []byte) (*SlowModes, error) {
	header, values, err := decode(slowModesTag, data, 7)
	if err != nil {
		return nil, err
	}
	n, count := net.Neurons(), header[1]
	wrong := fmt.Errorf("saved slow modes of %d neurons, %d of them, have %d values; they do not fit a network of %d",
		header[0], count, len(values), n)
	if header[0] != uint64(n) || count > uint64(n) || header[3] > count ||
		max(header[2], header[4]) > 1 || header[5] > math.MaxInt32 || header[6] > uint64(SlowByDavidson) {
		return nil, wrong
	}
	k := int(count)
	if len(values) != 1+3*k+int(header[2])*k*n {
		return nil, wrong
	}
	s := &SlowModes{
		Values: pairs(values[1 : 1+2*k]), Residuals: values[1+2*k : 1+3*k], Tolerance: values[0],
		Determined: int(header[3]), Converged: header[4] == 1, Products: int(header[5]), Method: SlowMethod(header[6]),
		net: net, divided: net.Recurrent(),
	}
	s.Excluded = n - len(s.divided.Core)
	for j := range int(header[2]) * k {
		s.vectors = append(s.vectors, values[1+3*k+j*n:][:n])
	}
	return s, nil
}
