"""What mutation testing found.
  mutation.py keep MUTATIONS_XML SOURCES FOUND CLASS ...   condenses PIT's report into FOUND/CLASS.txt
  mutation.py page FOUND SOURCES REASONS                   the page of all that was found; REASONS
                                                           says of classes why survivors survive"""
import collections
import hashlib
import os
import sys
import xml.etree.ElementTree as xml

KINDS = {"KILLED": "failed", "TIMED_OUT": "stopped", "MEMORY_ERROR": "stopped", "RUN_ERROR": "stopped",
         "SURVIVED": "survived", "NO_COVERAGE": "unreached"}


def source_of(sources, name):
    """What git calls the present source of a class, in twelve digits."""
    with open(os.path.join(sources, *name.split(".")) + ".java", "rb") as file:
        text = file.read()
    return hashlib.sha1(b"blob %d\0" % len(text) + text).hexdigest()[:12]


def keep(report, sources, found, names):
    of_class = {name: [] for name in names}
    for mutation in xml.parse(report).getroot():
        name = mutation.findtext("mutatedClass").split("$")[0].removeprefix("limbline.statistics.")
        of_class[name].append(mutation)
    for name, mutations in of_class.items():
        counts = collections.Counter(KINDS[one.get("status")] for one in mutations)
        left = sorted((int(one.findtext("lineNumber")), KINDS[one.get("status")],
                       one.findtext("mutatedMethod"), one.findtext("description"))
                      for one in mutations if KINDS[one.get("status")] != "failed")
        with open(os.path.join(found, name + ".txt"), "w", encoding="utf-8") as file:
            print("source", source_of(sources, name), file=file)
            print("failed", counts["failed"], file=file)
            for line, kind, method, description in left:
                print(kind, f"{line}, {method}:", description, file=file)


def page(found, sources, reasons_file):
    with open(reasons_file, encoding="utf-8") as lines:
        reasons = dict(line.rstrip("\n").split(": ", 1)
                       for line in lines if ": " in line and not line.startswith("#"))
    of_class, older = {}, []
    waiting = {os.path.relpath(os.path.join(folder, file), sources)[:-len(".java")].replace("/", ".")
               for folder, _, files in os.walk(sources) for file in files
               if file.endswith(".java") and file != "package-info.java"}
    for file in sorted(os.listdir(found)):
        name = file.removesuffix(".txt")
        if name not in waiting:
            sys.exit(f"mutation: {found}/{file} is of no class that is there; take it out")
        with open(os.path.join(found, file), encoding="utf-8") as lines:
            counts = collections.Counter()
            for kind, rest in (line.split(" ", 1) for line in lines):
                if kind == "source":
                    older += [name] if rest.strip() != source_of(sources, name) else []
                else:
                    counts[kind] += int(rest) if kind == "failed" else 1
            counts["all"] = counts.total()
            of_class[name] = counts
    waiting -= set(of_class)

    whole = collections.Counter()
    of_package = collections.defaultdict(collections.Counter)
    for name, counts in of_class.items():
        whole.update(counts)
        of_package[name.rpartition(".")[0] or "(the module's own)"].update(counts)

    def row(name, counts, *more):
        shares = [f"{100 * killed / counts['all']:.0f} %"
                  for killed in (counts["failed"], counts["failed"] + counts["stopped"])]
        numbers = [str(counts[kind])
                   for kind in ("all", "failed", "stopped", "survived", "unreached")]
        print("|", " | ".join([name, *numbers, *shares, *more]), "|")

    head = ("changes | a test failed | stopped | survived | reached by no test "
            "| killed by a failing test | with the stopped")
    print("""# What mutation testing found in the statistics

Written by `bench/statistics/mutation`; change that, or `mutation-survivors.txt` beside it, and not
this page. PIT changes the code of the module in one place after the other (its default mutators) and
runs the tests of the package that reach the place, which are fewer than all tests: what these kill, all
kill. A change that no test sees has survived. One under which a test never ended (or ran out of memory)
was **stopped**; that is mostly a loop that the change made endless, but may be a slow machine, and so it
does not count as killed in the first share, which is a lower bound, and does in the second. Every
survivor, with its line, is in [mutation-found](mutation-found). The reasons at the end come from
reading the survivors: they are not proofs, and a class without one has not been read.
""")
    if waiting:
        print(f"Not done yet, {len(waiting)} classes: {', '.join(sorted(waiting))}.\n")
    if older:
        print(f"Changed since they were done, {len(older)} classes: {', '.join(older)}.\n")
    print(f"| package | {head} |\n|---|---|---|---|---|---|---|---|")
    for name in sorted(of_package):
        row(name, of_package[name])
    row("**all**", whole)
    print(f"""
## The survivors, class by class

Classes with a survivor, most survivors first.

| class | {head} | why they survive |
|---|---|---|---|---|---|---|---|---|""")
    left = {name: c["survived"] + c["unreached"] for name, c in of_class.items()}
    for name in sorted((n for n in left if left[n]), key=lambda n: (-left[n], n)):
        row(name, of_class[name], reasons.get(name, ""))
    for name in sorted(set(reasons) - set(of_class)):
        print(f"mutation: a reason is given for {name}, which has no result", file=sys.stderr)


if sys.argv[1] == "keep":
    keep(*sys.argv[2:5], sys.argv[5:])
else:
    page(*sys.argv[2:])
