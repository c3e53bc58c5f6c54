package compare

import (
	"cmp"
	"errors"
	"fmt"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Eigendecomposition is the eigendecomposition of the original network's A, with which each
// pruned network is compared. Eigenvalues are in ascending order of their real parts and,
// where these are equal, as in a conjugate pair, of their imaginary parts. RelativeChanges
// pairs them with the eigenvalues of a pruned network, and says how.
type Eigendecomposition struct {
	net       *network.Network
	values    []complex128
	condition float64        // κ₂ of the eigenvectors
	real      *mat.Dense     // eigenvectors of a symmetric network in columns; otherwise nil
	complex   [][]complex128 // eigenvectors of any other network, one after another; otherwise nil
}

// ErrZeroEigenvalue is the error of an A with an eigenvalue 0, whose relative change is undefined.
var ErrZeroEigenvalue = errors.New("an eigenvalue of A is 0, so that no change is relative to it; a larger leak moves it")

// NewEigendecomposition decomposes A. A symmetric A has orthonormal real eigenvectors; those
// of any other are complex right eigenvectors of length 1. It returns an error if the
// iteration does not converge or a number exceeds the range of float64, and
// ErrZeroEigenvalue, wrapped, for an eigenvalue that is 0 to rounding: of modulus at most
// N 2⁻⁵² times the largest.
func NewEigendecomposition(net *network.Network) (*Eigendecomposition, error) {
	r := &Eigendecomposition{net: net}
	var err error
	if net.Symmetric() {
		err = r.decomposeSymmetric()
	} else {
		err = r.decomposeGeneral()
	}
	if err != nil {
		return nil, err
	}
	largest := 0.0
	for _, v := range r.values {
		largest = max(largest, cmplx.Abs(v))
	}
	for i, v := range r.values {
		if modulus := cmplx.Abs(v); modulus <= float64(len(r.values))*0x1p-52*largest {
			return nil, fmt.Errorf("eigenvalue %d has modulus %.1g where the largest has %.1g: %w", i, modulus, largest, ErrZeroEigenvalue)
		}
	}
	return r, nil
}

func (r *Eigendecomposition) decomposeSymmetric() error {
	values, vectors, err := symmetricEigen("A", symmetricPart(r.net), true)
	r.values, r.real, r.condition = toComplex(values), vectors, 1
	return err
}

func (r *Eigendecomposition) decomposeGeneral() error {
	values, vectors, err := generalEigen("A", r.net.Dense(), true)
	if err != nil {
		return err
	}
	order := make([]int, len(values))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return byRealPart(values[a], values[b]) })
	r.values = make([]complex128, len(values))
	r.complex = make([][]complex128, len(values))
	for k, from := range order {
		r.values[k] = values[from]
		r.complex[k] = make([]complex128, len(values))
		for i := range values {
			r.complex[k][i] = vectors.At(i, from)
		}
	}
	if r.condition = 1; !r.net.Normal() { // a normal A has orthonormal eigenvectors, though repeated eigenvalues may come with others
		r.condition = conditionOf(r.values, r.complex)
	}
	return nil
}

// Eigenvalues returns the N eigenvalues of A in their order. The caller must not change them.
func (r *Eigendecomposition) Eigenvalues() []complex128 { return r.values }

// Eigenvalues returns the N eigenvalues of a network's A, in the order of
// Eigendecomposition. It returns an error if the iteration does not converge or a number
// exceeds the range of float64.
func Eigenvalues(net *network.Network) ([]complex128, error) {
	if net.Symmetric() {
		values, _, err := symmetricEigen("A", symmetricPart(net), false)
		return toComplex(values), err
	}
	values, _, err := generalEigen("A", net.Dense(), false)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(values, byRealPart)
	return values, nil
}

func byRealPart(a, b complex128) int {
	return cmp.Or(cmp.Compare(real(a), real(b)), cmp.Compare(imag(a), imag(b)))
}

func toComplex(values []float64) []complex128 {
	all := make([]complex128, len(values))
	for i, v := range values {
		all[i] = complex(v, 0)
	}
	return all
}
