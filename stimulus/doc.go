// Package stimulus is input that changes in time, written as text.
//
// u(t) is added to the constant input b of chosen neurons:
//
//	dx = (−D x + φ(W x + b + u(t))) dt + σ dW
//
// # Syntax
//
// A term is NEURONS: SHAPE. Several terms add up.
//
//	AVAL: constant 0.3                          0.3 at all times
//	AVAL: step 2 at 10                          0 before t = 10, 2 from then on
//	AVAL,AVAR: pulse 1 from 5 to 6              1 while 5 ≤ t < 6, otherwise 0
//	AVAL: pulse 1 from 5 to 6 every 20          again from 25 to 26, from 45 to 46, …
//	0-9: ramp 0 to 2 from 10 to 50              0 until 10, straight to 2 at 50, 2 after it
//	all: sine 0.5 period 20                     0.5 sin(2π t/20)
//	all: sine 0.5 frequency 0.05 phase 90deg    0.5 sin(2π 0.05 t + π/2); phase 0.25turn is the same
//	all: sine 0.5 period 20 from 100 to 300     0.5 sin(2π (t−100)/20) while 100 ≤ t < 300, otherwise 0
//	AVAL: file u.csv every 0.1                  samples of a file at t = 0, 0.1, 0.2, …; each holds until the next
//	AVAL: file u.csv every 0.1 linear from 50   samples at t = 50, 50.1, …, joined by straight lines
//
// The words of a shape come in this order. Times have the unit in which the leak is a rate: a neuron
// of leak 1 forgets within a time of about 1. A frequency is in periods for each unit of time, and
// the phase is that at the time after from, or at t = 0. A number is decimal, 0 or between 1e-100
// and 1e100 in magnitude.
//
// Before the first sample of a file, and after the last, u is 0. A sample that holds does so for one
// interval, the last one too; of samples joined by lines the last one ends the input. One column goes
// to all chosen neurons; of several, column k goes to the k-th neuron of the list before the colon.
//
// # Neurons
//
// The list has labels, numbers counted from 0, and ranges of numbers such as 0-9, whose end is
// included, or the word all. A text that is both a number and the label of another neuron is refused:
// "7" in quotation marks is the label, #7 the number (#0-9 for a range). A label or a file's name
// with blanks, commas or colons stands in quotation marks; a quotation mark within is doubled. In
// YAML the whole term is quoted, since a colon would make a mapping of it.
//
// # Steps
//
// In the step from t to t+h a stepper takes the mean of u over the step, so that the area of a pulse
// does not depend on h. The means are closed forms. They are computed by IEEE 754 operations that are
// rounded alike everywhere, and a sine of our own, so that they are the same on every machine.
package stimulus
