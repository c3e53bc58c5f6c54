package sim

import (
	"errors"
	"fmt"

	"noiseprune/internal/resume"
)

// encode encodes the sizes, whether there were more sets than are held, and the members of those
// that are, in their order.
func (a *activeSets) encode() []byte {
	more := uint64(0)
	if a.more {
		more = 1
	}
	members := make([]byte, 0, len(a.held)*setBytes(a.neurons))
	for _, set := range a.held {
		members = append(members, set.members...)
	}
	return resume.Join(resume.EncodeWord(uint64(a.smallest)), resume.EncodeWord(uint64(a.largest)), resume.EncodeWord(more), members)
}

// decode replaces the sets by those that encode encoded, of the same network under the same seed.
func (a *activeSets) decode(data []byte) error {
	parts, err := resume.Split(data, 4)
	if err != nil {
		return err
	}
	var words [3]uint64
	for k := range words {
		if words[k], err = resume.DecodeWord(parts[k]); err != nil {
			return err
		}
	}
	size, members := setBytes(a.neurons), parts[3]
	count := len(members) / max(1, size)
	switch n := uint64(a.neurons); {
	case words[0] > n || words[1] > n || words[2] > 1:
		return fmt.Errorf("it has active sets of %d to %d of %d neurons", words[0], words[1], n)
	case len(members) != count*size || count > a.limit || words[2] == 1 && count < a.limit:
		return fmt.Errorf("it has %d bytes of active sets of %d bytes, of which %d are held", len(members), size, a.limit)
	}
	a.smallest, a.largest, a.more, a.held = int(words[0]), int(words[1]), words[2] == 1, nil
	for ; len(members) > 0; members = members[size:] {
		set := activeSet{a.rank(members[:size]), string(members[:size])}
		if n := len(a.held); n > 0 && compareSets(a.held[n-1], set) >= 0 {
			return errors.New("its active sets are not in ascending order")
		}
		a.held = append(a.held, set)
	}
	return nil
}
