package figure_test

import (
	"encoding/json"
	"strings"
	"testing"

	"noiseprune/internal/paper/figure"
)

// An interval decides where it lies wholly on one side of a limit.
func TestIntervalsDecide(t *testing.T) {
	for _, c := range []struct {
		why    string
		i      figure.Interval
		low    float64
		high   float64
		want   figure.Decision
		needed float64
	}{
		{"wholly inside", figure.Interval{Value: 1, Low: 0.5, High: 1.5, Draws: 10}, 0, 2, figure.Yes, 0},
		{"wholly above the range", figure.Interval{Value: 3, Low: 2.5, High: 3.5, Draws: 10}, 0, 2, figure.No, 0},
		{"the estimate is inside, the interval is not", figure.Interval{Value: 1, Low: -1, High: 3, Draws: 10}, 0, 2, figure.Undecided, 40},
		{"a point on the limit is not inside", figure.Interval{Value: 0, Low: 0, High: 0}, 0, 2, figure.No, 0},
	} {
		got := c.i.Within(c.low, c.high)
		if got.Met != c.want || got.Needed != c.needed {
			t.Errorf("%s: %v, %v draws; want %v, %v", c.why, got.Met, got.Needed, c.want, c.needed)
		}
	}
}

// Criteria of several parts fail by any that fails, and are undecided by any that is.
func TestConditionsCombine(t *testing.T) {
	yes, no, open := figure.If(true), figure.If(false), figure.Condition{Met: figure.Undecided, Leans: true, Needed: 30}
	for _, c := range []struct {
		why  string
		got  figure.Condition
		want figure.Decision
	}{
		{"all are met", figure.All(yes, yes), figure.Yes},
		{"one is undecided", figure.All(yes, open), figure.Undecided},
		{"one fails, another is undecided", figure.All(no, open), figure.No},
		{"nothing is asked for", figure.All(), figure.Yes},
		{"one of two is enough", figure.Any(no, yes), figure.Yes},
		{"one of two may be", figure.Any(no, open), figure.Undecided},
	} {
		if c.got.Met != c.want {
			t.Errorf("%s: %v, want %v", c.why, c.got.Met, c.want)
		}
	}
	o := &figure.Outcome{}
	v := figure.Judge(open, figure.Condition{Met: figure.Undecided, Leans: true, Needed: 7})
	v.Found = "x is 2"
	o.AddFound(figure.Claim{Statement: "x is large"}, v)
	if want := "x is 2 (undecided: about 30 draws would tell)"; o.Claims[0].Found != want {
		t.Errorf("%q, want %q", o.Claims[0].Found, want)
	}
	against := figure.Condition{Met: figure.Undecided, Needed: 90}
	if c := figure.All(open, against, figure.Condition{Met: figure.Undecided, Needed: 200}); c.Needed != 90 || c.Leans {
		t.Errorf("what leans to failing, at the earliest after 90 draws, is decided after %v", c.Needed)
	}
	if text := o.Paragraph(); !strings.HasSuffix(text, "0 of 1 statement agree; undecided: “x is large”.") {
		t.Errorf("the paragraph is %q", text)
	}
}

// Decisions are names in documents; those of documents from before there were three can be read.
func TestDecisionsAreNames(t *testing.T) {
	text, err := json.Marshal([]figure.Decision{figure.No, figure.Undecided, figure.Yes})
	if err != nil || string(text) != `["no","undecided","yes"]` {
		t.Errorf("%s, %v", text, err)
	}
	for written, want := range map[string]figure.Decision{`"undecided"`: figure.Undecided, `true`: figure.Yes, `false`: figure.No} {
		var got figure.Decision
		if err := json.Unmarshal([]byte(written), &got); err != nil || got != want {
			t.Errorf("%s: %v, %v", written, got, err)
		}
	}
	var d figure.Decision
	if err := json.Unmarshal([]byte(`"perhaps"`), &d); err == nil {
		t.Errorf("perhaps is read as %v", d)
	}
}

// Intervals are printed by their half-width, or by their ends where these are not at one distance.
func TestIntervalsInWords(t *testing.T) {
	for _, c := range []struct {
		i    figure.Interval
		want string
	}{
		{figure.Interval{Value: 0.05, Low: 0.04, High: 0.06}, "0.05 ± 0.01"},
		{figure.Interval{Value: 2, Low: 1.5, High: 3}, "2 [1.5, 3]"},
		{figure.Interval{Value: -0.500214, Low: -0.501414, High: -0.499014}, "−0.5002 ± 0.0012"},
	} {
		if got := c.i.String(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := (figure.Interval{Value: -0.05, Low: -0.06, High: -0.04}).Percent(); got != "(−5 ± 1)%" {
		t.Errorf("%q", got)
	}
}
