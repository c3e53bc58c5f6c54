package page

import (
	"math"
	"strconv"
)

// Chart is the data of a figure: *Curves, *Matrix, *Raster, *Points or *Distributions.
type Chart interface {
	// kind is the name of the function that draws it, in script/.
	kind() string
}

// Style is the name of a colour and dash pattern in style.css and script/theme.js.
type Style string

// The styles.
const (
	Original Style = "original"
	Noise    Style = "noise"
	Weight   Style = "weight"
	Uniform  Style = "uniform"
	Third    Style = "third" // further rules
	Fourth   Style = "fourth"
	Fifth    Style = "fifth"
	Expected Style = "expected" // what theory says
)

// RuleStyle returns the style of a pruning rule by its name, and by its place among the rules where it is none of the usual ones.
func RuleStyle(name string, place int) Style {
	switch name {
	case "noise":
		return Noise
	case "weight":
		return Weight
	case "uniform":
		return Uniform
	}
	others := []Style{Third, Fourth, Fifth}
	return others[place%len(others)]
}

// Values are numbers of a figure, which are written with six significant digits; what is not finite is missing.
// None at all is an empty list.
type Values []float64

// MarshalJSON implements json.Marshaler.
func (v Values) MarshalJSON() ([]byte, error) {
	text := []byte{'['}
	for k, x := range v {
		if k > 0 {
			text = append(text, ',')
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			text = append(text, "null"...)
		} else {
			text = strconv.AppendFloat(text, x, 'g', 6, 64)
		}
	}
	return append(text, ']'), nil
}

// Axis is an axis of a chart. A logarithmic one leaves out what is not positive. Both ends follow from the data where they are nil.
type Axis struct {
	Label string   `json:"label"`
	Log   bool     `json:"log"`
	Min   *float64 `json:"min,omitempty"`
	Max   *float64 `json:"max,omitempty"`
}

// Curves are lines over a common axis. Each view has its own; one is shown at a time, chosen under the label Choose.
type Curves struct {
	X      Axis        `json:"x"`
	Choose string      `json:"choose,omitempty"`
	Views  []CurveView `json:"views"`
}

// CurveView are lines at the same abscissas. One without X has those of the first view.
type CurveView struct {
	Label string `json:"label"` // of the choice
	Y     Axis   `json:"y"`
	X     Values `json:"x,omitempty"`
	Lines []Line `json:"lines"`
}

// Line is a series of ordinates, one for each abscissa, with a band where Low and High are given.
type Line struct {
	Label  string `json:"label"`
	Style  Style  `json:"style"`
	Values Values `json:"values"`
	Low    Values `json:"low,omitempty"`
	High   Values `json:"high,omitempty"`
	Dots   bool   `json:"dots,omitempty"`
}

// Matrix shows entries of a matrix, row by row from the top, by colour. Each cell stands for Bin × Bin entries.
type Matrix struct {
	Order  int      `json:"order"` // rows, and columns
	Bin    int      `json:"bin"`
	Views  []Layer  `json:"views"`
	Row    string   `json:"row"` // what a row is, as "target"
	Column string   `json:"column"`
	Labels []string `json:"labels,omitempty"` // of rows and columns, in the order of the matrix
}

// Layer is one matrix: the values of the cells at Rows and Columns; all others are empty.
type Layer struct {
	Label   string `json:"label"`
	Unit    string `json:"unit"` // label of the colours
	Log     bool   `json:"log"`  // colours by the logarithm of the magnitude
	Signed  bool   `json:"signed"`
	Rows    []int  `json:"rows"`
	Columns []int  `json:"columns"`
	Values  Values `json:"values"`
}

// Raster shows values of many rows over a common axis by colour, the first row above. One view is shown at a time.
type Raster struct {
	X      Axis         `json:"x"`
	Row    string       `json:"row"`  // what a row is, as "neuron"
	Rows   []string     `json:"rows"` // their labels
	Unit   string       `json:"unit"` // label of the colours
	Choose string       `json:"choose,omitempty"`
	Views  []RasterView `json:"views"`
}

// RasterView are the cells of all rows, row after row. Column k reaches from From + k·Step to From + (k+1)·Step. A cell b stands for
// the value (b − 128)/127 · Largest, and for none where it is 0.
type RasterView struct {
	Label   string  `json:"label"` // of the choice
	From    float64 `json:"from"`
	Step    float64 `json:"step"`
	Columns int     `json:"columns"`
	Largest float64 `json:"largest"`
	Cells   []byte  `json:"cells"` // in JSON as base64
}

// Points are dots of several groups.
type Points struct {
	X      Axis     `json:"x"`
	Y      Axis     `json:"y"`
	Groups []Dots   `json:"groups"`
	Names  []string `json:"names,omitempty"`
}

// Dots are one group; Name indexes Points.Names, where there are any.
type Dots struct {
	Label string `json:"label"`
	Style Style  `json:"style"`
	X     Values `json:"x"`
	Y     Values `json:"y"`
	Name  []int  `json:"name,omitempty"`
}

// Distributions show the values of several groups as dots with a box of quartiles. One view is shown at a time.
type Distributions struct {
	Choose string             `json:"choose,omitempty"`
	Views  []DistributionView `json:"views"`
}

// DistributionView is one quantity.
type DistributionView struct {
	Label  string   `json:"label"`
	Y      Axis     `json:"y"`
	Groups []Sample `json:"groups"`
}

// Sample are the values of one group.
type Sample struct {
	Label  string `json:"label"`
	Style  Style  `json:"style"`
	Values Values `json:"values"`
}

func (*Curves) kind() string        { return "curves" }
func (*Matrix) kind() string        { return "matrix" }
func (*Raster) kind() string        { return "raster" }
func (*Points) kind() string        { return "points" }
func (*Distributions) kind() string { return "distributions" }
