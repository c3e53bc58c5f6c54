package stimulus

// Help is the help text of one shape.
type Help struct {
	Usage   string // what stands after the colon, such as step SIZE at TIME
	Meaning string // of u(t), in a line
	Example string // a term that Parse accepts
}

// form is the textual form of one shape.
type form struct {
	name  string // its first word
	help  Help
	parse func(*parser) course
}

// forms lists all shapes, in the order in which help shows them.
func forms() []form {
	return []form{constantForm(), stepForm(), pulseForm(), rampForm(), sineForm(), fileForm()}
}

// Shapes returns the help text of each shape.
func Shapes() []Help {
	var all []Help
	for _, f := range forms() {
		all = append(all, f.help)
	}
	return all
}
