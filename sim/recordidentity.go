package sim

import (
	"crypto/sha256"
	"encoding/binary"

	"noiseprune/internal/resume"
)

// identifyRecording puts into the store which recording it belongs to, or returns a *CheckpointError if it belongs to another one.
func identifyRecording(opt Options, given, resolved RecordSpec, in RecordInput) error {
	if opt.Store == nil {
		return nil
	}
	text, err := given.YAML()
	if err != nil {
		return err
	}
	resolvedText, err := resolved.YAML()
	if err != nil {
		return err
	}
	all, err := identitiesOf(opt, text, resolvedText, in.hash())
	if err != nil {
		return err
	}
	return compareIdentities(opt.Store, all)
}

// hash returns the SHA-256 of the networks, the recorded neurons and the groups.
func (in RecordInput) hash() []byte {
	var data []byte
	for _, net := range in.Networks {
		data = append(data, resume.Marshal(net)...)
	}
	for _, i := range in.Neurons {
		data = binary.LittleEndian.AppendUint64(data, uint64(i))
	}
	if g := in.Groups; g != nil {
		for _, name := range g.Names {
			data = append(append(data, name...), 0)
		}
		for _, k := range g.Of {
			data = binary.LittleEndian.AppendUint64(data, uint64(k))
		}
	}
	sum := sha256.Sum256(data)
	return sum[:]
}
