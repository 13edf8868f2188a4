# Reads what the benchmark printed, checks that all answers agree, and writes the table of
# bench/statistics/results.md. Ends with 1, saying which, where answers differ.
import datetime, os, platform, statistics, subprocess, sys
from collections import defaultdict

folder, passes, rounds, java = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]


def rows(name):
    with open(f"{folder}/{name}.tsv") as file:
        for line in file:
            task, who, answer, taken = line.rstrip("\n").split("\t")
            yield task, who, [float(a) for a in answer.split()], [float(t) for t in taken.split(",")]


# The first call of each process is cold: it is shown apart from the warm ones.
cold, warm, answers = defaultdict(list), defaultdict(list), {}
for name in ("ours", "peers", "growth"):
    for task, who, answer, taken in rows(name):
        key = (name == "growth", task, who)
        cold[key].append(taken[0])
        warm[key] += taken[1:] or taken
        answers[key] = answer


def key(task, who):
    return (False, task, who)


def median(task, who):
    return statistics.median(warm[key(task, who)])


# Relative. All compute the same formulas in doubles: 1e-9 leaves room for the order of sums. R's
# survfit joins near-equal times and others do not: with a million continuous times some 1e-7 of the
# rows move. metafor's REML stops once tau2 moves by less than 1e-5, where the last step is far less.
TOLERANCE = {"km-continuous": 1e-6, "logrank-continuous": 1e-6, "aj-continuous": 1e-6,
             "leave-one-out": 1e-6}
FIRST_ONLY = {"aj": 1}  # the peers estimate the standard errors by other formulas than cmprsk's


def differs(task, ours, theirs):
    prefix = next((p for p in TOLERANCE if task.startswith(p)), None)
    tolerance = TOLERANCE.get(prefix, 1e-9)
    return [(a, b) for a, b in zip(ours, theirs) if abs(a - b) > tolerance * max(abs(a), abs(b))]


tasks = list(dict.fromkeys(task for growth, task, who in warm if not growth and "load" not in task))
ours = ["limbline, threads 1", "limbline, threads 2"]
wrong = []
for task in tasks:
    mine = answers[key(task, ours[0])]
    if answers[key(task, ours[1])] != mine:
        wrong.append(f"{task}: two threads answer {answers[key(task, ours[1])]}, one {mine}")
    for growth, other, who in answers:
        if not growth and other == task and who not in ours:
            count = FIRST_ONLY.get(task.split("-")[0], len(mine))
            if differs(task, mine[:count], answers[key(task, who)]):
                wrong.append(f"{task}: {who} answers {answers[key(task, who)]}, limbline {mine}")
if wrong:
    print("\n".join(wrong))
    sys.exit(1)

# What is asked for: peer's time divided by ours.
FASTEST = "the fastest peer"
TARGETS = [
    ("km-days-1000000", FASTEST, 30),
    ("km-days-1000000", "survival::survfit", 300),
    ("km-continuous-1000000", "statsmodels", 6),
    ("km-continuous-1000000", "survival::survfit", 80),
    ("km-continuous-10000000", "prodlim", 25),
    ("logrank-days-1000000", FASTEST, 35),
    ("logrank-continuous-1000000", FASTEST, 12),
    ("aj-days-100000", FASTEST, 30),
    ("aj-continuous-100000", "statsmodels", 8),
    ("aj-days-100000", "prodlim", 500),
    ("aj-continuous-100000", "prodlim", 500),
    ("gray-days-1000000", FASTEST, 150),
    ("gray-continuous-1000000", FASTEST, 30),
    ("leave-one-out-100", FASTEST, 50),
]


def peers_of(task):
    return [who for growth, other, who in warm if not growth and other == task and who not in ours]


def figure(milliseconds):
    return f"{milliseconds:.3g}" if milliseconds < 1000 else f"{milliseconds:.0f}"


def spread(values):
    return f"{figure(statistics.median(values))} ({figure(min(values))} to {figure(max(values))})"


def command(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout.strip()


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
    return f"{model}, {os.cpu_count()} processors, Linux {platform.release().split('-')[0]}"


versions = command("dpkg-query", "-W", "-f", "${Package} ${Version}, ", "r-base-core", "r-cran-survival",
                   "r-cran-cmprsk", "r-cran-prodlim", "r-cran-metafor", "python3-statsmodels").rstrip(", ")
load = os.getloadavg()
print(f"""# The statistics library beside its peers

Written by `bench/statistics/run`; change that and not this page.

| | |
|---|---|
| date | {datetime.date.today()} |
| machine | {machine()} |
| load of the machine at the end (1, 5, 15 minutes) | {load[0]:.1f}, {load[1]:.1f}, {load[2]:.1f} |
| Java | {java} |
| peers | {versions} |
| rounds | {passes} passes over all in turn, {rounds} rounds a task in each |

Times are warm medians in milliseconds, with the least and the most; data is in memory when the clock
starts. All answers agreed: to 1e-9 relative (continuous times 1e-6, since only R and this library
join near-equal times; leave-one-out 1e-6, since metafor stops early; standard errors of cumulative
incidences, for which each peer has a formula of its own, are computed and not compared). One and two
threads answer with the same digits. The statsmodels figures are without confidence limits.

## Against the targets

Ratios of medians, and of the least times, which other work on the machine disturbs less.

| task | against | target | one thread | two threads | of the least: one | two | |
|---|---|---|---|---|---|---|---|""")
for task, against, target in TARGETS:
    who = min(peers_of(task), key=lambda p: median(task, p)) if against == FASTEST else against
    ratios = [median(task, who) / median(task, mine) for mine in ours]
    least = [min(warm[key(task, who)]) / min(warm[key(task, mine)]) for mine in ours]
    said = "met" if max(ratios) >= target else "**missed**"
    print(f"| {task} | {who}{' (fastest)' if against == FASTEST else ''} | {target} | {ratios[0]:.3g} | "
          f"{ratios[1]:.3g} | {least[0]:.3g} | {least[1]:.3g} | {said} |")


def grown(task, threads):
    return warm.get((True, task, f"limbline, threads {threads}"))


big = grown("km-days-10000000", 2)
if big:
    for task, base in (("km", "pass2"), ("logrank", "pass3")):
        ratio = statistics.median(grown(f"{task}-days-10000000", 2)) / statistics.median(
            grown(f"{base}-days-10000000", 1))
        print(f"| {task}-days-10000000 | one pass of one thread over the same arrays | at most 3 times | "
              f"| {ratio:.3g} times | | | {'met' if ratio <= 3 else '**missed**'} |")

with open(f"{folder}/memory.txt") as file:
    memory = file.read().strip()
print(f"| km-continuous-10000000, peak heap with the input | times and events, 12 bytes a row | at most 3 times | "
      f"{memory} | | | | {'met' if float(memory.split()[0]) <= 3 else '**missed**'} |")

whole = defaultdict(list)
with open(f"{folder}/whole.tsv") as file:
    for line in file:
        who, taken = line.split("\t")
        whole[who].append(int(taken) / 1000)
share = statistics.median(whole["ours"]) / statistics.median(whole["R"])
print(f"| `limbline stats km` on 228 rows, the whole command | Rscript | at most 0.25 of its time | "
      f"{share:.3g} | | | | {'met' if share <= 0.25 else '**missed**'} |")
print(f"""
The whole command took {spread(whole["ours"])} ms, Rscript {spread(whole["R"])} ms, {len(whole["R"])} times each in turn.

Of the targets against prodlim: 1/500 of its time with whole days is {figure(median("aj-days-100000", "prodlim") / 500)} ms,
of which one pass that counts the rows of each day and status, and neither checks nor estimates anything,
takes {figure(median("floor-count-days-100000", ours[0]))} ms; with continuous times it is {figure(median("aj-continuous-100000", "prodlim") / 500)} ms, and to write the answer down
without computing it (an incidence and a standard error of two causes at every time, 3.2 MB) takes {figure(median("floor-write-continuous-100000", ours[0]))} ms.

## Every measurement

| task | who | warm, ms | first call, ms |
|---|---|---|---|""")
for task in tasks:
    for who in ours + sorted(peers_of(task), key=lambda p: median(task, p)):
        print(f"| {task} | {who} | {spread(warm[key(task, who)])} | {figure(statistics.median(cold[key(task, who)]))} |")
for growth, task, who in warm:
    if not growth and task.startswith("load"):
        print(f"| {task} (reading the file) | {who} | | {figure(statistics.median(cold[key(task, who)]))} |")

print("""
## Growth

Milliseconds, and in brackets how many times one single-threaded pass takes that sums the same arrays
(times and statuses, for tests and competing events also groups).

| task | threads | 10³ | 10⁴ | 10⁵ | 10⁶ | 10⁷ |
|---|---|---|---|---|---|---|""")
for kind in ("days", "continuous"):
    for task, base in (("pass2", "pass2"), ("pass3", "pass3"), ("table", "pass2"), ("km", "pass2"),
                       ("logrank", "pass3"), ("aj", "pass2"), ("gray", "pass3")):
        for threads in (1, 2):
            if task.startswith("pass") and threads == 2:
                continue
            cells = []
            for n in (10**3, 10**4, 10**5, 10**6, 10**7):
                taken, one = grown(f"{task}-{kind}-{n}", threads), grown(f"{base}-{kind}-{n}", 1)
                cells.append("" if not taken else figure(statistics.median(taken)) + (
                    "" if task.startswith("pass")
                    else f" ({statistics.median(taken) / statistics.median(one):.3g})"))
            print(f"| {task} {kind} | {threads} | {' | '.join(cells)} |")
