package netio

import (
	"errors"
	"io"
	"strings"
)

// banner is the first line of a Matrix Market file,
//
//	%%MatrixMarket matrix coordinate|array real|double|integer|pattern general|symmetric|skew-symmetric
type banner struct {
	array            bool
	pattern, integer bool
	symmetry         symmetry
}

// unit returns what the data consist of.
func (b banner) unit() string {
	if b.array {
		return "values"
	}
	return "entries"
}

func (b banner) entryForm() string {
	if b.pattern {
		return "write row and column, separated by blanks"
	}
	return "write row, column and weight, separated by blanks"
}

const bannerForm = `begin with "%%MatrixMarket matrix coordinate real general"`

func (m *marketReader) readBanner() error {
	line, err := m.next(0)
	if errors.Is(err, io.EOF) {
		return m.at.fail(0, bannerForm, "the file is empty")
	}
	if err != nil {
		return err
	}
	words := strings.Fields(strings.ToLower(string(line)))
	if words[0] != "%%matrixmarket" {
		return m.at.fail(m.number, bannerForm, "%s is not the first line of a Matrix Market file", quote(line))
	}
	if len(words) != 5 {
		return m.at.fail(m.number, bannerForm, "the first line has %d words, not 5", len(words))
	}
	if words[1] != "matrix" {
		return m.at.fail(m.number, "only a matrix will do", "object %s is not supported", quote(words[1]))
	}
	return m.parseKind(words[2], words[3], words[4])
}

func (m *marketReader) parseKind(layout, field, symmetryWord string) error {
	switch layout {
	case "coordinate":
	case "array":
		m.banner.array = true
	default:
		return m.at.fail(m.number, "use coordinate or array", "layout %s is unknown", quote(layout))
	}
	switch field {
	case "real", "double":
	case "integer", "unsigned-integer":
		m.banner.integer = true
	case "pattern":
		m.banner.pattern = true
	case "complex":
		return m.at.fail(m.number, "weights are real: write the real part", "field complex is not supported")
	default:
		return m.at.fail(m.number, "use real, integer or pattern", "field %s is unknown", quote(field))
	}
	switch symmetryWord {
	case "general":
	case "symmetric":
		m.banner.symmetry = symmetric
	case "skew-symmetric":
		m.banner.symmetry = skew
	case "hermitian":
		return m.at.fail(m.number, "weights are real: declare it symmetric", "symmetry hermitian is not supported")
	default:
		return m.at.fail(m.number, "use general, symmetric or skew-symmetric", "symmetry %s is unknown", quote(symmetryWord))
	}
	if m.banner.pattern && (m.banner.array || m.banner.symmetry == skew) {
		return m.at.fail(m.number, "use coordinate pattern general or symmetric", "a pattern has no %s form", quote(layout+" "+symmetryWord))
	}
	return nil
}
