package stimulus

import (
	"strconv"
	"strings"
)

// target is one name of the list of neurons.
type target struct {
	name string // without quotation marks, and without #
	as   reference
}

// reference says what the name of a target may be.
type reference uint8

const (
	plain    reference = iota // a label, a number, a range or all, whichever there is
	asLabel                   // a label that could be a number, a range or all: in quotation marks
	asNumber                  // a number or a range: after #
)

// punctuation ends a name in the list of neurons.
const punctuation = ",:"

const listCure = `write NEURONS: SHAPE, such as AVAL,AVAR: step 2 at 10, and quote a label that has blanks, commas or colons`

// targets reads the list of neurons, and the colon after it.
func (p *parser) targets() []target {
	var all []target
	for p.err == nil {
		all = append(all, p.target())
		switch t := p.next(punctuation); {
		case t.is(":"):
			return all
		case !t.is(","):
			p.fail(t.start, listCure, `expected "," or ":" after %s, found %s`, p.after, t.found())
		}
	}
	return nil
}

// target reads a name.
func (p *parser) target() target {
	t := p.next(punctuation)
	p.after = "the name of a neuron"
	if t.isEnd() || t.is(",") || t.is(":") {
		p.fail(t.start, listCure, "expected a label, a number, a range or all, found %s", t.found())
		return target{}
	}
	p.after = shown(t.text)
	if t.quoted {
		if isReserved(t.text) {
			return target{t.text, asLabel}
		}
		return target{name: t.text}
	}
	number, ok := strings.CutPrefix(t.text, "#")
	if !ok {
		return target{name: t.text}
	}
	if _, _, ok := span(number); !ok {
		p.fail(t.start, "write #7 or #0-9, and quote a label that begins with #", "%s is no number of a neuron", t.found())
	}
	return target{number, asNumber}
}

// isReserved reports whether a name means something else than a label where it is not quoted.
func isReserved(name string) bool {
	_, _, isSpan := span(name)
	return isSpan || name == "all" || strings.HasPrefix(name, "#")
}

// span reads a number, or a range of numbers such as 0-9. They are written without sign and without
// leading zeros.
func span(text string) (first, last int, ok bool) {
	begin, end, isRange := strings.Cut(text, "-")
	if !isRange {
		end = begin
	}
	first, beginOK := index(begin)
	last, endOK := index(end)
	return first, last, beginOK && endOK
}

// index reads a number of a neuron.
func index(text string) (int, bool) {
	i, err := strconv.ParseUint(text, 10, 31)
	return int(i), err == nil && strconv.FormatUint(i, 10) == text
}

// String returns the target as it is written.
func (t target) String() string {
	if t.as == asNumber {
		return "#" + t.name
	}
	return quote(t.name, t.as == asLabel, punctuation)
}
