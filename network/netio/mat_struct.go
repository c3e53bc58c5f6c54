package netio

import "strings"

// fields visits the fields of a struct.
func (f *matFile) fields(p *matPart, name string, depth int) error {
	names, size, err := p.fieldNames()
	if err != nil {
		return err
	}
	for ; len(names) > 0; names = names[size:] {
		t, err := p.tag()
		if err != nil {
			return err
		}
		if t.kind != matMatrix {
			return p.at.fail(0, fetchAgain, "an element of type %d stands where a field is expected", t.kind)
		}
		field, _, _ := strings.Cut(string(names[:size]), "\x00")
		inner := p.part(t)
		if err := f.visit(inner, name+"."+field, depth+1); err != nil {
			return err
		}
		if err := inner.skip(inner.left); err != nil {
			return err
		}
	}
	f.complete = true
	return nil
}

// fieldNames reads the names of a struct's fields, of so many bytes each, zeros at their ends.
func (p *matPart) fieldNames() (names []byte, size int, err error) {
	length, err := p.indices(func(items int) error {
		if items != 1 {
			return p.at.fail(0, matWriteAgain, "%d lengths of the names of fields", items)
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	t, err := p.tag()
	if err != nil {
		return nil, 0, err
	}
	names, err = p.bytes(t, matMostFields)
	if err != nil {
		return nil, 0, err
	}
	size = int(length[0])
	if len(names) > 0 && (size <= 0 || size > matLongestName || len(names)%size != 0) {
		return nil, 0, p.at.fail(0, matWriteAgain, "%d bytes of names of fields, of %d bytes each", len(names), size)
	}
	return names, size, nil
}
