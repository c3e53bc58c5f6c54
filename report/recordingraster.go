package report

import (
	"fmt"
	"math"

	"noiseprune/internal/page"
	"noiseprune/recording"
)

// The extent of rasters.
const (
	rasterRows    = 500
	rasterColumns = 1000
	rasterCells   = 600_000 // of all views
)

// rasterFigure collects rasters of the recorded neurons of each network.
type rasterFigure struct {
	r       *recorded
	row     []int // of each column of frames
	bin     int   // neurons a row
	columns int   // at most
	chart   *page.Raster
}

// newRaster puts the neurons in their order cluster by cluster.
func (r *recorded) newRaster() *rasterFigure {
	f := &rasterFigure{r: r, row: make([]int, r.Neurons), bin: (r.Neurons + rasterRows - 1) / rasterRows}
	rows := (r.Neurons + f.bin - 1) / f.bin
	f.columns = max(50, min(rasterColumns, rasterCells/(2*rows*len(r.shown))))
	f.chart = &page.Raster{
		X: page.Axis{Label: timeLabel}, Row: "neuron", Rows: make([]string, rows), Choose: "Show:", Unit: "s.d. from the mean",
	}
	column := map[int]int{} // of a recorded neuron
	for c, i := range r.Data.Neurons {
		column[i] = c
	}
	next := 0
	for _, i := range clusterOrder(r.Data.Networks[0]) {
		if c, ok := column[i]; ok {
			f.row[c] = next / f.bin
			f.name(next, r.label(c))
			next++
		}
	}
	return f
}

// name puts the label of the neuron at a place into that of its row.
func (f *rasterFigure) name(place int, label string) {
	switch row := &f.chart.Rows[place/f.bin]; {
	case place%f.bin == 0:
		*row = shorten(label, 30)
	case place%f.bin == f.bin-1 || place == f.r.Neurons-1:
		*row += " … " + shorten(label, 30)
	}
}

// add adds the whole recording of a network, and its first frames where the cells of that are several frames each.
func (f *rasterFigure) add(network int, frames *recording.Reader) error {
	all := f.r.Schedule.Frames
	if err := f.addView(network, frames, "whole recording", all); err != nil || all <= f.columns {
		return err
	}
	return f.addView(network, frames, fmt.Sprintf("first %s frames", count(f.columns)), f.columns)
}

func (f *rasterFigure) addView(network int, frames *recording.Reader, label string, number int) error {
	shown := f.r.shown[network]
	if len(f.r.shown) > 1 {
		label = shorten(shown.name, 30) + ": " + label
	}
	size := (number + f.columns - 1) / f.columns // frames a column
	columns := (number + size - 1) / size
	farthest := make([]float64, len(f.chart.Rows)*columns) // deviations
	for k := range farthest {
		farthest[k] = math.NaN()
	}
	mean, deviation := shown.series.Lagged.Mean, deviations(shown.series.Lagged)
	err := eachFrame(frames, number, func(k int, frame []float64) {
		for c, x := range frame {
			cell := &farthest[f.row[c]*columns+k/size]
			if z := standardized(x, mean[c], deviation[c]); math.IsNaN(*cell) || math.Abs(z) > math.Abs(*cell) {
				*cell = z
			}
		}
	})
	largest, cells := quantized(farthest)
	f.chart.Views = append(f.chart.Views, page.RasterView{
		Label: label, Step: float64(size) * f.r.every(), Columns: columns, Largest: largest, Cells: cells,
	})
	return err
}

// standardized returns (x − mean)/deviation, 0 for a neuron that never differs from its mean.
func standardized(x, mean, deviation float64) float64 {
	if x == mean {
		return 0
	}
	return (x - mean) / deviation
}

// quantized returns values as bytes, as a page.RasterView has them; what is not finite is missing.
func quantized(values []float64) (largest float64, cells []byte) {
	finite := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	for _, v := range values {
		if finite(v) {
			largest = max(largest, math.Abs(v))
		}
	}
	cells = make([]byte, len(values))
	for k, v := range values {
		switch {
		case !finite(v):
		case largest == 0:
			cells[k] = 128
		default:
			cells[k] = byte(128 + int(math.RoundToEven(v/largest*127)))
		}
	}
	return largest, cells
}

func (f *rasterFigure) figure() page.Part {
	what := "Each cell is the frame"
	if f.bin > 1 {
		what = fmt.Sprintf("Each row stands for %s neurons; each cell is the value, of these in the frames", count(f.bin))
	}
	size := int(math.RoundToEven(f.chart.Views[0].Step / f.r.every())) // frames a column of the whole recording
	caption := fmt.Sprintf("The activity of all %s recorded neurons, %s, as the deviation from the neuron's mean in its standard deviations. ",
		count(f.r.Neurons), traceReplicas)
	switch {
	case size > 1:
		caption += what + fmt.Sprintf(" that is farthest from the mean: of %s frames in the whole recording, and of one in the first frames.",
			count(size))
	case f.bin > 1:
		caption += what + " that is farthest from the mean. Each column is one frame."
	default:
		caption += "Each cell is one frame of one neuron."
	}
	caption += " Neurons stand cluster by cluster, as label propagation finds them in the first network. " +
		"Colours are rounded to a 127th of the largest deviation."
	return &page.Figure{ID: "raster", Title: "All neurons", Caption: caption, Chart: f.chart}
}
