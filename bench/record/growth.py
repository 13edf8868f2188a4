"""Turns what bench/record/growth measured into its table."""
import glob
import os
import statistics
import sys

target = sys.argv[1]


def rows(name):
    with open(os.path.join(target, name)) as file:
        return [line.rstrip("\n").split("\t") for line in file]


def pages(patients, page):
    """p50 and p99 of eight users without a pause, and what a page takes of the processors."""
    row = next(row for row in rows(f"{patients}.pages.tsv")
               if row[0] == page and row[1] == "without a pause" and row[2] == "8")
    return f"{row[4]} / {row[5]}", f"{float(row[8]) + float(row[9]):.2f}"


def appends(patients):
    table = {}
    for row in rows(f"{patients}.appends.tsv"):
        table.setdefault(int(row[0]), []).append((float(row[1]), float(row[2])))
    return [f"{statistics.median(one[0] for one in table[writers]):,.0f} "
            f"({statistics.median(one[0] / one[1] for one in table[writers]):.2f})"
            for writers in sorted(table)]


sizes = sorted(int(os.path.basename(name).split(".")[0])
               for name in glob.glob(os.path.join(target, "*.appends.tsv")))
print("# How the record grows\n")
print("Written by `bench/record/growth`; change that and not this page.\n")
print("Patients of thirty events; a server with a heap of 512 MB. Pages: eight users without a pause, ms "
      "until the whole page is there (median / 99 in 100), and ms of the processors that a page takes in "
      "the server and PostgreSQL. Appends: events a second, and in brackets as many times a bare insert and "
      "commit from as many connections.\n")
print(f"Load of the machine at the end (1, 5, 15 minutes): "
      f"{', '.join(f'{one:.1f}' for one in os.getloadavg())}; {os.cpu_count()} processors.\n")
print("| patients | on disk, MB | loaded, s | folded, s | patient page | ms | worklist | ms | search | ms "
      "| 1 writer | 16 | 48 | server's memory, MB |")
print("|---:|---:|---:|---:|---|---:|---|---:|---|---:|---|---|---|---:|")
for size in sizes:
    load, fold = rows(f"{size}.prepared")[0]
    print(f"| {size:,} | {rows(f'{size}.disk')[0][0]} | {load} | {fold} | "
          + " | ".join(" | ".join(pages(size, page))
                       for page in ("patient page", "worklist", "worklist, search by words"))
          + " | " + " | ".join(appends(size)) + f" | {rows(f'{size}.memory')[0][0]} |")
