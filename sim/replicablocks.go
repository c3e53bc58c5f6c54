package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/internal/resume"
)

// replicaBlocks are the blocks that replicas are simulated in: batch after batch, each of so many replicas in
// blocks of the same width but for its last.
type replicaBlocks struct{ replicas, width int }

func (r *run) replicaBlocks() replicaBlocks {
	return replicaBlocks{r.spec.Covariance.Replicas, int(r.spec.Covariance.Width.Value())}
}

// The memory of what is under way at the same time.
const (
	bytesPerEdge  = 88 // covariance.Edges of a block
	mostEstimated = 4 << 30
)

// BlocksAtOnce returns how many of so many blocks are simulated at the same time by that many workers: as many
// as have estimators of 4 GiB together, and at least one. Workers without a block share the rows of products.
func BlocksAtOnce(edges, blocks, workers int) int {
	return max(1, min(blocks, workers, mostEstimated/(bytesPerEdge*max(1, edges))))
}

// bytesPerWeight is what one network takes for each of its weights while it is examined by products: the network, its
// symmetric part and the packed weights.
const bytesPerWeight = 100

// NetworksAtOnce returns how many of so many networks are examined at the same time by that many workers: as many as take
// 4 GiB together, and at least one. Workers without a network share the rows of products.
func NetworksAtOnce(stored, networks, workers int) int {
	return max(1, min(networks, workers, mostEstimated/(bytesPerWeight*max(1, stored))))
}

// examining returns a runner for that many tasks, in each of which one network is examined, and how many threads each has.
func (r *run) examining(networks int) (runner resume.Runner, threads int) {
	runner = r.runner
	runner.Workers = NetworksAtOnce(r.net.Weights().Stored(), networks, r.opt.Workers)
	return runner, r.threads(runner.Workers)
}

// count returns the number of blocks of a batch.
func (b replicaBlocks) count() int { return (b.replicas + b.width - 1) / b.width }

// firstReplica returns the number of a block's first replica.
func (b replicaBlocks) firstReplica(block int) int {
	return block/b.count()*b.replicas + block%b.count()*b.width
}

// before returns how many samples the blocks before this one have, so many (times) of each replica.
func (b replicaBlocks) before(block, times int) int64 {
	return int64(b.firstReplica(block)) * int64(times)
}

// widthOf returns the number of a block's replicas.
func (b replicaBlocks) widthOf(block int) int { return b.within(block, 1) }

// within returns the number of replicas in that many blocks from the first on.
func (b replicaBlocks) within(first, blocks int) int {
	return b.firstReplica(first+blocks) - b.firstReplica(first)
}

// wantsMore reports whether another batch is to be sampled, since a typical edge has a larger error than is
// wanted, and announces it as a phase of that many units.
func (r *run) wantsMore(sampled *covariance.Edges, batches int, units int64) bool {
	wanted := r.spec.Covariance.UntilError
	if wanted == nil {
		return false
	}
	p, found := r.precisionOf(sampled)
	if !found || !(p.RelativeError > *wanted) {
		return false
	}
	r.opt.Progress.Phase(fmt.Sprintf("covariance, batch %d", batches+1), units)
	return true
}

// mostBatches returns how many batches are sampled at most.
func (r *run) mostBatches() int {
	if r.spec.Covariance.UntilError == nil {
		return 1
	}
	return mostBatches
}

// precisionOf returns how precise measured diff-covs are, and false where that is not known.
func (r *run) precisionOf(s *covariance.Edges) (covariance.Precision, bool) {
	errors := s.DiffCovErrors()
	if errors == nil {
		return covariance.Precision{}, false
	}
	d := s.Local().DiffCov(r.net)
	return covariance.NewPrecision(r.result.perEdge(d), r.result.perEdge(errors), s.Samples(), s.Groups()), true
}
