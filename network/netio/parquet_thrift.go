package netio

// thriftScan walks over a structure in Thrift's compact protocol
// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md), which
// Parquet uses for its footer and its page headers. Generated readers allocate each list for the
// length that it declares, so that a few bytes can ask for gigabytes; what this scan accepts
// declares no more elements than the data have bytes.
type thriftScan struct {
	data  []byte
	at    int
	path  []int16 // of field numbers; a list has that of its field
	parts int     // structures so far
	visit func(path []int16, value int64)

	wrong string // why the data are refused; "" so far
}

const (
	thriftEnds    = "ends early"
	thriftDepth   = 16
	thriftMost    = 1 << 20 // structures
	thriftTrue    = 1
	thriftFalse   = 2
	thriftByte    = 3
	thriftI64     = 6
	thriftDouble  = 7
	thriftBinary  = 8
	thriftList    = 9
	thriftSet     = 10
	thriftMap     = 11
	thriftStruct  = 12
	thriftUUID    = 13
	longestVarint = 10
)

// scanThrift walks over the structure at the beginning of the data, calls visit with each integer
// and truth value, and returns how many bytes the structure has, or what is wrong with it.
func scanThrift(data []byte, visit func(path []int16, value int64)) (size int, wrong string) {
	s := thriftScan{data: data, visit: visit}
	s.structure()
	return s.at, s.wrong
}

func (s *thriftScan) fail(wrong string) {
	if s.wrong == "" {
		s.wrong = wrong
	}
}

func (s *thriftScan) structure() {
	if s.parts++; s.parts > thriftMost || len(s.path) > thriftDepth {
		s.fail("has too many parts")
		return
	}
	field := int16(0)
	for s.wrong == "" {
		head := s.byte()
		if head == 0 {
			return
		}
		if delta := int16(head >> 4); delta > 0 {
			field += delta
		} else {
			field = int16(s.zigzag())
		}
		s.path = append(s.path, field)
		switch kind := head & 15; kind {
		case thriftTrue, thriftFalse:
			s.visit(s.path, int64(2-kind))
		default:
			s.value(kind)
		}
		s.path = s.path[:len(s.path)-1]
	}
}

// value walks over a value of that kind.
func (s *thriftScan) value(kind byte) {
	switch kind {
	case thriftTrue, thriftFalse: // of a list; a field has its value in the kind
		s.byte()
	case thriftByte:
		s.visit(s.path, int64(int8(s.byte())))
	case thriftByte + 1, thriftByte + 2, thriftI64:
		if v := s.zigzag(); s.wrong == "" {
			s.visit(s.path, v)
		}
	case thriftDouble:
		s.skip(8)
	case thriftBinary:
		s.skip(int64(min(s.varint(), 1<<62)))
	case thriftList, thriftSet:
		s.list()
	case thriftStruct:
		s.structure()
	case thriftUUID:
		s.skip(16)
	case thriftMap:
		s.mapping()
	default:
		s.fail("has a value of unknown kind")
	}
}

func (s *thriftScan) list() {
	head := s.byte()
	count := uint64(head >> 4)
	if count == 15 {
		count = s.varint()
	}
	s.elements(count, head&15)
}

func (s *thriftScan) mapping() {
	count := s.varint()
	if count == 0 {
		return
	}
	kinds := s.byte()
	s.elements(count, kinds>>4, kinds&15)
}

// elements walks over as many values of each kind, in turn.
func (s *thriftScan) elements(count uint64, kinds ...byte) {
	if count > uint64(len(s.data)-s.at) {
		s.fail(thriftEnds)
		return
	}
	s.path = append(s.path, 0)
	for i := uint64(0); i < count && s.wrong == ""; i++ {
		for _, kind := range kinds {
			if len(s.path) > thriftDepth {
				s.fail("has too many parts")
				return
			}
			s.value(kind)
		}
	}
	s.path = s.path[:len(s.path)-1]
}
