package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"noiseprune/internal/rounding"
)

// shares is a flag of several numbers, with commas between them, or as low:high:count, which are as many at equal distances
// from low to high, as np.linspace gives them but rounded to nine digits.
type shares struct{ to *[]float64 }

func (s shares) String() string {
	if s.to == nil {
		return ""
	}
	words := make([]string, len(*s.to))
	for k, v := range *s.to {
		words[k] = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strings.Join(words, ",")
}

func (s shares) Set(text string) error {
	if strings.Contains(text, ":") {
		spaced, err := parseSpaced(text)
		if err == nil {
			*s.to = spaced
		}
		return err
	}
	var words []string
	if err := (list{&words}).Set(text); err != nil {
		return err
	}
	values := make([]float64, len(words))
	for k, word := range words {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return fmt.Errorf("%q is not a number", word)
		}
		values[k] = v
	}
	*s.to = values
	return nil
}

func (shares) Type() string { return "shares" }

// mostShares is how many shares low:high:count can be: no picture shows more.
const mostShares = 1000

// parseSpaced reads low:high:count.
func parseSpaced(text string) ([]float64, error) {
	words := strings.Split(text, ":")
	if len(words) != 3 {
		return nil, errors.New("write low:high:count, such as 0.05:0.9:8")
	}
	low, errLow := strconv.ParseFloat(words[0], 64)
	high, errHigh := strconv.ParseFloat(words[1], 64)
	count, errCount := strconv.Atoi(words[2])
	if errors.Join(errLow, errHigh, errCount) != nil || count < 2 || count > mostShares || !(low < high) {
		return nil, fmt.Errorf("write low:high:count with low below high and a count of 2 to %d, such as 0.05:0.9:8", mostShares)
	}
	values := make([]float64, count)
	for k := range values {
		values[k] = rounding.Digits(low+float64(float64(k)*(high-low)/float64(count-1)), 9)
	}
	return values, nil
}
