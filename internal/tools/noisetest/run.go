package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"time"
)

// attempts is how often a part is run at most.
const attempts = 2

// runParts runs the parts that have no result yet, and again those that are suspicious.
// Parts that need a missing TestU01 are skipped, and its error is returned at the end.
func runParts(ctx context.Context, stdout io.Writer, s *store, parts []part, only *regexp.Regexp) error {
	var missing error
	for _, p := range parts {
		if !only.MatchString(p.name) {
			continue
		}
		err := s.complete(ctx, stdout, p)
		if errors.Is(err, errNoBattery) {
			missing = err
			continue
		}
		if ctx.Err() != nil {
			return errors.New("interrupted; finished parts are kept, and the next run continues")
		}
		if err != nil {
			return err
		}
	}
	return missing
}

// complete runs a part until there is a verdict.
func (s *store) complete(ctx context.Context, stdout io.Writer, p part) error {
	for attempt := range attempts {
		if _, done := s.find(p.name, attempt); !done {
			start := time.Now()
			r, err := p.run(ctx, attempt)
			if err != nil {
				return err
			}
			r.Part, r.Attempt = p.name, attempt
			r.replaceNaN()
			if err := s.add(p.fileName(), r); err != nil {
				return err
			}
			v := judge(s.attempts(p))
			if _, err := fmt.Fprintf(stdout, "%s: %s, %s\n", p.name, v, time.Since(start).Round(time.Millisecond)); err != nil {
				return err
			}
		}
		if judge(s.attempts(p)) != pending {
			return nil
		}
	}
	return nil
}

// replaceNaN replaces p-values that are not a number by −1, which is judged like NaN, because JSON
// has no NaN.
func (r *result) replaceNaN() {
	for i, s := range r.Statistics {
		if math.IsNaN(s.P) {
			r.Statistics[i].P = -1
		}
	}
}

// attempts returns the results of a part so far.
func (s *store) attempts(p part) []result {
	var all []result
	for attempt := range attempts {
		if r, done := s.find(p.name, attempt); done {
			all = append(all, r)
		}
	}
	return all
}

// verdictError returns an error that lists the parts that have failed.
func verdictError(parts []part, s *store) error {
	var all []error
	for _, p := range parts {
		if tried := s.attempts(p); len(tried) > 0 && judge(tried) == failed {
			all = append(all, fmt.Errorf("%s: the noise has failed", p.name))
		}
	}
	return errors.Join(all...)
}

// fileName is the file of the part's results, without its extension.
func (p part) fileName() string { return strings.NewReplacer("/", "-", " ", "-").Replace(p.group) }
