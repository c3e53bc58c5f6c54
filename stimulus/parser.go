package stimulus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parser reads a term from its beginning. The first error is kept in err; from then on there is
// nothing left to read.
type parser struct {
	text  string
	at    int    // bytes read
	usage string // of the shape that is read: the cure of most errors
	after string // what was read last, as in: expected "at" after the size
	err   *SyntaxError
}

// token is a word, or a piece of punctuation before the colon.
type token struct {
	text   string
	quoted bool
	start  int // its first byte
}

// isEnd reports whether nothing was left to read.
func (t token) isEnd() bool { return t.text == "" && !t.quoted }

// is reports whether the token is that word; a quoted text is none.
func (t token) is(word string) bool { return t.text == word && !t.quoted }

// found is the token in an error.
func (t token) found() string {
	if t.isEnd() {
		return "the end"
	}
	return shown(t.text)
}

// fail keeps the error at a byte of the text, unless there is one already.
func (p *parser) fail(start int, cure, what string, args ...any) {
	if p.err == nil {
		column := utf8.RuneCountInString(p.text[:start]) + 1
		p.err = &SyntaxError{Text: p.text, Column: column, What: fmt.Sprintf(what, args...), Cure: cure}
	}
	p.at = len(p.text)
}

// next reads a token that ends at white space or at one of the characters of ends, which are tokens
// of their own.
func (p *parser) next(ends string) token {
	start := p.skipSpace()
	rest := p.text[start:]
	if rest == "" {
		return token{start: start}
	}
	if rest[0] == '"' {
		return p.quoted(start)
	}
	length := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(ends, r) })
	switch {
	case length < 0:
		length = len(rest)
	case length == 0:
		length = 1 // punctuation
	}
	p.at = start + length
	if k := strings.IndexByte(rest[:length], '"'); k >= 0 {
		p.fail(start+k, quoting, "a quotation mark stands inside %s", shown(rest[:length]))
		return token{start: start}
	}
	return token{text: rest[:length], start: start}
}

const quoting = `write a quoted name as "…", a quotation mark in it as ""`

// quoted reads a quoted text, which begins there.
func (p *parser) quoted(start int) token {
	var b strings.Builder
	for k := start + 1; ; k++ {
		end := strings.IndexByte(p.text[k:], '"')
		if end < 0 {
			p.fail(start, quoting, "a quotation mark is not closed")
			return token{start: start}
		}
		b.WriteString(p.text[k : k+end])
		if k += end; !strings.HasPrefix(p.text[k+1:], `"`) {
			p.at = k + 1
			break
		}
		b.WriteByte('"')
		k++
	}
	if b.Len() == 0 {
		p.fail(start, "write a name between the quotation marks", "a name is empty")
	}
	if strings.IndexFunc(b.String(), unicode.IsControl) >= 0 {
		p.fail(start, "remove it", "the name %s has a control character", shown(b.String()))
	}
	return token{text: b.String(), quoted: true, start: start}
}

// quote returns a name as next reads it: in quotation marks if it is asked for, or needed because of
// white space, quotation marks or one of the characters of ends.
func quote(name string, always bool, ends string) string {
	needed := strings.IndexFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || strings.ContainsRune(ends, r) }) >= 0
	if !always && !needed {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}
