#!/bin/sh
# Runs moonlet.jar. The options make a short program start fast.
if [ -n "$JAVA_HOME" ]; then
  java="$JAVA_HOME/bin/java"
else
  java=java
fi
# shellcheck disable=SC2086 # there may be several options
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $MOONLET_JAVA_OPTIONS -jar '@JAR@' "$@"
