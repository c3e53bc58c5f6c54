"""Where the constants of transform.go come from. Needs only Python's standard library.

Each function of the transform is a power series F in z. This script finds the
polynomial p of the given degree for which max |z (F(z) - p(z))| over 0 < z <= top is
least (Remez exchange in 50-digit decimals), rounds its coefficients to float64 and
prints them as Go hexadecimal constants, together with the error that remains.

    logarithm   -2 ln((1+s)/(1-s)) = s (-4 + z F(z)),     z = s^2, |s| <= (sqrt 2 - 1)/(sqrt 2 + 1)
    sine        sin(pi x/4)        = x (pi/4 + z F(z)),   z = x^2, |x| <= 1
    cosine      cos(pi x/4)        = 1 + z F(z),          z = x^2, |x| <= 1
"""

from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
PI = Decimal("3.14159265358979323846264338327950288419716939937511")
LN2 = Decimal(2).ln()
TERMS = 40
GRID = 2000


def factorial(n):
    out = Decimal(1)
    for i in range(2, n + 1):
        out *= i
    return out


def horner(coefficients, z):
    out = Decimal(0)
    for c in reversed(coefficients):
        out = out * z + c
    return out


def solve(rows, rhs):
    """Gaussian elimination with partial pivoting."""
    n = len(rhs)
    a = [list(r) + [b] for r, b in zip(rows, rhs)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for r in range(n):
            if r != i:
                f = a[r][i] / a[i][i]
                a[r] = [x - f * y for x, y in zip(a[r], a[i])]
    return [a[i][n] / a[i][i] for i in range(n)]


def remez(series, top, count):
    """The count coefficients that minimize max |z (F - p)| on (0, top]."""
    # Chebyshev's points, which are close to the extremes of the optimal error.
    cos = lambda t: horner([(-1) ** k * t ** (2 * k) / factorial(2 * k) for k in range(TERMS)], Decimal(1))
    nodes = [top * (1 - cos(PI * (i + 1) / (count + 1))) / 2 for i in range(count + 1)]
    for _ in range(12):
        rows = [[z ** (k + 1) for k in range(count)] + [Decimal(-1) ** i] for i, z in enumerate(nodes)]
        p = solve(rows, [z * horner(series, z) for z in nodes])[:count]
        error = lambda z: z * (horner(series, z) - horner(p, z))
        grid = [top * i / GRID for i in range(GRID + 1)]
        values = [error(z) for z in grid]
        nodes = [
            grid[i] for i in range(1, GRID + 1)
            if abs(values[i]) >= abs(values[i - 1]) and (i == GRID or abs(values[i]) >= abs(values[i + 1]))
        ]
        assert len(nodes) == count + 1, f"{len(nodes)} extremes"
    return p


def go(value):
    """value rounded to float64, as a Go hexadecimal literal without trailing zeros."""
    mantissa, exponent = float(value).hex().split("p")
    return mantissa.rstrip("0").rstrip(".") + "p" + exponent.replace("+", "")


def exact(x):
    f = Fraction(x)
    return Decimal(f.numerator) / Decimal(f.denominator)


def report(name, series, top, count):
    p = remez(series, top, count)
    rounded = [exact(float(c)) for c in p]
    worst = max(abs(z * (horner(series, z) - horner(rounded, z))) for z in (top * i / GRID for i in range(1, GRID + 1)))
    print(f"// {name}: error at most 2^{float(worst.log10() / Decimal(2).log10()):.1f} after rounding.")
    for i, c in enumerate(p):
        print(f"\t{name}{i} = {go(c)} // {float(c)!r}")


root2 = Decimal(2).sqrt()
quarter = PI / 4
high = exact(float(quarter))
print(f"\ttwoLn2 = {go(2 * LN2)}")
print(f"\tquarterPiHi = {go(high)}\n\tquarterPiLo = {go(quarter - high)}")
report("log", [Decimal(-4) / (2 * k + 3) for k in range(TERMS)], ((root2 - 1) / (root2 + 1)) ** 2, 7)
report("sin", [(-1) ** (k + 1) * quarter ** (2 * k + 3) / factorial(2 * k + 3) for k in range(TERMS)], Decimal(1), 6)
report("cos", [(-1) ** (k + 1) * quarter ** (2 * k + 2) / factorial(2 * k + 2) for k in range(TERMS)], Decimal(1), 7)
