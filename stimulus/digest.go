package stimulus

import (
	"crypto/sha256"
	"encoding/binary"
)

// Digest returns the SHA-256 of all that the inputs depend on: of each term the numbers of its
// neurons, its shape, and what its file holds. How a neuron or a file is named makes no difference;
// the order of the terms does, since it is that of the sums.
func (s *Stimulus) Digest() [sha256.Size]byte {
	var data []byte
	for _, t := range s.terms {
		data = binary.LittleEndian.AppendUint64(data, uint64(len(t.slots)))
		for _, slot := range t.slots {
			data = binary.LittleEndian.AppendUint64(data, uint64(s.neurons[slot]))
		}
		part := t.input.appendIdentity(nil)
		data = binary.LittleEndian.AppendUint64(data, uint64(len(part)))
		data = append(data, part...)
	}
	return sha256.Sum256(data)
}
