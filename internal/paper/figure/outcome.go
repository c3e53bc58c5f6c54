package figure

import (
	"encoding/json"
	"fmt"
	"math"

	"noiseprune/internal/draw"
)

// Outcome is the result of one figure.
type Outcome struct {
	Figure    string             `json:"figure"` // its name
	Title     string             `json:"title"`  //
	Place     string             `json:"place"`  // where it stands in the paper
	Size      Size               `json:"size"`   // full or quick
	Seed      uint64             `json:"seed"`   //
	Most      int                `json:"most_neurons,omitempty"`
	Settings  []Setting          `json:"settings"` // what was computed, with which parameters
	Shows     string             `json:"paper_shows"`
	Caption   string             `json:"caption"` // how to read the picture
	Numbers   map[string]float64 `json:"numbers"` // every one finite
	Claims    []Claim            `json:"claims"`
	Libraries string             `json:"libraries"` // what computed spectra and factorizations
	Listing   *Listing           `json:"listing,omitempty"`
	Took      *Took              `json:"took,omitempty"` // set by the caller that timed it

	Tables  []Table      `json:"-"`
	Picture draw.Picture `json:"-"`
}

// Setting is one parameter of a figure, with its unit where it has one.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Claim is one statement, and whether the numbers agree with it.
type Claim struct {
	Place     string   `json:"place"`     // where the paper makes it, or that it goes beyond the paper
	Statement string   `json:"statement"` //
	Criterion string   `json:"criterion"` // when we call it reproduced
	Found     string   `json:"found"`     // our numbers, with their intervals
	Agrees    Decision `json:"agrees"`    // computed from the intervals by the criterion

	// Reason is what the numbers say about why a statement does not hold, or for what part
	// it does not; empty where it holds.
	Reason string `json:"reason,omitempty"`

	// Controls are the verdicts of the same criterion on the controls in noise-prune's place.
	// NoRule says why there are none: the statement does not concern a rule.
	Controls []Control `json:"controls,omitempty"`
	NoRule   string    `json:"concerns_no_rule,omitempty"`
}

// CovariancesMatter is the statement that noise-prune gains from the covariances: that it does better
// than with the variances alone.
const CovariancesMatter = "the covariances matter, not the variances alone"

// BeyondPaper is the place of statements that the paper does not make.
const BeyondPaper = "beyond the paper"

// Listing is a table for readers, in the figure's section of the page.
type Listing struct {
	Caption string     `json:"caption"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// AddNumber stores a number under a name. One that is not finite is left out, so that the
// document stays valid JSON.
func (o *Outcome) AddNumber(name string, v float64) {
	if o.Numbers == nil {
		o.Numbers = map[string]float64{}
	}
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		o.Numbers[name] = v
	}
}

// AddInterval stores an estimate under a name, and the ends of its interval.
func (o *Outcome) AddInterval(name string, i Interval) {
	o.AddNumber(name, i.Value)
	o.AddNumber(name+"_low", i.Low)
	o.AddNumber(name+"_high", i.High)
}

// AddSetting adds a setting whose value is formatted as by fmt.Sprintf.
func (o *Outcome) AddSetting(name, format string, values ...any) {
	o.Settings = append(o.Settings, Setting{name, fmt.Sprintf(format, values...)})
}

// AddClaim adds a statement; one that agrees needs no reason.
func (o *Outcome) AddClaim(c Claim) {
	if c.Agrees == Yes {
		c.Reason = ""
	}
	o.Claims = append(o.Claims, c)
}

// AddTables adds tables.
func (o *Outcome) AddTables(t ...Table) { o.Tables = append(o.Tables, t...) }

// JSON returns the outcome as an indented document.
func (o *Outcome) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(o, "", "  ")
	return append(text, '\n'), err
}

// ParseOutcome reads the JSON document of an outcome. Tables and picture are not in it.
func ParseOutcome(text []byte) (*Outcome, error) {
	o := new(Outcome)
	if err := json.Unmarshal(text, o); err != nil {
		return nil, fmt.Errorf("no outcome of a figure: %w", err)
	}
	return o, nil
}
