package paper

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
	"noiseprune/internal/resume"
)

// outcomeOf runs a figure at quick size and returns the outcome as text.
func outcomeOf(t *testing.T, ctx context.Context, name string, opt figure.Options) (string, error) {
	t.Helper()
	figures, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	opt.Size, opt.Seed = figure.Quick, 1
	o, err := figures[0].Run(ctx, opt)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), nil
}

// A figure that is interrupted repeatedly computes no part twice, and its numbers are
// those of one that is not interrupted. Entries that cannot be decoded are refused.
func TestInterruptedFigures(t *testing.T) {
	for _, c := range []struct {
		reason, name string
		few          int // parts until the next interruption
	}{
		{"exact and measured covariances, decompositions", "2a", 2},
		{"worst cases", "subsets", 9},
		{"trajectories", "2c", 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, err := outcomeOf(t, t.Context(), c.name, figure.Options{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			i := &papertest.Interrupter{T: t, Kept: map[string][]byte{}}
			got, runs := "", 0
			for err := context.Canceled; errors.Is(err, context.Canceled); runs++ {
				var ctx context.Context
				ctx, i.Stop = context.WithCancel(t.Context())
				i.Left = c.few
				got, err = outcomeOf(t, ctx, c.name, figure.Options{Workers: 1 + runs%3, Store: i})
				i.Stop()
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
			}
			if runs < 3 || i.Found == 0 {
				t.Errorf("%d runs, in which %d parts were found again", runs, i.Found)
			}
			if got != want {
				t.Errorf("after %d runs the outcome is\n%s\nwant\n%s", runs, got, want)
			}
			t.Logf("%s: %d runs, %d parts", c.reason, runs, len(i.Kept))
			_, err = outcomeOf(t, t.Context(), c.name, figure.Options{Workers: 2, Store: undecodable{i}})
			if mismatch := (*resume.MismatchError)(nil); !errors.As(err, &mismatch) {
				t.Errorf("with entries that cannot be decoded: error %v", err)
			}
		})
	}
}

// undecodable is a store with an entry for every part, which cannot be decoded.
type undecodable struct{ resume.Store }

func (undecodable) Get(string) ([]byte, bool) { return []byte("?"), true }
