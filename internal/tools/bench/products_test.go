package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"noiseprune/integrator"
	"noiseprune/network"
)

const testGenerator = "random:n=60,degree=8,mean=1,sd=1,symmetric=false"

// TestProductsOfRing: the neurons of a ring, all weights 0.5 and the slack 0.1, have modes of rates from 0.1 to 2.1. With
// Euler–Maruyama at h = 0.1, of 2/2.1, an edge of two neighbours has modes of rates 1.1 − cos q in the share
// (1 − cos q)/rate of its variance. The counted products per effective sample agree with the exact ones within the error of S,
// √(2/63) of an edge and less of the median, and so does the burn-in, which is that of the schedule.
func TestProductsOfRing(t *testing.T) {
	const n = 64
	count, err := countProducts(task{
		Network: "ring:n=64,forward=0.5,backward=0.5", Samples: 4000, Replicas: 128, Workers: 2, Stepper: integrator.EulerMaruyamaKind,
	})
	if err != nil {
		t.Fatal(err)
	}
	h := count.found["step"]
	covariance := func(lag int) float64 { // of x_i − x_{i+1}
		sum := 0.0
		for k := range n {
			c := math.Cos(2 * math.Pi * float64(k) / n)
			f := 1 - h*(1.1-c)
			sum += (2 - 2*c) * math.Pow(f, float64(lag)) * h / (1 - f*f)
		}
		return sum
	}
	time := 1.0
	for lag := 1; lag < 2000; lag++ {
		rho := covariance(lag) / covariance(0)
		time += 2 * rho * rho
	}
	want := count.found["burn_in"] + effectiveSamples/128.0*time
	for _, got := range []float64{count.typical, count.slowest} {
		if math.Abs(got/want-1) > 0.15 { // a tenth of the effective samples is lost by the interval
			t.Errorf("%.0f products, want %.0f", got, want)
		}
	}
}

// TestCountsAreKept: both kinds of edges of one network are counted by one run, and a prediction is not
// taken for a measurement.
func TestCountsAreKept(t *testing.T) {
	var r ownRunner
	one := task{Work: "products", Network: testGenerator, Samples: 200, Replicas: 16, Workers: 2, Edges: typicalEdge}
	typical, err := r.products(one)
	if err != nil {
		t.Fatal(err)
	}
	one.Edges = slowestEdges
	slowest, err := r.products(one)
	if err != nil || len(r.counts) != 1 || !(slowest.Products > 0) || slowest.Products == typical.Products {
		t.Errorf("typical %v, slowest %v, %d runs (%v)", typical.Products, slowest.Products, len(r.counts), err)
	}
	one.Stepper, one.Predicted = integrator.EulerMaruyamaKind, true
	if predicted, err := r.products(one); err != nil || len(r.counts) != 2 || !(predicted.Products > 0) {
		t.Errorf("Euler–Maruyama predicted: %v (%v)", predicted.Products, err)
	}
	one.Edges = ""
	if _, err := r.products(one); err == nil {
		t.Error("no edges were accepted")
	}
}

// TestCountedRowsCompareProducts: the ratio is that of products; the page and the history say so.
func TestCountedRowsCompareProducts(t *testing.T) {
	r := result{
		row:  row{name: "products-x", title: "products", amount: 1, unit: "products", counted: true},
		ours: []answer{{Products: 500, Seconds: 9}},
	}
	r.theirs = []peerResult{{peer: peer{name: "Euler", target: 10}, answers: []answer{{Products: 12_345, Seconds: 1}}}}
	text := page{options: options{runs: 1}, results: []result{r}}.text()
	if want := "| products | 500 products | Euler: 12,345 products | 24.69 | 10 |"; !strings.Contains(text, want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
	var b strings.Builder
	page{cores: 2}.benchmark(&b, r, "ours", r.amount, r.ours)
	if want := "BenchmarkProductsX/by=ours-2 1 500 products/op\n"; b.String() != want {
		t.Errorf("history %q, want %q", b.String(), want)
	}
}

// TestProductNetworksParse: every network of the rows is a file, or the text of a generator.
func TestProductNetworksParse(t *testing.T) {
	for _, quick := range []bool{false, true} {
		for _, c := range productCases(options{quick: quick}) {
			name, _, _ := strings.Cut(c.network, ":")
			if name == c.network || name == "connectome" { // which not every version has
				continue
			}
			if _, err := network.ParseGenerator(c.network); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestScheduleForPeers: a peer reads the cycle and the stepper of the trajectories beside the numbers of steps.
func TestScheduleForPeers(t *testing.T) {
	a, err := fullRun(task{Sizes: []int{20, 20}, Long: 10, Keep: 0.5, Runs: 4, Samples: 200, Replicas: 8, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(task{Schedules: a.Schedules})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"cycle":[{"size":`, `"trajectory_stepper":"euler-maruyama"`, `"burn_in_steps":`} {
		if !strings.Contains(string(line), want) {
			t.Errorf("%s is not in %s", want, line)
		}
	}
}
