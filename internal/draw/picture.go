// Package draw draws the figures of the paper and the pictures of a sweep.
//
// A Panel is plain data: two axes and marks (Line, Violin, HeatMap). A Picture is rows of panels for
// print and comes out as SVG or PNG. The same data gives the same bytes on one architecture. What a
// mark shows is decided by its values, never here.
package draw

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Picture is one printed figure: rows of panels of equal size. Rows may be of different
// length; the places that are missing stay empty.
type Picture struct {
	Rows [][]Panel
}

const (
	pictureWidth = 500 // in points: that of a printed text of two columns
	rowHeight    = 165 // in points, of a row of panels
	resolution   = 220 // dots per inch of a PNG
)

// SVG returns the picture as an SVG document, or an error if it has no panels.
func (p Picture) SVG() ([]byte, error) {
	w, h := p.size()
	canvas := vgsvg.NewWith(vgsvg.UseWH(w, h))
	if err := p.draw(draw.New(canvas)); err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	_, err := canvas.WriteTo(&buffer)
	return buffer.Bytes(), err
}

// PNG returns the picture as a PNG image of at most 256 colours at 220 dots per inch, or an
// error if it has no panels.
func (p Picture) PNG() ([]byte, error) {
	w, h := p.size()
	canvas := vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(resolution), vgimg.UseBackgroundColor(color.White))
	if err := p.draw(draw.New(canvas)); err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&buffer, paletted(canvas.Image()))
	return buffer.Bytes(), err
}

func (p Picture) size() (w, h vg.Length) {
	return pictureWidth, vg.Length(max(1, len(p.Rows))) * rowHeight
}

// draw lays the panels out so that their axes align.
func (p Picture) draw(c draw.Canvas) error {
	columns := 0
	for _, row := range p.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return fmt.Errorf("a picture without panels")
	}
	c.SetColor(color.White)
	c.Fill(c.Path())
	plots := make([][]*plot.Plot, len(p.Rows))
	for r, row := range p.Rows {
		plots[r] = make([]*plot.Plot, columns)
		for k, panel := range row {
			plots[r][k] = panel.printed()
		}
	}
	tiles := draw.Tiles{
		Rows: len(plots), Cols: columns,
		PadX: 12, PadY: 10, PadTop: 4, PadBottom: 4, PadLeft: 4, PadRight: 12,
	}
	for r, row := range plot.Align(plots, tiles, c) {
		for k, place := range row {
			if plots[r][k] != nil {
				plots[r][k].Draw(place)
			}
		}
	}
	return nil
}
