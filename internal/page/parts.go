package page

// Text is running text.
type Text struct {
	Paragraphs []string
	Tone       Tone
}

// Tone is how a text is set.
type Tone uint8

// The tones.
const (
	Plain   Tone = iota
	Hint         // smaller and fainter: how something is to be read
	Warning      // stands out
)

// Class returns the tone's class in style.css.
func (t Tone) Class() string {
	switch t {
	case Hint:
		return "hint"
	case Warning:
		return "warning"
	case Plain:
	}
	return "plain"
}

// Facts are names with their values, and what these mean.
type Facts struct {
	Title string // may be empty
	Rows  []Fact
}

// Fact is a name, its value, and what the value means.
type Fact struct {
	Name, Value, Meaning string
	Mark                 Mark
}

// Mark says whether a fact is a condition, and whether it holds.
type Mark uint8

// The marks.
const (
	Neither Mark = iota
	Holds
	Fails
)

// Class returns the mark's class in style.css.
func (m Mark) Class() string {
	switch m {
	case Holds:
		return "holds"
	case Fails:
		return "fails"
	case Neither:
	}
	return ""
}

// Source is text to be copied, such as a spec.
type Source struct{ Text string }

// Table has rows under a head. One that can be searched has a field for it and shows its first rows only; a click on a head sorts.
type Table struct {
	ID       string // of the element; needed where it can be searched or sorted
	Title    string // may be empty
	Hint     string // how it is to be read; may be empty
	Head     []Column
	Rows     []Row
	Search   string // label of the search field; empty without one
	Sortable bool
}

// Column is the head of a column.
type Column struct {
	Label string
	Text  bool // set to the left
}

// Row is one row; Style names the series that it speaks of, as Series does, and may be empty.
type Row struct {
	Style Style
	Cells []Cell
}

// Cell is a value with a smaller line below it, which may be empty. Sort is what it is sorted by, the text where it is nil.
type Cell struct {
	Value, Below string
	Sort         *float64
}

// Figure is a chart with a title and a caption that says how to read it.
type Figure struct {
	ID      string // of the element, and the name of files that are saved
	Title   string
	Caption string
	Chart   Chart
}

func (*Text) template() string   { return "text" }
func (*Facts) template() string  { return "facts" }
func (*Source) template() string { return "source" }
func (*Table) template() string  { return "table" }
func (*Figure) template() string { return "figure" }
