package covariance

import (
	"encoding/binary"
	"fmt"
)

// format returns the format of sums over that many groups, 0 for a block under way, with
// that many values.
func (s *Edges) format(groups, values int) format {
	return format{
		tag: "npedges2", width: s.samples.width, identity: s.fingerprint, reference: s.deviations.reference,
		extra: []uint64{uint64(s.planned), uint64(groups)}, sums: values,
	}
}

// MarshalBinary encodes the sums: the lanes of a block under way, or the sums of complete
// blocks. It returns no error.
func (s *Edges) MarshalBinary() ([]byte, error) {
	groups, values := 0, [][]float64(nil)
	if s.block != nil {
		values = s.block.values()
	} else {
		groups, values = s.sums.groups, s.sums.values()
	}
	return s.format(groups, total(values)).encode(s.samples, values...), nil
}

// UnmarshalBinary replaces the sums by encoded ones, of a block under way or complete. It
// returns an error, and changes nothing, unless they are of an estimator made with the same
// arguments.
func (s *Edges) UnmarshalBinary(data []byte) error {
	block, groups, err := s.blank(data)
	if err != nil {
		return err
	}
	values := groups.values()
	if block != nil {
		values = block.values()
	}
	count, decoded, err := s.format(groups.groups, total(values)).decode(data)
	if err != nil {
		return err
	}
	if err := s.checkCounts(count, groups.groups); err != nil {
		return err
	}
	for _, dst := range values {
		decoded.next(dst)
	}
	s.samples, s.block, s.sums = count, block, nil
	if block == nil {
		s.sums = groups
		return nil
	}
	s.deviations = newDeviations(s.deviations.reference, s.net.Neurons(), s.samples.width) // Complete gave up its rows
	return nil
}

// blank returns sums to decode the data into: block is nil if these are of complete blocks.
func (s *Edges) blank(data []byte) (*blockSums, *groupSums, error) {
	f := s.format(0, 0)
	if _, err := f.decodeHeader(data); err != nil {
		return nil, nil, err
	}
	words := data[f.headerSize()-8*len(f.extra):]
	planned, groups := binary.LittleEndian.Uint64(words), binary.LittleEndian.Uint64(words[8:])
	if planned != uint64(s.planned) {
		return nil, nil, fmt.Errorf("saved statistics are of %d planned samples per replica, not %d", planned, s.planned)
	}
	if groups > 1<<40 {
		return nil, nil, fmt.Errorf("saved statistics claim %d groups", groups)
	}
	neurons, edges := s.net.Neurons(), len(s.rows.packed)
	sums := newGroupSums(neurons, edges)
	sums.groups = int(groups)
	if groups > 0 {
		return nil, sums, nil
	}
	return newBlockSums(neurons, edges, s.planned), sums, nil
}

// checkCounts returns an error for counts that no estimator can hold.
func (s *Edges) checkCounts(count samples, groups int) error {
	single := groups == 0 || count.replicas == count.width
	switch {
	case count.times > s.planned:
		return fmt.Errorf("saved statistics claim %d of %d planned samples per replica", count.times, s.planned)
	case groups == 0 && count.replicas != count.width:
		return fmt.Errorf("saved statistics claim a block under way of %d replicas, not %d", count.replicas, count.width)
	case groups > count.replicas || single && groups > lanes:
		return fmt.Errorf("saved statistics claim %d groups of %d replicas", groups, count.replicas)
	}
	return nil
}

func total(values [][]float64) int {
	n := 0
	for _, v := range values {
		n += len(v)
	}
	return n
}

func (s *Dense) format() format {
	return format{
		tag: "npdense2", width: s.samples.width, identity: uint64(s.neurons()), reference: s.reference, sums: triangle(s.neurons() + 1),
	}
}

// MarshalBinary encodes the sums. It returns no error.
func (s *Dense) MarshalBinary() ([]byte, error) {
	return s.format().encode(s.samples, s.sums()), nil
}

// UnmarshalBinary replaces the sums by encoded ones. It returns an error, and changes
// nothing, unless they are of an estimator made with the same arguments.
func (s *Dense) UnmarshalBinary(data []byte) error {
	count, values, err := s.format().decode(data)
	if err != nil {
		return err
	}
	s.samples = count
	s.setSums(values)
	return nil
}
