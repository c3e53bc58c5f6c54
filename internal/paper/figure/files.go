package figure

import "fmt"

// File is one file of an outcome.
type File struct {
	Name    string
	Content []byte
}

// Files returns the files of the outcome: numbers, picture, paragraph. The JSON document
// comes last: where it exists, the others do.
func (o *Outcome) Files() ([]File, error) {
	var files []File
	for _, t := range o.Tables {
		name := o.Figure
		if t.Name != "" {
			name += "-" + t.Name
		}
		files = append(files, File{name + ".csv", t.CSV()})
	}
	svg, err := o.Picture.SVG()
	if err != nil {
		return nil, fmt.Errorf("the picture of figure %s: %w", o.Figure, err)
	}
	png, err := o.Picture.PNG()
	if err != nil {
		return nil, fmt.Errorf("the picture of figure %s: %w", o.Figure, err)
	}
	text, err := o.JSON()
	if err != nil {
		return nil, fmt.Errorf("the numbers of figure %s: %w", o.Figure, err)
	}
	return append(files,
		File{o.Figure + ".svg", svg}, File{o.Figure + ".png", png},
		File{o.Figure + ".md", []byte(o.Markdown(""))}, File{o.Figure + ".json", text}), nil
}
