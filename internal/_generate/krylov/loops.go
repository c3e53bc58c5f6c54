package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/reg"   //nolint:revive // likewise
)

const condition = "with at least one row and columns a positive multiple of 8:"

func dots(s isa) {
	TEXT("dots"+s.name, NOSPLIT, "func(sums, a, b []float64, rows, columns, stride int)")
	Doc("dots"+s.name+" is, "+condition, "",
		"\tfor i := range rows {",
		"\t\tfor c := range columns {",
		"\t\t\tsums[c] = math.FMA(a[i*stride+c], b[i*stride+c], sums[c])",
		"\t\t}",
		"\t}")
	sums, a, b := base("sums"), base("a"), base("b")
	rows, left, stride := Load(Param("rows"), GP64()), Load(Param("columns"), GP64()), bytes("stride")
	var total []VecVirtual
	groups(left, stride, rows, []Register{a, b}, []Register{sums}, nil,
		func([]Register, Register) { total = s.loaded(sums) },
		func(rows []Register, _ Register) {
			for v, u := range s.loaded(rows[0]) {
				VFMADD231PD(s.at(rows[1], v), u, total[v])
			}
		},
		func([]Register, Register) { s.store(total, sums) })
}

func reduce(s isa) {
	TEXT("reduce"+s.name, NOSPLIT, "func(r, q, inverse, alpha, rho, largest []float64, columns, stride int)")
	Doc("reduce"+s.name+" is, "+condition, "",
		"\tfor i, d := range inverse {",
		"\t\tfor c := range columns {",
		"\t\t\tv := math.FMA(-alpha[c], q[i*stride+c], r[i*stride+c])",
		"\t\t\tr[i*stride+c] = v",
		"\t\t\trho[c] = math.FMA(v, d*v, rho[c])",
		"\t\t\tif square := v * (d * v); square > largest[c] {",
		"\t\t\t\tlargest[c] = square",
		"\t\t\t}",
		"\t\t}",
		"\t}")
	r, q, inverse := base("r"), base("q"), base("inverse")
	count := Load(Param("inverse").Len(), GP64())
	alpha, rho, largest := base("alpha"), base("rho"), base("largest")
	left, stride := Load(Param("columns"), GP64()), bytes("stride")
	var a, sum, most []VecVirtual
	groups(left, stride, count, []Register{r, q}, []Register{alpha, rho, largest}, inverse,
		func([]Register, Register) { a, sum, most = s.loaded(alpha), s.loaded(rho), s.loaded(largest) },
		func(rows []Register, d Register) {
			diagonal := s.vector()
			VBROADCASTSD(s.at(d, 0), diagonal)
			values := s.loaded(rows[0])
			for v, u := range values {
				scaled := s.vector()
				VFNMADD231PD(s.at(rows[1], v), a[v], u)
				VMULPD(diagonal, u, scaled)
				VFMADD231PD(u, scaled, sum[v])
				VMULPD(u, scaled, scaled)
				VMAXPD(most[v], scaled, most[v]) // the second where it is not larger
			}
			s.store(values, rows[0])
		},
		func([]Register, Register) {
			s.store(sum, rho)
			s.store(most, largest)
		})
}

func update(s isa) {
	TEXT("update"+s.name, NOSPLIT, "func(x, p, r, inverse, alpha, beta []float64, columns, stride int)")
	Doc("update"+s.name+" is, "+condition, "",
		"\tfor i, d := range inverse {",
		"\t\tfor c := range columns {",
		"\t\t\tk := i*stride + c",
		"\t\t\tx[k], p[k] = math.FMA(alpha[c], p[k], x[k]), math.FMA(beta[c], p[k], d*r[k])",
		"\t\t}",
		"\t}")
	x, p, r, inverse := base("x"), base("p"), base("r"), base("inverse")
	count := Load(Param("inverse").Len(), GP64())
	alpha, beta := base("alpha"), base("beta")
	left, stride := Load(Param("columns"), GP64()), bytes("stride")
	var a, b []VecVirtual
	groups(left, stride, count, []Register{x, p, r}, []Register{alpha, beta}, inverse,
		func([]Register, Register) { a, b = s.loaded(alpha), s.loaded(beta) },
		func(rows []Register, d Register) {
			diagonal := s.vector()
			VBROADCASTSD(s.at(d, 0), diagonal)
			solutions, directions := s.loaded(rows[0]), s.loaded(rows[1])
			for v, direction := range directions {
				next := s.vector()
				VFMADD231PD(direction, a[v], solutions[v])
				VMULPD(s.at(rows[2], v), diagonal, next)
				VFMADD231PD(direction, b[v], next)
				directions[v] = next
			}
			s.store(solutions, rows[0])
			s.store(directions, rows[1])
		},
		func([]Register, Register) {})
}
