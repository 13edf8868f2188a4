#!/usr/bin/env bash
# A simulated month of fifty patients, ten times at each of three spreads: alerts per patient-day by
# rule, and whether a limb that went bad was unseen. Prints the table of bench/ward/simulation.md.
# The assumptions stand in app/src/test/java/limbline/app/ward/MonthInTheWard.java.
set -euo pipefail
cd "$(dirname "$0")/../.."
./limbline --help > /dev/null # builds what is not built, and finds the JDK
JAVA_HOME=$(< app/target/jdk); export JAVA_HOME
classes=statistics/target/classes:core/target/classes:app/target/classes:app/target/test-classes
path=$(mktemp)
mvn -B -ntp -q -Dquick -pl app -am test-compile dependency:build-classpath -Dmdep.outputFile="$path" > /dev/null
"$JAVA_HOME/bin/java" -cp "$classes:$(< "$path")" limbline.app.ward.MonthInTheWard protocols/demo-ili.yaml 50
rm "$path"
