package stimulus

import (
	"noiseprune/internal/enum"
)

// file is a time series that is read when the term is resolved: sample k at begin + k·every.
type file struct {
	path  string
	every float64
	join  join
	begin float64
}

// join says what u is between two samples.
type join uint8

const (
	hold   join = iota // the former one
	linear             // the straight line between them
)

func joins() enum.Names[join] { return enum.Of[join]("what joins samples", "hold", "linear") }

func fileForm() form {
	return form{
		name: "file",
		help: Help{"file PATH every INTERVAL [hold|linear] [from TIME]",
			"samples in a .csv or .npy file, a column for all neurons or one for each", "AVAL: file u.csv every 0.1"},
		parse: func(p *parser) course { return parseFile(p) },
	}
}

func parseFile(p *parser) course {
	var f file
	t := p.word()
	if t.isEnd() {
		p.fail(t.start, p.cure(), `expected the name of a file after "file", found the end`)
	}
	f.path, p.after = t.text, "the name of the file"
	p.expect("every")
	f.every = p.positive("the interval")
	if p.option(joins().Name(linear)) {
		f.join = linear
	} else {
		p.option(joins().Name(hold))
	}
	if p.option("from") {
		f.begin = p.number("the time of the first sample")
	}
	return f
}

func (f file) String() string { return "file " + quote(f.path, false, "") + f.course() }

// course is the canonical text behind the name of the file.
func (f file) course() string {
	text := " every " + format(f.every)
	if f.join != hold {
		text += " " + joins().Name(f.join)
	}
	if f.begin != 0 {
		text += " from " + format(f.begin)
	}
	return text
}

func (f file) resolve(neurons int, names []string, read ReadSeries) (input, error) {
	s, err := read(f.path)
	if err != nil {
		return nil, err
	}
	if err := s.check(f, neurons, names); err != nil {
		return nil, err
	}
	return samples{f, s}, nil
}
