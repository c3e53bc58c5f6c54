package sim

import (
	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// encode encodes what one network contributes to the comparison of spectra.
func (s spectrum) encode() []byte {
	var reference []byte
	if s.reference != nil {
		reference = resume.Marshal(s.reference)
	}
	var values []float64
	for _, v := range s.values {
		values = append(values, real(v), imag(v))
	}
	var worst []byte
	if s.worst != nil {
		worst = resume.EncodeFloats([]float64{s.worst.Smallest, s.worst.Largest})
	}
	return resume.Join(reference, resume.EncodeFloats(values), worst, []byte(s.note))
}

func decodeSpectrum(data []byte, net *network.Network) (s spectrum, err error) {
	parts, err := resume.Split(data, 4)
	if err != nil {
		return s, err
	}
	if len(parts[0]) > 0 {
		if s.reference, err = compare.DecodeEigendecomposition(net, parts[0]); err != nil {
			return s, err
		}
	}
	if len(parts[1]) > 0 {
		values, err := resume.DecodeFloats(parts[1], 2*net.Neurons())
		if err != nil {
			return s, err
		}
		for k := range net.Neurons() {
			s.values = append(s.values, complex(values[2*k], values[2*k+1]))
		}
	}
	if len(parts[2]) > 0 {
		ends, err := resume.DecodeFloats(parts[2], 2)
		if err != nil {
			return s, err
		}
		s.worst = &compare.Distortion{Smallest: ends[0], Largest: ends[1]}
	}
	s.note = string(parts[3])
	return s, nil
}

func (f forms) encode() []byte {
	return resume.Join(resume.EncodeFloats(f.epsV), resume.EncodeFloats(f.cosTheta), resume.EncodeFloats(f.slowInputs))
}

func decodeForms(data []byte) (f forms, err error) {
	parts, err := resume.Split(data, 3)
	if err != nil {
		return f, err
	}
	if f.epsV, err = decodeSome(parts[0]); err != nil {
		return f, err
	}
	if f.cosTheta, err = decodeSome(parts[1]); err != nil {
		return f, err
	}
	f.slowInputs, err = decodeSome(parts[2])
	return f, err
}
