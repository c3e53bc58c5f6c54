package netio

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// The largest piece of XML, such as a tag with its attributes or a text, and the most elements
// in each other. The decoder keeps a piece in memory.
const (
	longestToken = 1 << 20
	deepestXML   = 100
)

// xmlTokens reads XML piece by piece, within the bounds above. Entities other than the five of
// XML, which a document may define, are refused.
type xmlTokens struct {
	decoder *xml.Decoder
	bytes   *tokenBytes
	at      place
	depth   int
}

func newXMLTokens(r io.Reader, at place) (*xmlTokens, error) {
	text, err := openText(r, at)
	if err != nil {
		return nil, err
	}
	b := &tokenBytes{Reader: text}
	return &xmlTokens{decoder: xml.NewDecoder(b), bytes: b, at: at}, nil
}

// next returns the next piece, valid until the next call, or io.EOF after the last element has
// ended.
func (x *xmlTokens) next() (xml.Token, error) {
	x.bytes.since = 0
	token, err := x.decoder.Token()
	if err != nil {
		return nil, x.failed(err)
	}
	switch t := token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > deepestXML {
			return nil, x.fail("this is no usual file of its kind", "more than %d elements are in each other", deepestXML)
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		if bytes.ContainsAny(t, "[<") || bytes.Contains(t, []byte("ENTITY")) {
			return nil, x.fail("remove the definitions", "the document type defines entities or elements of its own")
		}
	}
	return token, nil
}

// skip reads to the end of the element that has begun last.
func (x *xmlTokens) skip() error {
	for end := x.depth - 1; x.depth > end; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// failed converts an error of the decoder.
func (x *xmlTokens) failed(err error) error {
	var format *FormatError
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &format):
		return err
	case errors.Is(err, errLongToken):
		return x.fail("this is no usual file of its kind", "a tag or text is longer than %d bytes", longestToken)
	case errors.As(err, &syntax):
		return x.fail(fetchAgain, "this is no valid XML (%s)", oneLine(syntax.Msg))
	case x.bytes.err != nil:
		return x.at.wrap(x.bytes.err)
	}
	// What is left is text in another encoding than UTF-8.
	return x.fail("save it as XML in UTF-8", "this XML cannot be read (%s)", oneLine(err.Error()))
}

// fail returns an error at the line that was read last.
func (x *xmlTokens) fail(cure, what string, args ...any) error {
	return x.at.fail(x.line(), cure, what, args...)
}

func (x *xmlTokens) line() int {
	line, _ := x.decoder.InputPos()
	return line
}

// attribute returns the attribute of that name without a namespace, or "".
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// children calls visit, which reads to the end of the element, for each child of the element
// that has begun last.
func (x *xmlTokens) children(visit func(xml.StartElement) error) error {
	for end := x.depth - 1; x.depth > end; {
		token, err := x.next()
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
	return nil
}
