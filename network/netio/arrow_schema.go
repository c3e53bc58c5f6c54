package netio

import flatbuffers "github.com/google/flatbuffers/go"

// checkSchema bounds the fields: many lists of children, or names, may point to the same place.
func (a *arrowMessages) checkSchema(schema flatbuffers.Table, size int) error {
	const most, deepest = 1 << 14, 16
	fields, text := 0, 0
	pairs := func(t flatbuffers.Table, slot flatbuffers.VOffsetT) {
		eachPart(t, slot, func(pair flatbuffers.Table) bool {
			text += 8 + textLength(pair, 4) + textLength(pair, 6)
			return text <= size
		})
	}
	var visit func(t flatbuffers.Table, slot flatbuffers.VOffsetT, depth int)
	visit = func(t flatbuffers.Table, slot flatbuffers.VOffsetT, depth int) {
		eachPart(t, slot, func(field flatbuffers.Table) bool {
			fields++
			text += textLength(field, 4)
			if fields > most || depth > deepest || text > size {
				fields = most + 1
				return false
			}
			visit(field, 14, depth+1)
			pairs(field, 16)
			return true
		})
	}
	visit(schema, 6, 0)
	pairs(schema, 8)
	if fields > most || text > size {
		return a.damaged("its schema has too many fields")
	}
	return nil
}
