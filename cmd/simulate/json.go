package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// printJSON prints the value as indented JSON.
func printJSON(w io.Writer, value any) error {
	text, err := marshalJSON(value)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// marshalJSON returns the value as indented JSON. A number that is not finite is an error.
func marshalJSON(value any) ([]byte, error) {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("the result cannot be written: %w", err)
	}
	return append(text, '\n'), nil
}
