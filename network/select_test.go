package network_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

// selection selects from 8 neurons, some of whose labels look like something else.
func selection() network.Neurons {
	files := map[string]string{
		"list":  "AVAL\n\n 6-7 \n#3\nlabel:a,b\n",
		"wrong": "AVAL\nAVAM\n",
		"other": "@list\n",
		"empty": "\n",
	}
	return network.Neurons{
		Count: 8, Labels: []string{"AVAL", "AVAR", "2", "5", "all", "a,b", "twin", "twin"}, Random: rand.NewSource(1),
		Lines: func(path string) ([]string, error) {
			text, ok := files[path]
			if !ok {
				return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
			}
			return strings.Split(text, "\n"), nil
		},
	}
}

func TestParseNeurons(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		want         []int
	}{
		{"labels, in the order of the network", "AVAR, AVAL", []int{0, 1}},
		{"numbers", "7,0,4", []int{0, 4, 7}},
		{"a range includes its ends", "3-6", []int{3, 4, 5, 6}},
		{"a range of one", "4-4", []int{4}},
		{"each once", "0-1,AVAL,1-3", []int{0, 1, 2, 3}},
		{"a label that is its own number", "2", []int{2}},
		{"a number whatever the labels are", "#5", []int{5}},
		{"a range whatever the labels are", "#5-6", []int{5, 6}},
		{"a label that looks like a number", "label:5", []int{3}},
		{"a label that looks like a word", "label:all", []int{4}},
		{"lines of a file, with a comma in a label", "@list", []int{0, 3, 5, 6, 7}},
		{"all of them at random", "random:8", []int{0, 1, 2, 3, 4, 5, 6, 7}},
	} {
		if got, err := network.ParseNeurons(c.text, selection()); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, %v, want %v", c.reason, got, err, c.want)
		}
	}
	unlabelled := network.Neurons{Count: 3}
	if got, err := network.ParseNeurons("all", unlabelled); err != nil || !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("all: got %v, %v", got, err)
	}
}

func TestParseNeuronsRefuses(t *testing.T) {
	for _, c := range []struct{ reason, text, want string }{
		{"nothing", "", `no neuron is called ""; labels of this network are such as "AVAL"`},
		{"an unknown label", "AVBL", `no neuron is called "AVBL"; labels of this network are such as "AVAL"`},
		{"another case", "aval", `no neuron is called "aval"; write "AVAL"`},
		{"a label and a number", "5", `"5" is a label and also a number or range of other neurons; write #5 for the numbers, or label:5 for the label`},
		{"a label and a word", "all", `"all" is a label and also selects other neurons; write label:all for the label, or numbers such as #3-9`},
		{"a label of two", "twin", `"twin" is the label of neurons 6 and 7; write the number, such as #6`},
		{"beyond the network", "8", "there is no neuron 8; the network has neurons 0 to 7"},
		{"a range beyond it", "6-8", "there is no neuron 8; the network has neurons 0 to 7"},
		{"a range from its end", "6-3", "the range 6-3 is empty; write the smaller number first"},
		{"no number", "#AVAL", `"#AVAL" is no number or range of neurons; write #7 or #3-9, or label:#AVAL for a label`},
		{"too many at random", "random:9", `"random:9" does not say how many of the 8 neurons; write random:1 to random:8`},
		{"none at random", "random:0", `"random:0" does not say how many of the 8 neurons; write random:1 to random:8`},
		{"an error in a file", "@wrong", `wrong:2: no neuron is called "AVAM"; labels of this network are such as "AVAL"`},
		{"a file in a file", "@other", `other:1: no neuron is called "@list"; labels of this network are such as "AVAL"`},
		{"an empty file", "@empty", `"@empty" selects no neurons; name one, or write all`},
	} {
		got, err := network.ParseNeurons(c.text, selection())
		if got != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, got, err, c.want)
		}
	}
	if _, err := network.ParseNeurons("@none", selection()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	_, err := network.ParseNeurons("AVAL", network.Neurons{Count: 3})
	if want := `"AVAL" selects no neurons, since this network has no labels; write numbers from 0 to 2`; err == nil || err.Error() != want {
		t.Errorf("no labels: got %v, want %s", err, want)
	}
}

// TestRandomNeurons: each of the neurons is as likely as any other; the count of one in 4000 draws of 20 of 100 is
// binomial with the mean 800 and the standard deviation √(4000·0.2·0.8) = 25.3.
func TestRandomNeurons(t *testing.T) {
	from := network.Neurons{Count: 100, Random: rand.NewSource(2)}
	counts := make([]int, 100)
	for range 4000 {
		all, err := network.ParseNeurons("random:20", from)
		if err != nil || len(all) != 20 || !slices.IsSorted(all) {
			t.Fatal(all, err)
		}
		for _, i := range all {
			counts[i]++
		}
	}
	if low, high := slices.Min(counts), slices.Max(counts); low < 800-5*26 || high > 800+5*26 {
		t.Errorf("counts from %d to %d", low, high)
	}
}

func FuzzParseNeurons(f *testing.F) {
	for _, text := range []string{"all", "random:3", "1-3,#2", "@list,label:5", "AVAL, 7", "-", "3-", "random:-1", "99999999999999999999"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all, err := network.ParseNeurons(text, selection())
		if (err == nil) != (len(all) > 0) {
			t.Fatalf("%v, %v", all, err)
		}
		for k, i := range all {
			if i < 0 || i > 7 || (k > 0 && all[k-1] >= i) {
				t.Fatalf("%q: %v", text, all)
			}
		}
	})
}

func ExampleParseNeurons() {
	labels := []string{"AVAL", "AVAR", "1"}
	fmt.Println(network.ParseNeurons("AVAR,label:1", network.Neurons{Count: 3, Labels: labels}))
	fmt.Println(network.ParseNeurons("1", network.Neurons{Count: 3, Labels: labels}))
	// Output:
	// [1 2] <nil>
	// [] "1" is a label and also a number or range of other neurons; write #1 for the numbers, or label:1 for the label
}
