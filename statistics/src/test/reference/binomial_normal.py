"""The binomial-normal model's optimum and standard errors in 40-digit arithmetic.

    python3 binomial_normal.py > ../resources/limbline/statistics/pooling/binomial-normal.csv

Newton's method on central differences with step 1e-9, which 40 digits make exact to 18.
"""
import csv
import os
import mpmath as mp

mp.mp.dps = 40
DATA = os.path.join(os.path.dirname(__file__), "../resources/reference/data/%s.csv")


def rule(count):
    coefficients = list(reversed(mp.taylor(lambda t: mp.hermite(count, t), 0, count)))
    nodes = map(mp.re, mp.polyroots(coefficients, maxsteps=500, extraprec=400))
    scale = mp.mpf(2)**(count - 1) * mp.factorial(count) * mp.sqrt(mp.pi) / count**2
    return [(z, scale / mp.hermite(count - 1, z)**2) for z in nodes]


def log_likelihood(studies, nodes, b, tau):
    total = mp.mpf(0)
    for x, n in studies:
        u = mp.mpf(0)
        for _ in range(100):
            p = 1 / (1 + mp.exp(-(b + tau * u)))
            step = (tau * (x - n * p) - u) / (1 + tau**2 * n * p * (1 - p))
            u += step
            if abs(step) < mp.mpf(10)**-38:
                break
        p = 1 / (1 + mp.exp(-(b + tau * u)))
        scale = mp.sqrt(2 / (1 + tau**2 * n * p * (1 - p)))
        integral = mp.mpf(0)
        for z, w in nodes:
            at = u + scale * z
            logit = b + tau * at
            integral += (w * mp.exp(z**2 - at**2 / 2 + x * logit) / (1 + mp.exp(logit))**n)
        total += mp.log(integral * mp.binomial(n, x) * scale / mp.sqrt(2 * mp.pi))
    return total


def fit(studies, count, b, tau):
    nodes, h = rule(count), mp.mpf(10)**-9

    def f(i, j):
        return log_likelihood(studies, nodes, b + i * h, tau + j * h)

    for _ in range(6):
        o, bp, bm, tp, tm, pp, mm = f(0, 0), f(1, 0), f(-1, 0), f(0, 1), f(0, -1), f(1, 1), f(-1, -1)
        gb, gt = (bp - bm) / (2 * h), (tp - tm) / (2 * h)
        bb, tt = (bp - 2 * o + bm) / h**2, (tp - 2 * o + tm) / h**2
        bt = (pp - bp - tp + 2 * o - bm - tm + mm) / (2 * h**2)
        d = bb * tt - bt**2
        b, tau = b - (tt * gb - bt * gt) / d, tau - (bb * gt - bt * gb) / d
    return b, tau, o, mp.sqrt(-tt / d), mp.sqrt(-1 / bb), mp.sqrt(-bb / d)


print("# mpmath %s, 40 digits." % mp.__version__)
print("# Made by statistics/src/test/reference/binomial_normal.py; never edited by hand.")
print("# data,nodes,intercept,tau,logLikelihood,standardError,errorAtTau,tauError")
for name, count, b, tau in [("hahn2001_t", 7, -2.83, .97), ("three_a", 7, -.522, 2.04),
                            ("paper_orr", 7, 1.237, .871), ("paper_orr", 21, 1.237, .871),
                            ("paper_orr", 1, 1.237, .82), ("large_a", 7, -1.14, 1.8554)]:
    with open(DATA % name) as file:
        studies = [(int(r["events"]), int(r["n"])) for r in csv.DictReader(file)]
    print(",".join([name, str(count)]
                   + [mp.nstr(v, 17) for v in fit(studies, count, mp.mpf(b), mp.mpf(tau))]))
