package netio

// blockList is a list that grows by blocks, so that its items are not copied while it grows, and its
// memory is never more than a block above theirs.
type blockList[T any] struct {
	full [][]T
	last []T
}

const blockItems = 1 << 15

func (l *blockList[T]) add(item T) {
	if len(l.last) == cap(l.last) {
		if len(l.last) > 0 {
			l.full = append(l.full, l.last)
		}
		l.last = make([]T, 0, blockItems)
	}
	l.last = append(l.last, item)
}

func (l *blockList[T]) len() int { return blockItems*len(l.full) + len(l.last) }

// at returns item k.
func (l *blockList[T]) at(k int) T {
	if block := k / blockItems; block < len(l.full) {
		return l.full[block][k%blockItems]
	}
	return l.last[k%blockItems]
}

// blocks returns all items: blockItems in each block but the last.
func (l *blockList[T]) blocks() [][]T { return append(l.full, l.last) }
