package stimulus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// encoded is the encoding of a Stimulus, in JSON.
type encoded struct {
	Terms []string          `json:"terms"`
	Files map[string]Series `json:"files"` // what they held when the stimulus was resolved
}

// MarshalBinary encodes the terms and what their files held. It returns no error.
func (s *Stimulus) MarshalBinary() ([]byte, error) {
	e := encoded{Files: s.files}
	for _, t := range s.texts {
		e.Terms = append(e.Terms, t.String())
	}
	return json.Marshal(e)
}

// Decode returns the stimulus that MarshalBinary encoded, for a network of n neurons, which have labels or nil. It reads no file. It
// returns an error for other data, and for a network that the terms do not fit. It panics as Resolve does.
func Decode(data []byte, labels []string, n int) (*Stimulus, error) {
	var e encoded
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("an encoded stimulus cannot be read: %w", err)
	}
	terms := make([]Term, len(e.Terms))
	for k, text := range e.Terms {
		var err error
		if terms[k], err = Parse(text); err != nil {
			return nil, err
		}
	}
	s, err := Resolve(terms, labels, n, func(path string) (Series, error) {
		series, ok := e.Files[path]
		if !ok || series.Columns < 1 || len(series.Values) == 0 || len(series.Values)%series.Columns != 0 {
			return Series{}, fmt.Errorf("an encoded stimulus has no samples of %s", path)
		}
		return series, nil
	})
	if err != nil {
		return nil, err
	}
	if again, _ := s.MarshalBinary(); !bytes.Equal(again, data) {
		return nil, errors.New("an encoded stimulus has more than what it stands for")
	}
	return s, nil
}
