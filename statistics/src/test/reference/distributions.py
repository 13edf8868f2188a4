"""The same functions as distributions.R to 17 digits from 60-digit arithmetic, deep tails included.

    python3 distributions.py > ../resources/limbline/statistics/distributions-exact.csv
"""
import random
import mpmath as mp

mp.mp.dps = 60
M = mp.mpf
random.seed(20261123)
print("# mpmath %s, 60 digits; random arguments, seed 20261123." % mp.__version__)
print("# Made by statistics/src/test/reference/distributions.py; never edited by hand.")


def put(name, *arguments, value):
    if M("1e-300") < abs(value):
        cells = [repr(float(a)) for a in arguments] + [""] * (3 - len(arguments))
        print(",".join([name] + cells + [mp.nstr(value, 17)]))


def gamma_upper(a, x):
    return mp.gammainc(a, x, mp.inf, regularized=True)


def gamma_lower(a, x):
    return mp.gammainc(a, 0, x, regularized=True)


def beta(a, b, x):
    if x < (a + 1) / (a + b + 2):
        return x**a * (1 - x)**b / (a * mp.beta(a, b)) * mp.hyp2f1(a + b, 1, a + 1, x)
    return 1 - beta(b, a, 1 - x)


for _ in range(120):
    z = random.choice([random.uniform(-8, 8), random.uniform(0, 37)])
    put("normal upper", z, value=mp.erfc(M(z) / mp.sqrt(2)) / 2)
    df = random.choice([1, 2, 3, 4, 5, 7, 10, 20, 50, 101, 1000, random.uniform(1, 3000)])
    x = df * random.choice([random.uniform(.01, 3), 10**random.uniform(-3, 2)])
    put("chi-squared upper", df, x, value=gamma_upper(M(df) / 2, M(x) / 2))
    put("chi-squared lower", df, x, value=gamma_lower(M(df) / 2, M(x) / 2))
    t = random.choice([random.uniform(0, 5), 10**random.uniform(-3, 4)])
    put("t two-sided", df, t, value=beta(M(df) / 2, M(.5), df / (df + M(t)**2)))
    a, b = (random.choice([.5, 1, 2, 3.5, 10, 100.5, 1000, random.uniform(.5, 200)]) for _ in "ab")
    x = random.choice([random.random(), min(.999, a / (a + b) * random.uniform(.5, 1.5)),
                       10**random.uniform(-10, 0)])
    put("beta lower", a, b, x, value=beta(M(a), M(b), M(x)))
    put("beta upper", a, b, x, value=beta(M(b), M(a), 1 - M(x)))
    m, f = random.choice([1, 3, 10, 100]), 10**random.uniform(-3, 3)
    put("F upper", df, m, f, value=beta(M(m) / 2, M(df) / 2, m / (m + df * M(f))))
    n = random.choice([1, 5, 40, 300, 10000])
    k, p = random.randint(0, n), random.choice([random.random(), 10**random.uniform(-8, 0)])
    put("binomial at", n, p, k, value=mp.binomial(n, k) * M(p)**k * (1 - M(p))**(n - k))
    x = random.choice([random.uniform(.01, 3), random.uniform(1, 200), 10**random.uniform(-5, 8)])
    put("log-gamma", x, value=mp.re(mp.loggamma(M(x))))
