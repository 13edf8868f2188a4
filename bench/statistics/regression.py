# Reads what the benchmark printed, checks that all answers agree, and writes the table of
# bench/statistics/regression.md. Ends with 1, saying which, where answers differ.
import datetime, os, platform, statistics, subprocess, sys
from collections import defaultdict

folder, passes, rounds, java = sys.argv[1:5]
ours = ["limbline, threads 1", "limbline, threads 2"]
warm, cold, answers, memory = defaultdict(list), defaultdict(list), {}, {}
for name in ("ours", "peers", "growth"):
    with open(f"{folder}/{name}.tsv") as file:
        for line in file:
            task, who, answer, taken = line.rstrip("\n").split("\t")
            key = (name == "growth", task, who)
            taken = [float(t) for t in taken.split(",")]
            cold[key].append(taken[0])
            warm[key] += taken[1:] or taken
            answers[key] = [float(a) for a in answer.split()]

# coxph stops at a change of 1e-9 of the log likelihood, which leaves about six digits of a small
# coefficient; crr at a slope of 1e-6. The error is measured in standard errors.
TOLERANCE = 1e-4
with open(f"{folder}/memory.tsv") as file:
    for line in file:
        task, tenths = line.split()
        memory[task] = int(tenths) / 10
wrong = []
for (growth, task, who), theirs in answers.items():
    mine = answers.get((growth, task, ours[0]))
    if mine is None:
        continue
    errors = mine[len(mine) // 2:]
    for a, b, error in zip(mine, theirs, errors + errors):
        if (who in ours and a != b) or abs(a - b) > TOLERANCE * error:
            wrong.append(f"{task}: {who} answers {b}, limbline {a}")
if wrong:
    print("\n".join(wrong))
    sys.exit(1)


def median(task, who):
    values = warm.get((False, task, who))
    return statistics.median(values) if values else None


def figure(milliseconds):
    return f"{milliseconds:.3g}" if milliseconds < 1000 else f"{milliseconds:.0f}"


def spread(values):
    return f"{figure(statistics.median(values))} ({figure(min(values))} to {figure(max(values))})"


def command(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout.strip()


with open("/proc/cpuinfo") as file:
    model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
load = os.getloadavg()
with open(f"{folder}/begin.txt") as file:
    begin = float(file.read())
print(f"""# Regression beside its peers

Written by `bench/statistics/run-regression`; change that and not this page.

| | |
|---|---|
| date | {datetime.date.today()} |
| machine | {model}, {os.cpu_count()} processors, Linux {platform.release().split('-')[0]} |
| load of the machine at the beginning (1 minute) | {begin:.1f} |
| load of the machine at the end (1, 5, 15 minutes) | {load[0]:.1f}, {load[1]:.1f}, {load[2]:.1f} |
| Java | {java} |
| peers | {command("dpkg-query", "-W", "-f", "${Package} ${Version} ", "r-base-core", "r-cran-survival", "r-cran-cmprsk")} |
| rounds | {passes} passes over all in turn, {rounds} rounds a task in each |

Times are warm medians in milliseconds, with the least and the most; data is in memory when the clock
starts. Five covariates; Efron's ties; Fine and Gray's model with its sandwich variance. All answers
agreed within 1e-4 of a standard error, since R stops earlier; one and two threads answer with the
same digits.

## Against the targets

| task | against | target | one thread | two threads | |
|---|---|---|---|---|---|""")
for kind in ("days", "continuous"):
    for size, peer, target, alone in ((100_000, "survival::coxph", 12, 0), (1_000_000, "survival::coxph", 18, 10),
                                      (1_000_000, "survival::coxph.fit", 1.5, 0)):
        task = f"cox-{kind}-{size}"
        if not median(task, peer):
            continue
        ratios = [median(task, peer) / median(task, mine) for mine in ours]
        met = max(ratios) >= target and ratios[0] >= alone
        print(f"| {task} | {peer} | {target}{f' ({alone} on one)' if alone else ''} | {ratios[0]:.3g} | "
              f"{ratios[1]:.3g} | {'met' if met else '**missed**'} |")
    for task, other, target in ((f"finegray-{kind}-10000", f"finegray-{kind}-10000", 2000),
                                (f"finegray-{kind}-1000000", f"cox-{kind}-1000000", 6)):
        peer = "cmprsk::crr" if target == 2000 else "survival::coxph"
        if not median(other, peer) or not median(task, ours[0]):
            continue
        ratios = [median(other, peer) / median(task, mine) for mine in ours]
        print(f"| {task} | {peer} | {target} | {ratios[0]:.4g} | {ratios[1]:.4g} | "
              f"{'met' if max(ratios) >= target else '**missed**'} |")
print("""
## Every measurement

| task | who | warm, ms | first call, ms |
|---|---|---|---|""")
for growth, task, who in warm:
    if not growth:
        print(f"| {task} | {who} | {spread(warm[growth, task, who])} | "
              f"{figure(statistics.median(cold[growth, task, who]))} |")
with open(f"{folder}/second.txt") as file:
    second = file.read().strip()
print(f"""
## Growth

Milliseconds. For comparison: in arithmetic in registers, which waits for no memory and for no other
thread, two threads did {second} times what one does on this machine, right after these measurements.

| task | threads | 10³ | 10⁴ | 10⁵ | 10⁶ | 10⁷ |
|---|---|---|---|---|---|---|""")
SIZES = (10**3, 10**4, 10**5, 10**6, 10**7)
for kind in ("days", "continuous"):
    for task in ("cox", "finegray"):
        for who in ours:
            cells = [warm.get((True, f"{task}-{kind}-{n}", who)) for n in SIZES]
            print(f"| {task} {kind} | {who[-1]} | "
                  + " | ".join(figure(statistics.median(c)) if c else "" for c in cells) + " |")
if memory:
    print("""
## Memory

The least heap in which a fit of 10^6 rows ends, with the input in it (time, status and five
covariates, 52 bytes a row), as a multiple of the input. "No more than the input again" is 2.

| task | times the input | |
|---|---|---|""")
    for task, times in memory.items():
        print(f"| {task}-1000000 | {times:.1f} | {'met' if times <= 2 else '**missed**'} |")
