package integrator

import "fmt"

// NewFamilies returns a block at rest at step 0 of several families of replicas: the columns f·each … f·each + each − 1 of its
// states are family f. Replica k of every family has the noise of replica firstReplica + k, which is drawn once, so that
// families differ in their initial states only. It panics if neurons or firstReplica is negative, or families or each is
// not positive.
func NewFamilies[T Float](neurons, families, each, firstReplica int) *Block[T] {
	if families < 1 || each < 1 {
		panic(fmt.Sprintf("integrator: block of %d families of %d replicas", families, each))
	}
	b := NewBlock[T](neurons, families*each, firstReplica)
	b.families = families
	return b
}

// Copy returns a block of the same replicas, states and step.
func (b *Block[T]) Copy() *Block[T] {
	c := *b
	c.State, c.Coloured = append([]T(nil), b.State...), append([]T(nil), b.Coloured...)
	return &c
}

// Each returns the number of replicas of each family, which have noise of their own: Width but for NewFamilies.
func (b *Block[T]) Each() int { return b.Width / max(1, b.families) }

// of returns what is drawn of neurons firstNeuron … firstNeuron+neurons−1 of a block at that step.
func (b *Block[T]) of(step uint64, firstNeuron, neurons int) position {
	return position{step, firstNeuron, neurons, b.Width, b.FirstReplica, max(1, b.families)}
}

// fillFamilies draws what a position says: the increments of one family, which every other has too.
func (n *increments[T]) fillFamilies(dst []T, p position) {
	if p.families == 1 {
		n.fill(dst, p)
		return
	}
	families, each := p.families, p.width/p.families
	p.width, p.families = each, 1
	n.family = resize(n.family, p.neurons*each)
	n.fill(n.family, p)
	for i := range p.neurons {
		for f := range families {
			copy(dst[(i*families+f)*each:], n.family[i*each:][:each])
		}
	}
}
