package timeseries

import "fmt"

// GroupMeans computes population means of groups of series.
type GroupMeans struct {
	group []int
	count []float64 // series of each group
}

// NewGroupMeans takes for each series the number of its group, 0, 1, …, or −1 for none. It panics
// for numbers below −1, for a group without series below the largest number, and where no series
// is in a group.
func NewGroupMeans(group []int) *GroupMeans {
	m := &GroupMeans{group: group}
	for i, g := range group {
		if g < -1 || g >= len(group) {
			panic(fmt.Sprintf("timeseries: series %d in group %d of at most %d", i, g, len(group)))
		}
		for g >= len(m.count) {
			m.count = append(m.count, 0)
		}
		if g >= 0 {
			m.count[g]++
		}
	}
	for g, count := range m.count {
		if count == 0 {
			panic(fmt.Sprintf("timeseries: group %d of %d has no series", g, len(m.count)))
		}
	}
	if len(m.count) == 0 {
		panic("timeseries: no series is in a group")
	}
	return m
}

// Groups returns the number of groups.
func (m *GroupMeans) Groups() int { return len(m.count) }

// To puts the mean over each group of the frame x into dst, adding in the order of the series. It
// panics unless x has a value for each series and dst one for each group.
func (m *GroupMeans) To(dst, x []float64) {
	checkFrame(x, len(m.group))
	if len(dst) != len(m.count) {
		panic(fmt.Sprintf("timeseries: means of %d groups into %d values", len(m.count), len(dst)))
	}
	clear(dst)
	for i, g := range m.group {
		if g >= 0 {
			dst[g] += x[i]
		}
	}
	for g, count := range m.count {
		dst[g] /= count
	}
}
