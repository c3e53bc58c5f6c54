package lapack

import (
	"cmp"
	"errors"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// installed returns OpenBLAS, and skips the test where there is none.
func installed(t testing.TB) Library {
	t.Helper()
	l, err := Open("openblas", os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil && os.Getenv("NOISEPRUNE_REQUIRE_ORACLES") != "" { // as testutil.MissingOracle, which imports this package
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	return l
}

// each runs f with gonum, then with OpenBLAS, and sets gonum again.
func each(t *testing.T, f func(name string)) {
	t.Helper()
	l := installed(t)
	defer Gonum().Use()
	Gonum().Use()
	f("gonum")
	l.Use()
	f(l.Name())
}

func random(n int, seed uint64) *mat.Dense {
	rng := rand.New(rand.NewPCG(seed, 5))
	a := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			a.Set(i, j, rng.NormFloat64())
		}
	}
	return a
}

func symmetric(n int, seed uint64) *mat.SymDense {
	a := random(n, seed)
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, a.At(i, j))
		}
	}
	return s
}

// orders lie on both sides of gonumOrder.
var orders = []int{0, 1, 2, gonumOrder, gonumOrder + 1, 150, 233}

// rounding bounds the difference of sums of n terms; the matrices have entries of order 1.
func rounding(n int) float64 { return 1e-13 * float64(n+1) }

func TestSymmetricEigenproblems(t *testing.T) {
	for _, n := range orders[1:] {
		a := symmetric(n, uint64(n))
		var first []float64
		each(t, func(name string) {
			var e mat.EigenSym
			if !e.Factorize(a, true) {
				t.Fatalf("%s n=%d: did not converge", name, n)
			}
			values := e.Values(nil)
			if first == nil {
				first = values
			}
			if !slices.IsSorted(values) {
				t.Errorf("%s n=%d: eigenvalues not in ascending order", name, n)
			}
			var v, av mat.Dense
			e.VectorsTo(&v)
			av.Mul(a, &v)
			for k := range n {
				if math.Abs(values[k]-first[k]) > rounding(n) {
					t.Fatalf("%s n=%d: eigenvalue %d is %v, gonum's %v", name, n, k, values[k], first[k])
				}
				for i := range n {
					if r := av.At(i, k) - values[k]*v.At(i, k); math.Abs(r) > rounding(n) {
						t.Fatalf("%s n=%d: A v − λ v = %v", name, n, r)
					}
				}
				if norm := mat.Norm(v.ColView(k), 2); math.Abs(norm-1) > rounding(n) {
					t.Fatalf("%s n=%d: an eigenvector of length %v", name, n, norm)
				}
			}
			if !e.Factorize(a, false) || math.Abs(e.Values(nil)[n-1]-first[n-1]) > rounding(n) {
				t.Fatalf("%s n=%d: eigenvalues without vectors differ", name, n)
			}
		})
	}
}

// Two stages find the eigenvalues that one finds, of a matrix whose rows are longer than its order too, from either triangle.
func TestTwoStages(t *testing.T) {
	o := installed(t).openblas
	if o.dsyev2stage == nil {
		t.Skip("this OpenBLAS has no dsyev_2stage")
	}
	for _, n := range orders[1:] {
		a := symmetric(n, uint64(n))
		var e mat.EigenSym
		if !e.Factorize(a, false) {
			t.Fatal("did not converge")
		}
		want := e.Values(nil)
		for _, triangle := range []byte{'L', 'U'} {
			lda := n + 3
			columns, w := make([]float64, lda*n), make([]float64, n)
			for j := range n {
				for i := range n {
					if (triangle == 'L') == (i >= j) || i == j { // the other triangle is not read
						columns[j*lda+i] = a.At(i, j)
					}
				}
			}
			if !o.stages(triangle, int32(n), columns, int32(lda), w) {
				t.Fatalf("n=%d %c: did not converge", n, triangle)
			}
			for k := range n {
				if math.Abs(w[k]-want[k]) > rounding(n) {
					t.Fatalf("n=%d %c: eigenvalue %d is %v, want %v", n, triangle, k, w[k], want[k])
				}
			}
		}
	}
}

// A matrix large enough for two stages takes them, and gives its trace and the sum of its squares.
func TestLargeEigenvalues(t *testing.T) {
	l := installed(t)
	defer Gonum().Use()
	l.Use()
	a := symmetric(stagesOrder, 3)
	var e mat.EigenSym
	if !e.Factorize(a, false) {
		t.Fatal("did not converge")
	}
	sum, squares := 0.0, 0.0
	for _, v := range e.Values(nil) {
		sum, squares = sum+v, squares+v*v
	}
	if want := mat.Trace(a); math.Abs(sum-want) > rounding(stagesOrder)*math.Sqrt(stagesOrder) {
		t.Errorf("the eigenvalues add up to %v, the diagonal to %v", sum, want)
	}
	if want := mat.Norm(a, 2); math.Abs(math.Sqrt(squares)/want-1) > 1e-13 {
		t.Errorf("the square root of their squares is %v, the norm %v", math.Sqrt(squares), want)
	}
}

func TestGeneralEigenproblems(t *testing.T) {
	for _, n := range orders[1:] {
		a := random(n, uint64(n)+1)
		kept := mat.DenseCopyOf(a)
		var first []complex128
		each(t, func(name string) {
			var e mat.Eigen
			if !e.Factorize(a, mat.EigenRight) {
				t.Fatalf("%s n=%d: did not converge", name, n)
			}
			var v mat.CDense
			e.VectorsTo(&v)
			values := e.Values(nil)
			for k, lambda := range values {
				for i := range n {
					var av complex128
					for j := range n {
						av += complex(a.At(i, j), 0) * v.At(j, k)
					}
					if r := cmplx.Abs(av - lambda*v.At(i, k)); r > rounding(n) {
						t.Fatalf("%s n=%d: |A v − λ v| = %v", name, n, r)
					}
				}
			}
			if !e.Factorize(a, mat.EigenNone) || !mat.Equal(a, kept) {
				t.Fatalf("%s n=%d: no eigenvalues without vectors, or A is changed", name, n)
			}
			values = e.Values(nil)
			slices.SortFunc(values, func(x, y complex128) int {
				return cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y)))
			})
			if first == nil {
				first = values
			}
			for k := range values {
				// a random matrix's eigenvalues have condition numbers up to some hundreds
				if cmplx.Abs(values[k]-first[k]) > 1000*rounding(n) {
					t.Fatalf("%s n=%d: eigenvalue %d is %v, gonum's %v", name, n, k, values[k], first[k])
				}
			}
		})
	}
}

// TestNonFiniteMatrices: they do not reach OpenBLAS, which would return arbitrary
// eigenvalues or not terminate.
func TestNonFiniteMatrices(t *testing.T) {
	l := installed(t)
	defer Gonum().Use()
	l.Use()
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		const n = gonumOrder + 10
		s, a := symmetric(n, 1), random(n, 1)
		s.SetSym(3, n-1, bad)
		a.Set(n-1, 3, bad)
		var e mat.EigenSym
		var g mat.Eigen
		if e.Factorize(s, true) || g.Factorize(a, mat.EigenRight) {
			t.Errorf("eigenvalues of a matrix with a %v", bad)
		}
	}
}

// TestFactorizations: solutions and inverses by Cholesky and LU, which use matrix products.
func TestFactorizations(t *testing.T) {
	for _, n := range orders[1:] {
		a := random(n, 7)
		for i := range n {
			a.Set(i, i, a.At(i, i)+float64(2*n))
		}
		var definite mat.SymDense
		definite.SymOuterK(1, a)
		each(t, func(name string) {
			var inverse, product mat.Dense
			if err := inverse.Inverse(a); err != nil {
				t.Fatal(err)
			}
			product.Mul(&inverse, a)
			checkIdentity(t, name+" LU", &product)
			var c mat.Cholesky
			var definiteInverse mat.SymDense
			if !c.Factorize(&definite) || c.InverseTo(&definiteInverse) != nil {
				t.Fatalf("%s n=%d: not positive definite", name, n)
			}
			product.Mul(&definiteInverse, &definite)
			checkIdentity(t, name+" Cholesky", &product)
			var upper mat.TriDense
			c.UTo(&upper)
			var half mat.Dense
			if err := half.Solve(upper.T(), &definite); err != nil {
				t.Fatal(err)
			}
			if !mat.EqualApprox(&half, &upper, rounding(n)*mat.Norm(&upper, 2)) {
				t.Errorf("%s n=%d: U⁻ᵀ (UᵀU) is not U", name, n)
			}
		})
	}
}

func checkIdentity(t *testing.T, what string, m *mat.Dense) {
	t.Helper()
	n, _ := m.Dims()
	for i := range n {
		for j := range n {
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(m.At(i, j)-want) > rounding(n) {
				t.Fatalf("%s n=%d: element (%d, %d) of M⁻¹M is %v", what, n, i, j, m.At(i, j))
			}
		}
	}
}

// TestProducts against the definition, on parts of larger matrices and transposed ones.
func TestProducts(t *testing.T) {
	const n = gonumOrder + 30
	whole := random(2*n, 3)
	a, b := whole.Slice(3, 3+n, 5, 5+n), whole.Slice(n-1, 2*n-1, n-9, 2*n-9)
	each(t, func(name string) {
		for _, c := range []struct{ x, y mat.Matrix }{{a, b}, {a.T(), b}, {a, b.T()}, {a.T(), b.T()}, {a, a.T()}} {
			var product mat.Dense
			product.Mul(c.x, c.y)
			for i := 0; i < n; i += 17 {
				for j := 0; j < n; j += 13 {
					var want float64
					for k := range n {
						want += c.x.At(i, k) * c.y.At(k, j)
					}
					if math.Abs(product.At(i, j)-want) > rounding(n) {
						t.Fatalf("%s: element (%d, %d) is %v, want %v", name, i, j, product.At(i, j), want)
					}
				}
			}
		}
	})
}

func TestOpen(t *testing.T) {
	if _, err := Open("mkl", ""); err == nil || !strings.Contains(err.Error(), "choose auto, gonum or openblas") {
		t.Errorf("mkl: %v", err)
	}
	if l, err := Open("gonum", ""); err != nil || l.Name() != "gonum" {
		t.Errorf("gonum: %v, %v", l.Name(), err)
	}
	if _, err := Open("auto", ""); err != nil {
		t.Errorf("auto must find something: %v", err)
	}
	notALibrary := filepath.Join(t.TempDir(), "libopenblas.so")
	if err := os.WriteFile(notALibrary, []byte("no"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{notALibrary, "/nowhere/libopenblas.so"} {
		for _, choice := range []string{"auto", "openblas"} {
			_, err := Open(choice, path)
			if errors.Is(err, errNoLoader) {
				continue
			}
			if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s at %s: %v", choice, path, err)
			}
		}
	}
}

// TestThreads: by default OpenBLAS takes all cores for every call of every goroutine.
func TestThreads(t *testing.T) {
	defer Gonum().Use()
	var set []int32
	l := Library{openblas: &openblas{setThreads: func(n int32) { set = append(set, n) }}}
	l.Use()
	l.Threads(3)
	l.Threads(0)
	if !slices.Equal(set, []int32{1, 3, 1}) {
		t.Errorf("threads %v", set)
	}
	Gonum().Threads(2) // does nothing
}

func TestVersion(t *testing.T) {
	for _, c := range []struct{ configuration, want, why string }{
		{"OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY Zen MAX_THREADS=64", "0.3.21", "as Debian builds it"},
		{"OpenBLAS 0.3.28 USE64BITINT DYNAMIC_ARCH Zen", "", "integers of another size"},
		{"", "", "something else"},
	} {
		got, err := version(c.configuration)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", c.why, got, err)
		}
	}
}

func BenchmarkSymmetricEigen(b *testing.B) {
	a := symmetric(1000, 1)
	for _, l := range []Library{Gonum(), installed(b)} {
		b.Run(l.Name(), func(b *testing.B) {
			defer Gonum().Use()
			l.Use()
			for b.Loop() {
				var e mat.EigenSym
				e.Factorize(a, true)
			}
		})
	}
}
