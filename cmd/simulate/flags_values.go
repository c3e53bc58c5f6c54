package main

import (
	"encoding"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// textValue is a flag whose value is marshalled as text, such as an enum.
type textValue[T any, P textPointer[T]] struct{ to *T }

// textPointer is a pointer to a type that is marshalled as text.
type textPointer[T any] interface {
	*T
	fmt.Stringer
	encoding.TextUnmarshaler
}

// textFlag adds a flag that sets *to; its default is the present value.
func textFlag[T any, P textPointer[T]](f *pflag.FlagSet, to *T, name, usage string) {
	f.Var(textValue[T, P]{to}, name, usage)
}

func (t textValue[T, P]) String() string {
	if t.to == nil {
		return ""
	}
	return P(t.to).String()
}

func (t textValue[T, P]) Set(s string) error { return P(t.to).UnmarshalText([]byte(s)) }

func (textValue[T, P]) Type() string { return "string" }

// choices returns the names of an enumeration; nil of another type.
func (textValue[T, P]) choices() []string {
	var value T
	return choicesOf(P(&value).UnmarshalText([]byte("?"))) // which is no name
}

// textList is a flag of several such values, separated by commas.
type textList[T any, P textPointer[T]] struct{ to *[]T }

func (l textList[T, P]) String() string {
	if l.to == nil {
		return ""
	}
	words := make([]string, len(*l.to))
	for k := range *l.to {
		words[k] = P(&(*l.to)[k]).String()
	}
	return strings.Join(words, ",")
}

func (l textList[T, P]) Set(s string) error {
	var words []string
	if err := (list{&words}).Set(s); err != nil {
		return err
	}
	values := make([]T, len(words))
	for k, word := range words {
		if err := P(&values[k]).UnmarshalText([]byte(word)); err != nil {
			return err
		}
	}
	*l.to = values
	return nil
}

func (textList[T, P]) Type() string { return "list" }

// repeated is a flag that is given once for each value, which may contain commas.
type repeated[T any, P textPointer[T]] struct{ to *[]T }

// String returns the values, a line each.
func (r repeated[T, P]) String() string {
	if r.to == nil {
		return ""
	}
	lines := make([]string, len(*r.to))
	for k := range *r.to {
		lines[k] = P(&(*r.to)[k]).String()
	}
	return strings.Join(lines, "\n")
}

// Set adds a value, or those of several lines.
func (r repeated[T, P]) Set(text string) error {
	for line := range strings.Lines(text) {
		var value T
		if err := P(&value).UnmarshalText([]byte(strings.TrimSuffix(line, "\n"))); err != nil {
			return err
		}
		*r.to = append(*r.to, value)
	}
	return nil
}

func (repeated[T, P]) Type() string { return "value" }

// optional is a flag whose value is a number or nil.
type optional struct{ to **float64 }

func (o optional) String() string {
	if o.to == nil || *o.to == nil {
		return ""
	}
	return strconv.FormatFloat(**o.to, 'g', -1, 64)
}

func (o optional) Set(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("%q is not a number", text)
	}
	*o.to = &v
	return nil
}

func (optional) Type() string { return "number" }

// list is a flag of several words, separated by commas.
type list struct{ to *[]string }

func (l list) String() string {
	if l.to == nil {
		return ""
	}
	return strings.Join(*l.to, ",")
}

func (l list) Set(text string) error {
	*l.to = []string{}
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			*l.to = append(*l.to, word)
		}
	}
	return nil
}

func (list) Type() string { return "list" }
