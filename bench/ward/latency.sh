#!/usr/bin/env bash
# From a message to its alert on a second browser's screen, with 500 patients in the
# ward and 100 values a second.
#   bench/ward/latency.sh [RUNS]        (1 unless told otherwise)
# Prints a line for each run, as bench/ward/results-screen.md keeps them. Wants a quiet machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
./limbline --help > /dev/null # builds what is not built, and finds the JDK
JAVA_HOME=$(< app/target/jdk); export JAVA_HOME
for _ in $(seq "${1:-1}"); do
  mvn -B -ntp -q -Dquick -pl app -am -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest=WardLatencyBench test > /dev/null
  echo "$(< app/target/ward-latency.txt); $(nproc) cores, load average $(cut -d' ' -f1-3 /proc/loadavg)"
done
