package netio_test

import (
	"fmt"
	"os"
	"strings"

	"noiseprune/network"
	"noiseprune/network/netio"
)

func ExampleRead() {
	m, err := netio.Read("../../data/celegans-hermaphrodite-gap.mtx", network.Reading{}, netio.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Weights.Order(), "neurons,", m.Weights.Stored(), "weights")
	i, j := 4, 0
	fmt.Println("from", m.Labels[j], "onto", m.Labels[i], "acts", m.Weights.At(i, j))
	// Output:
	// 296 neurons, 2174 weights
	// from ADAL onto ADFL acts 5
}

func ExampleFormatError() {
	file := "%%MatrixMarket matrix coordinate real symmetric\n3 3 2\n2 1 0.5\n1 2 0.5\n"
	_, err := netio.ReadMatrixMarket(strings.NewReader(file), "net.mtx", netio.DefaultLimits())
	fmt.Println(err)
	// Output:
	// net.mtx:4: entry (1, 2) mirrors entry (2, 1) of line 3 in a symmetric file; drop one of them, or declare the file general
}

func ExampleReadTable() {
	edges := "source,target,weight\nAVAL,AVBL,3\nAVBL,AVAL,-1.5\n"
	m, err := netio.ReadTable(strings.NewReader(edges), "edges.csv", nil, network.Reading{}, netio.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Labels, m.Weights.Entries())
	// Output:
	// [AVAL AVBL] [{0 1 -1.5} {1 0 3}]
}

func ExampleWriteMatrixMarket() {
	weights, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 0.1}, {Target: 1, Source: 0, Weight: 0.1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := netio.WriteMatrixMarket(os.Stdout, weights, []string{"two coupled neurons"}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// %%MatrixMarket matrix coordinate real symmetric
	// % two coupled neurons
	// 2 2 1
	// 2 1 0.1
}
