package recording

// Clock gives the times of the frames.
type Clock struct {
	First    float64 // time of frame 0
	Interval float64 // between two frames
}

// Time returns First + k·Interval, the product rounded before the sum, as NumPy's first + interval*arange(frames) is.
func (c Clock) Time(k int64) float64 { return float64(float64(k)*c.Interval) + c.First }
