package stimulus

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// word reads a word of the shape.
func (p *parser) word() token { return p.next("") }

// expect reads that word.
func (p *parser) expect(word string) {
	if t := p.word(); !t.is(word) {
		p.fail(t.start, p.cure(), "expected %q after %s, found %s", word, p.after, t.found())
	}
	p.after = strconv.Quote(word)
}

// option reads that word if it comes next, and reports whether it did.
func (p *parser) option(word string) bool {
	before := p.at
	if t := p.word(); t.is(word) {
		p.after = strconv.Quote(word)
		return true
	}
	if p.err == nil {
		p.at = before
	}
	return false
}

// end demands that nothing follows.
func (p *parser) end() {
	if t := p.word(); !t.isEnd() {
		p.fail(t.start, p.cure(), "%s is not expected after %s", t.found(), p.after)
	}
}

func (p *parser) cure() string { return "write " + p.usage }

// number reads a number; what is what it means, such as "the size".
func (p *parser) number(what string) float64 {
	t := p.word()
	p.after = what
	return p.value(t, t.text, what)
}

// positive reads a number above 0.
func (p *parser) positive(what string) float64 {
	start := p.skipSpace()
	v := p.number(what)
	if v <= 0 {
		p.fail(start, "give a number above 0", "%s is %s", what, format(v))
	}
	return v
}

// later reads a number above the one that is given.
func (p *parser) later(what string, than float64) float64 {
	start := p.skipSpace()
	v := p.number(what)
	if v <= than {
		p.fail(start, "let it end after it begins", "%s, %s, is not after %s", what, format(v), format(than))
	}
	return v
}

// skipSpace returns the first byte of the next token.
func (p *parser) skipSpace() int {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
	return p.at
}

// The magnitudes of numbers other than 0: no mean over a step overflows within them.
const (
	largest  = 1e100
	smallest = 1e-100
)

// value returns the number in a token, whose text may have lost a unit.
func (p *parser) value(t token, text, what string) float64 {
	decimal := strings.Trim(text, "0123456789.eE+-") == ""
	v, err := strconv.ParseFloat(text, 64)
	size := math.Abs(v)
	switch {
	case t.quoted || !decimal || (err != nil && size == 0):
		p.fail(t.start, p.cure(), "expected a decimal number as %s, found %s", what, t.found())
	case size > largest || (size != 0 && size < smallest):
		p.fail(t.start, "give 0, or a magnitude from 1e-100 to 1e100", "%s is %s", what, t.found())
	}
	return v + 0 // makes a zero of −0
}

// format returns the shortest text of a number that is read as the same one.
func format(v float64) string {
	const shortest, longest = 1e-5, 1e15 // what is written without exponent
	if size := math.Abs(v); size != 0 && (size < shortest || size >= longest) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
