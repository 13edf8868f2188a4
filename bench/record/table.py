"""Turns what bench/record/run measured into its table."""
import os
import statistics
import sys

target, patients = sys.argv[1], int(sys.argv[2])
EVENTS = 30
TARGETS = {1: 0.6, 16: 0.9, 48: 1.3}
PAGES = {"patient page": 50, "worklist": 100}


def rows(name):
    with open(os.path.join(target, name)) as file:
        return [line.rstrip("\n").split("\t") for line in file]


def measured(name):
    """Whether there is something to tell; what was left out this time is named as such."""
    path = os.path.join(target, name)
    there = os.path.exists(path) and os.path.getsize(path) > 0
    if not there:
        print("Not measured this time.")
    return there


def spread(values):
    return f"{statistics.median(values):,.0f} ({min(values):,.0f}-{max(values):,.0f})"


print(f"# The record with {patients:,} patients of {EVENTS} events\n")
print("Written by `bench/record/run`; change that and not this page. What was looked into beside it: "
      "[notes.md](notes.md).\n")
print(f"Load of the machine at the end (1, 5, 15 minutes): "
      f"{', '.join(f'{one:.1f}' for one in os.getloadavg())}; {os.cpu_count()} processors.\n")

print("## Loading\n")
if measured("load.tsv"):
    print("| what | events | s | events/s |\n|---|---|---|---|")
    for what, events, seconds, speed in rows("load.tsv"):
        print(f"| {what} | {int(events):,} | {seconds} | {int(speed):,} |")
    if os.path.exists(os.path.join(target, "fold.txt")):
        fold = int(rows("fold.txt")[0][0]) / 1000
        print(f"| every patient folded, and the worklist written | {patients * EVENTS:,} | "
              f"{fold:.1f} | {patients * EVENTS / fold:,.0f} |")
print("\n`limbline journal verify`:")
if measured("verify.txt"):
    with open(os.path.join(target, "verify.txt")) as file:
        print(file.read().strip())

print("\n## Durable appends beside a bare insert\n")
if measured("appends.tsv"):
    print("On half a million rows. Events a second, medians of interleaved rounds with the least and "
          "the most, after the database and the program have run warm. Processor time in µs for each "
          "event: of the program and of PostgreSQL.\n")
    print("| writers | ours | bare | ratio | target | | ours, program | ours, PostgreSQL | bare, program "
          "| bare, PostgreSQL |\n|---|---|---|---|---|---|---|---|---|---|")
    appends = [tuple(map(float, row)) for row in rows("appends.tsv")]
    for writers in sorted({int(row[0]) for row in appends}):
        own = [row for row in appends if row[0] == writers]
        ratio = statistics.median(row[1] / row[2] for row in own)
        met = "met" if ratio >= TARGETS[writers] else "**missed**"
        cpu = " | ".join(f"{statistics.median(row[i] for row in own):.0f}" for i in range(3, 7))
        print(f"| {writers} | {spread([row[1] for row in own])} | {spread([row[2] for row in own])} | "
              f"{ratio:.2f} | {TARGETS[writers]} | {met} | {cpu} |")
    print("\n`limbline journal verify` afterwards:")
    if measured("verify-appends.txt"):
        with open(os.path.join(target, "verify-appends.txt")) as file:
            print(file.read().strip())

print("\n## Pages\n")
if measured("pages.tsv"):
    print("Milliseconds until the whole page is there, after 10,000 of each to warm up. *Without a "
          "pause* each user asks again as soon as the answer is there, as nobody does in front of a "
          "screen: with so many users the processors are full, and the time is that of a queue. *Once a "
          "second* each asks so often, at moments of his own, whether or not the server keeps up; the time "
          "is from that moment. What a page takes of the processors, in ms: in the server, in PostgreSQL, "
          "and in the program that asks, which all share them.\n")
    print("| page | users | asking | requests | p50 | p99 | longest | target p99 at 8 | | pages/s | server "
          "| PostgreSQL | asking |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for page, way, users, requests, p50, p99, longest, *cost in rows("pages.tsv"):
        target_ms = PAGES.get(page) if (users, way) == ("8", "without a pause") else None
        met = "" if target_ms is None else "met" if float(p99) < target_ms else "**missed**"
        print(f"| {page} | {users} | {way} | {requests} | {p50} | {p99} | {longest} | {target_ms or ''} "
              f"| {met} | {' | '.join(cost)} |")

if os.path.exists(os.path.join(target, "fhir.tsv")):
    print("\n## A FHIR server, asked for the same\n")
    print("| what | users | requests | p50 | p99 | longest |\n|---|---|---|---|---|---|")
    for row in rows("fhir.tsv"):
        print("| " + " | ".join(row) + " |")

print("\n## Start and memory\n")
if measured("cache.tsv"):
    print("Milliseconds from the command to the first page, database included; median of five with the "
          "least and the most. The AOT cache is what Java kept of the rehearsal at the end of the "
          "build.\n\n| folder | with AOT cache | without |\n|---|---|---|")
    times = {}
    for cache, what, ms in rows("cache.tsv"):
        times.setdefault((cache, what), []).append(int(ms))
    for what, called in (("nothing", "not there yet"), ("again", "the same, again")):
        print(f"| {called} | {spread(times['with', what])} | {spread(times['without', what])} |")
if os.path.exists(os.path.join(target, "start.txt")):
    print(f"\nOn this record: {', '.join(row[0] for row in rows('start.txt'))} ms.")
if os.path.exists(os.path.join(target, "memory.txt")):
    print("\nServer with a heap of 512 MB, after the pages: "
          + "; ".join(" ".join(" ".join(row).split()) for row in rows("memory.txt")) + ".")
