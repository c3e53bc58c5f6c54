package main

import "fmt"

func denseCovariance(o options, cores int) row {
	const n = 2000
	return row{
		name: "covariance-dense", title: fmt.Sprintf("a sample of %d replicas into the full covariance, N = 2,000", replicas),
		task:   task{Work: "covariance-dense", Neurons: n, Replicas: replicas, Precision: "float64", Workers: cores, Seconds: o.seconds()},
		amount: replicas, unit: "samples", flops: n * (n + 1) * replicas,
		peers: []peer{
			{name: "NumPy X @ X.T", script: "with_numpy", change: variant("X @ X.T")},
			{name: "SciPy dsyrk", script: "with_numpy", change: variant("dsyrk")},
		},
	}
}

func edgeCovariance(o options, cores int) row {
	const n, degree = 10_000, 100
	return row{
		name: "covariance-edges", title: fmt.Sprintf("a sample of %d replicas into the covariance on 10⁶ edges, N = 10⁴", replicas),
		task: task{
			Work: "covariance-edges", Neurons: n, Degree: degree, Replicas: replicas, Workers: cores, Seconds: o.seconds(),
		},
		amount: replicas, unit: "samples",
		peers: []peer{{name: "NumPy, in pieces", script: "with_numpy"}},
	}
}
