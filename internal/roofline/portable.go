package roofline

// portable returns the unit in plain Go, which the compiler fuses on architectures that
// allow it.
func portable[T Float]() unit {
	return unit{
		name: "portable", flops: 2 * 8,
		fma:  portableFMA[T],
		read: portableRead,
	}
}

// portableFMA updates eight independent sums.
func portableFMA[T Float](loops int) {
	var a, b, c, d, e, f, g, h T
	for range loops {
		a = a*0.5 + 1
		b = b*0.5 + 1
		c = c*0.5 + 1
		d = d*0.5 + 1
		e = e*0.5 + 1
		f = f*0.5 + 1
		g = g*0.5 + 1
		h = h*0.5 + 1
	}
	if a+b+c+d+e+f+g+h > 16 { // so that the compiler keeps the loop
		panic("roofline: a sum is beyond its limit")
	}
}

// portableRead returns the sum of x.
func portableRead(x []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= 8; x = x[8:] {
		v := (*[8]float64)(x)
		a += v[0] + v[4]
		b += v[1] + v[5]
		c += v[2] + v[6]
		d += v[3] + v[7]
	}
	return a + b + c + d
}
