// Package draw is the drawing code that the report and the paper's figures share: ranges and
// ticks of axes, marks, panels, pictures.
//
// A Picture is plain data: rows of panels, each of which has two axes and marks. It comes
// out as SVG or PNG, the same data as the same bytes on one architecture. What a mark
// shows is decided by its values, never here.
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

// Picture is one figure: rows of panels of equal size. Rows may be of different length;
// the places that are missing stay empty.
type Picture struct {
	Rows [][]Panel
}

// What a picture measures, in points: the width of a printed text of two columns, and the
// height of a row of panels.
const (
	pictureWidth = 500
	rowHeight    = 165
	resolution   = 220 // dots per inch of a PNG
)

// SVG returns the picture as an SVG document.
func (f Picture) SVG() ([]byte, error) {
	w, h := f.size()
	canvas := vgsvg.NewWith(vgsvg.UseWH(w, h))
	if err := f.draw(draw.New(canvas)); err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	_, err := canvas.WriteTo(&buffer)
	return buffer.Bytes(), err
}

// PNG returns the picture as a PNG image, sharp at print width.
func (f Picture) PNG() ([]byte, error) {
	w, h := f.size()
	canvas := vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(resolution), vgimg.UseBackgroundColor(color.White))
	if err := f.draw(draw.New(canvas)); err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&buffer, withPalette(canvas.Image()))
	return buffer.Bytes(), err
}

func (f Picture) size() (w, h vg.Length) {
	return pictureWidth, vg.Length(max(1, len(f.Rows))) * rowHeight
}

// draw lays the panels out so that their axes align.
func (f Picture) draw(c draw.Canvas) error {
	columns := 0
	for _, row := range f.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return fmt.Errorf("a picture without panels")
	}
	c.SetColor(color.White)
	c.Fill(c.Path())
	plots := make([][]*plot.Plot, len(f.Rows))
	for r, row := range f.Rows {
		plots[r] = make([]*plot.Plot, columns)
		for k, panel := range row {
			plots[r][k] = panel.plot()
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
