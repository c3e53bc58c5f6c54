package report

import (
	"fmt"

	"noiseprune/internal/page"
	"noiseprune/recording"
)

// The extent of what is shown of the frames.
const (
	envelopeBins  = 2000   // bins of the whole recording
	leastBins     = 500    // likewise, where there are many networks
	firstFrames   = 1000   // that are shown in full
	traceNumbers  = 60_000 // of all lines of a figure of traces
	traceReplicas = "of the first replica"
)

// frameParts shows the frames of the first replica: the traces of some neurons, and a raster of all. None without frames.
func (r *recorded) frameParts(open OpenFrames) ([]page.Part, error) {
	if open == nil {
		return nil, nil
	}
	whole, first := r.newTraces("traces"), r.newTraces("first-frames")
	raster := r.newRaster()
	for k := range r.shown {
		if err := r.readFrames(open, k, whole, first, raster); err != nil {
			return nil, err
		}
	}
	if !r.binned() {
		return present(whole.figure(), raster.figure()), nil
	}
	return present(whole.figure(), first.figure(), raster.figure()), nil
}

// bins is the number of bins in which the whole recording is shown.
func (r *recorded) bins() int {
	return min(envelopeBins, max(leastBins, traceNumbers/(2*leastSeries*len(r.shown))))
}

// binned reports whether bins are fewer numbers than the frames.
func (r *recorded) binned() bool { return r.Schedule.Frames > 2*r.bins() }

// readFrames reads what the figures show of one network.
func (r *recorded) readFrames(open OpenFrames, k int, whole, first *traceFigure, raster *rasterFigure) (err error) {
	frames, err := open(r.shown[k].place, 0)
	if err != nil {
		return fmt.Errorf("the frames of %s: %w", r.names[k], err)
	}
	defer func() {
		if closing := frames.Close(); err == nil {
			err = closing
		}
	}()
	if frames.Columns() != r.Neurons || frames.Frames() != int64(r.Schedule.Frames) {
		return fmt.Errorf("the frames of %s: the file has %d frames of %d neurons, the recording %d of %d; give the files of this recording",
			r.names[k], frames.Frames(), frames.Columns(), r.Schedule.Frames, r.Neurons)
	}
	if err := whole.addEnvelope(k, frames); err != nil {
		return err
	}
	if err := first.addFirst(k, frames); err != nil {
		return err
	}
	return raster.add(k, frames)
}

// eachFrame calls visit with the frames 0 … count−1, one after another.
func eachFrame(frames *recording.Reader, count int, visit func(k int, frame []float64)) error {
	columns := frames.Columns()
	block := make([]float64, max(1, min(count, (1<<18)/columns))*columns)
	for first := 0; first < count; first += len(block) / columns {
		part := block[:min(len(block), (count-first)*columns)]
		if err := frames.ReadFrames(part, int64(first)); err != nil {
			return err
		}
		for k := range len(part) / columns {
			visit(first+k, part[k*columns:][:columns])
		}
	}
	return nil
}
