package stimulus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"noiseprune/internal/enum"
)

// Term is the input of some neurons, u(t), as the package documentation describes its text. It is
// syntax only: which neurons there are, and what a file holds, is asked by Resolve. The zero Term is
// no term.
type Term struct {
	targets []target
	course  course
}

// course is a shape with its numbers.
type course interface {
	// String returns the canonical text, from which the same course is read.
	String() string
	// resolve returns the input of that many neurons, which have these names or nil.
	resolve(neurons int, names []string, read ReadSeries) (input, error)
}

// Parse reads a term, such as "AVAL: step 2 at 10". It returns a *SyntaxError for any other text.
func Parse(text string) (Term, error) {
	p := &parser{text: text}
	if !utf8.ValidString(text) {
		p.text = strings.ToValidUTF8(text, "�")
		p.fail(strings.Index(p.text, "�"), "write it in UTF-8", "the text is not valid UTF-8")
	}
	if k := strings.IndexFunc(p.text, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }); k >= 0 {
		p.fail(k, "remove it", "the text has a control character")
	}
	t := Term{targets: p.targets()}
	p.after = `":"`
	t.course = p.course()
	if p.err == nil {
		p.end()
	}
	if p.err != nil {
		return Term{}, p.err
	}
	return t, nil
}

// course reads a shape.
func (p *parser) course() course {
	t := p.word()
	var names []string
	for _, f := range forms() {
		if t.is(f.name) {
			p.usage, p.after = f.help.Usage, fmt.Sprintf("%q", f.name)
			return f.parse(p)
		}
		names = append(names, f.name)
	}
	p.fail(t.start, "choose "+enum.Alternatives(names), "%s is no shape", t.found())
	return nil
}

// String returns the canonical text, from which Parse makes the same term.
func (t Term) String() string {
	if t.course == nil {
		return ""
	}
	names := make([]string, len(t.targets))
	for k, name := range t.targets {
		names[k] = name.String()
	}
	return strings.Join(names, ",") + ": " + t.course.String()
}

// MarshalText returns what String does.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what Parse does. Where it returns an error the term stays as it is.
func (t *Term) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*t = parsed
	}
	return err
}
