package netio

import "math"

// vector reads a one-dimensional array of numbers, after check has accepted their count.
// Memory grows with the data read.
func (a *arrayReader) vector(check func(items int) error) ([]float64, error) {
	if err := a.mustBe(1, "fiub", "a vector of numbers"); err != nil {
		return nil, err
	}
	if err := check(a.Items()); err != nil {
		return nil, err
	}
	var all []float64
	err := a.numbers(func(_ int, v float64) error {
		all = append(all, v)
		return nil
	})
	return all, err
}

// indices reads an array of integers of the given number of dimensions, in the order of
// the file, after check has accepted their count. One beyond int64 becomes the largest
// int64, which is beyond any matrix.
func (a *arrayReader) indices(dimensions int, check func(items int) error) ([]int, error) {
	if err := a.mustBe(dimensions, "iu", "an array of integers"); err != nil {
		return nil, err
	}
	if err := check(a.Items()); err != nil {
		return nil, err
	}
	var all []int
	err := a.each(func(_ int, item []byte) error {
		value := a.bits(item)
		if a.Kind == 'i' {
			shift := 64 - 8*a.Size
			all = append(all, int(int64(value<<shift)>>shift))
			return nil
		}
		all = append(all, int(min(value, math.MaxInt)))
		return nil
	})
	return all, err
}
