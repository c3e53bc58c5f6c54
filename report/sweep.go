package report

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/rules"
	"noiseprune/sim"
)

// SweepPicture draws a measure of a sweep against the share of the edges kept: a line of means for each rule, with a band of
// their 95% intervals over prunings, and the level. It returns a PNG image, or an error where no rule has the measure.
func SweepPicture(s *sim.SweepResult, measure string, level float64) ([]byte, error) {
	var lines []draw.Line
	var all []float64
	for k, rule := range s.Cells[0].Rules {
		if line := sweepLine(s, k, measure); len(line.X) > 0 {
			line.Name, line.Style = rules.Title(rule.Rule), sweepStyle(rule.Rule, k)
			lines = append(lines, line)
			all = append(all, line.Y...)
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("no rule has the measure %s, so there is nothing to draw", measure)
	}
	keeps := s.Keeps()
	ends := []float64{keeps[0], keeps[len(keeps)-1]}
	panel := draw.Panel{
		X: draw.Axis{Label: "share of the edges kept", Log: true}, Legend: draw.BottomLeft,
		Y: draw.Axis{Label: sim.MeasureSymbol(measure), Log: true},
	}
	panel.Marks = append(panel.Marks, draw.Line{Style: draw.Grey(), X: ends, Y: []float64{level, level}})
	floor := lowestShown(append(all, level))
	for _, line := range lines {
		for k := range line.Low { // so that an interval about 0 does not stretch a logarithmic axis
			line.Low[k] = max(line.Low[k], floor)
		}
		panel.Marks = append(panel.Marks, line)
	}
	return draw.Picture{Rows: [][]draw.Panel{{panel}}}.PNG()
}

// sweepLine returns the means of one rule, with their intervals where every share has one. A share without the measure is
// left out.
func sweepLine(s *sim.SweepResult, rule int, measure string) (line draw.Line) {
	intervals := true
	for _, cell := range s.Cells {
		over := cell.Rules[rule].Over(measure)
		switch {
		case over == nil:
			continue
		case over.Spread == nil:
			intervals = false
			line.Y = append(line.Y, over.Values[0])
		default:
			line.Y = append(line.Y, over.Spread.Mean)
			line.Low, line.High = append(line.Low, over.Spread.Low), append(line.High, over.Spread.High)
		}
		line.X = append(line.X, cell.Keep)
	}
	if !intervals {
		line.Low, line.High = nil, nil
	}
	line.Dots = true
	return line
}

// lowestShown returns half of the smallest positive value.
func lowestShown(values []float64) float64 {
	lowest := values[len(values)-1]
	for _, v := range draw.Positive(values) {
		lowest = min(lowest, v)
	}
	return lowest / 2
}

// sweepStyle returns how a rule is drawn, by its place among the rules where it is none of the usual ones.
func sweepStyle(rule string, place int) draw.Style {
	switch rule {
	case "noise":
		return draw.Red().Dashed(6, 3)
	case "weight":
		return draw.Blue().Dashed(6, 2, 1.5, 2)
	case "uniform":
		return draw.LightGrey()
	}
	others := []draw.Style{draw.Violet(), draw.Green(), draw.Orange(), draw.Purple()}
	return others[place%len(others)]
}
