package netio

// matText is a variable that may be the names of the neurons.
type matText struct {
	name  string
	cells bool // of a cell array
	texts []string
}

// matTextPerEntry bounds the text that is kept, by the entries that a file may have.
const matTextPerEntry = 16

const matStringBytes = 16 // of a string, apart from its text

// keepText reads a matrix of characters, a text in each row, or a cell array of texts. It keeps
// none of an array that cannot be names.
func (f *matFile) keepText(p *matPart, a matArray, name string) (err error) {
	if len(a.dims) != 2 {
		return nil
	}
	text := matText{name: name, cells: a.class == cellClass}
	var ok bool
	if a.class == charClass {
		text.texts, ok, err = f.rows(p, a)
	} else if min(a.dims[0], a.dims[1]) == 1 {
		text.texts, ok, err = f.cells(p, a)
	}
	if ok && err == nil {
		f.texts = append(f.texts, text)
	}
	f.complete = ok
	return err
}

// cells reads the texts of a cell array.
func (f *matFile) cells(p *matPart, a matArray) (texts []string, ok bool, err error) {
	for range a.items() {
		t, err := p.tag()
		if err != nil {
			return nil, false, err
		}
		if t.kind != matMatrix {
			return nil, false, p.at.fail(0, fetchAgain, "an element of type %d stands where a cell is expected", t.kind)
		}
		cell := p.part(t)
		text, ok, err := f.cell(cell)
		if err != nil {
			return nil, false, err
		}
		if err := cell.skip(cell.left); err != nil {
			return nil, false, err
		}
		if !ok || !f.spend(len(text)+matStringBytes) {
			return nil, false, nil
		}
		texts = append(texts, text)
	}
	return texts, true, nil
}

// cell reads the text in a cell, which may be empty.
func (f *matFile) cell(p *matPart) (text string, ok bool, err error) {
	a, err := p.array()
	if err != nil {
		return "", false, err
	}
	if a.items() == 0 {
		return "", true, nil
	}
	if a.class != charClass || len(a.dims) != 2 || a.dims[0] != 1 {
		return "", false, nil
	}
	rows, ok, err := f.rows(p, a)
	if !ok || err != nil {
		return "", false, err
	}
	return rows[0], true, nil
}

// spend counts a text that is kept, and reports whether it may be kept.
func (f *matFile) spend(size int) bool {
	f.textLeft -= int64(size)
	return f.textLeft >= 0
}
