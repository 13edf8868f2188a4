"""The table of what mutation testing found: mutation.py FOLDER REASONS, where each part of the
module left FOLDER/part/mutations.xml, and REASONS says of classes why their survivors survive."""
import collections
import glob
import os
import sys
import xml.etree.ElementTree as xml

SEEN = ("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR")

folder, reasons_file = sys.argv[1:]
with open(reasons_file, encoding="utf-8") as lines:
    reasons = dict(line.rstrip("\n").split(": ", 1)
                   for line in lines if ": " in line and not line.startswith("#"))

# The sample comes last, and counts for the classes that no other part holds.
parts = sorted(glob.glob(os.path.join(folder, "*", "mutations.xml")),
               key=lambda part: (os.path.basename(os.path.dirname(part)) == "sample", part))
of_class = collections.defaultdict(collections.Counter)
for part in parts:
    whole_already = set(of_class) if "/sample/" in part else set()
    for mutation in xml.parse(part).getroot():
        name = mutation.findtext("mutatedClass").split("$")[0].removeprefix("limbline.statistics.")
        if name in whole_already:
            continue
        status = mutation.get("status")
        kind = "seen" if status in SEEN else "unreached" if status == "NO_COVERAGE" else "survived"
        of_class[name][kind] += 1
        of_class[name]["all"] += 1

whole = collections.Counter()
of_package = collections.defaultdict(collections.Counter)
for name, counts in of_class.items():
    whole.update(counts)
    of_package[name.rpartition(".")[0] or "(the module's own)"].update(counts)


def row(name, counts, *more):
    share = 100 * counts["seen"] / counts["all"]
    print("|", " | ".join([name, str(counts["all"]), str(counts["survived"]),
                           str(counts["unreached"]), f"{share:.0f} %", *more]), "|")


print("""# What mutation testing found in the statistics

Written by `bench/statistics/mutation`; change that, or `mutation-survivors.txt` beside it, and not
this page. PIT changes the code of the module in one place after the other (its default mutators) and
runs the tests that reach the place. A change that no test sees has survived; killed is all else, which
includes what ran out of time. The reasons at the end come from reading the survivors: they are not
proofs, and a class without one has not been read.
""")
print(f"Parts: {', '.join(os.path.basename(os.path.dirname(part)) for part in parts)}.\n")
print("| package | changes | survived | reached by no test | killed |")
print("|---|---|---|---|---|")
for name in sorted(of_package):
    row(name, of_package[name])
row("**all**", whole)
print("""
## The survivors, class by class

Classes with a survivor, most survivors first.

| class | changes | survived | reached by no test | killed | why they survive |
|---|---|---|---|---|---|""")
left = {name: c["all"] - c["seen"] for name, c in of_class.items()}
for name in sorted((n for n in left if left[n]), key=lambda n: (-left[n], n)):
    row(name, of_class[name], reasons.get(name, ""))
for name in sorted(set(reasons) - set(of_class)):
    print(f"mutation: a reason is given for {name}, which is no class of these parts",
          file=sys.stderr)
