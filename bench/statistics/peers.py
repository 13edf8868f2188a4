# The peer in Python (statsmodels), on the files that bench/statistics/run made. The same line a task
# as peers.R: task, peer, answer, milliseconds of each round. It computes no confidence limits.
import re, sys, time
import numpy as np
from statsmodels.duration.survfunc import SurvfuncRight, CumIncidenceRight, survdiff

folder, rounds = sys.argv[1], int(sys.argv[2])
wanted = re.compile(sys.argv[3] if len(sys.argv) > 3 else ".")


def rows(kind, n):
    raw = np.fromfile(f"{folder}/{kind}-{n}.bin", dtype=np.uint8)
    t = raw[: 8 * n].view("<f8")
    status = raw[8 * n : 12 * n].view("<i4")
    group = raw[12 * n : 16 * n].view("<i4")
    return t.copy(), status.copy(), group.copy()


def measure(task, peer, work, answer):
    if not wanted.search(task):
        return
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        taken.append((time.perf_counter() - start) * 1000)
    answers = " ".join(f"{a:.12g}" for a in answer(result))
    print(task, peer, answers, ",".join(f"{t:.3f}" for t in taken), sep="\t", flush=True)


def at(times, values, when):
    return values[np.searchsorted(times, when, side="right") - 1]


for kind in ("days", "continuous"):
    t, status, group = rows(kind, 1_000_000)
    event = (status != 0).astype(int)
    measure(f"km-{kind}-1000000", "statsmodels", lambda: SurvfuncRight(t, event),
            lambda f: [at(f.surv_times, f.surv_prob, 500)])
    measure(f"logrank-{kind}-1000000", "statsmodels", lambda: survdiff(t, event, group),
            lambda f: [f[0]])
    t, status, group = rows(kind, 100_000)
    measure(f"aj-{kind}-100000", "statsmodels", lambda: CumIncidenceRight(t, status),
            lambda f: [at(f.times, f.cinc[0], 500), at(f.times, f.cinc_se[0], 500)])
