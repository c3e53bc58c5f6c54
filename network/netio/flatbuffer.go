package netio

import flatbuffers "github.com/google/flatbuffers/go"

// flatTable returns the table at the root of a FlatBuffer.
func flatTable(data []byte) flatbuffers.Table {
	return flatbuffers.Table{Bytes: data, Pos: flatbuffers.GetUOffsetT(data)}
}

// part returns the table in a field, or nil.
func part(t flatbuffers.Table, slot flatbuffers.VOffsetT) *flatbuffers.Table {
	o := t.Offset(slot)
	if o == 0 {
		return nil
	}
	return &flatbuffers.Table{Bytes: t.Bytes, Pos: t.Indirect(flatbuffers.UOffsetT(o) + t.Pos)}
}

// eachPart visits the tables of a vector, until visit returns false.
func eachPart(t flatbuffers.Table, slot flatbuffers.VOffsetT, visit func(flatbuffers.Table) bool) {
	o := t.Offset(slot)
	if o == 0 {
		return
	}
	first := t.Vector(flatbuffers.UOffsetT(o))
	for k := range t.VectorLen(flatbuffers.UOffsetT(o)) {
		if !visit(flatbuffers.Table{Bytes: t.Bytes, Pos: t.Indirect(first + flatbuffers.UOffsetT(4*k))}) {
			return
		}
	}
}

func textLength(t flatbuffers.Table, slot flatbuffers.VOffsetT) int {
	o := t.Offset(slot)
	if o == 0 {
		return 0
	}
	return t.VectorLen(flatbuffers.UOffsetT(o))
}
