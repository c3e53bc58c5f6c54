package netio

import "encoding/binary"

func (s *thriftScan) skip(bytes int64) {
	if bytes < 0 || bytes > int64(len(s.data)-s.at) {
		s.fail(thriftEnds)
		return
	}
	s.at += int(bytes)
}

func (s *thriftScan) byte() byte {
	if s.at >= len(s.data) {
		s.fail(thriftEnds)
		return 0
	}
	s.at++
	return s.data[s.at-1]
}

func (s *thriftScan) varint() uint64 {
	v, n := binary.Uvarint(s.data[s.at:])
	if n <= 0 {
		if len(s.data)-s.at >= longestVarint {
			s.fail("has an integer that is too long")
		}
		s.fail(thriftEnds)
		return 0
	}
	s.at += n
	return v
}

func (s *thriftScan) zigzag() int64 {
	v := s.varint()
	return int64(v>>1) ^ -int64(v&1)
}
