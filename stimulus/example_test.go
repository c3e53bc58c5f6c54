package stimulus_test

import (
	"fmt"

	"noiseprune/stimulus"
)

func ExampleParse() {
	term, err := stimulus.Parse("AVAL, AVAR: pulse 1 from 5 to 6 every 20")
	fmt.Println(term, err)

	_, err = stimulus.Parse("AVAL: step 2 to 10")
	fmt.Println(err)
	// Output:
	// AVAL,AVAR: pulse 1 from 5 to 6 every 20 <nil>
	// stimulus "AVAL: step 2 to 10", column 14: expected "at" after the size, found "to"; write step SIZE at TIME
}

func ExampleStimulus_AddMean() {
	var terms []stimulus.Term
	for _, text := range []string{"all: constant 0.5", "AVAR: pulse 1 from 1.25 to 2.5"} {
		term, err := stimulus.Parse(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		terms = append(terms, term)
	}
	s, err := stimulus.Resolve(terms, []string{"AVAL", "AVAR"}, 2, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for t := 0.0; t < 4; t++ {
		u := make([]float64, len(s.Neurons()))
		s.AddMean(u, t, t+1)
		fmt.Println(t, u)
	}
	fmt.Println(s.LastChange())
	// Output:
	// 0 [0.5 0.5]
	// 1 [0.5 1.25]
	// 2 [0.5 1]
	// 3 [0.5 0.5]
	// 2.5 true
}
