@echo off
rem Runs moonlet.jar. The options make a short program start fast.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %MOONLET_JAVA_OPTIONS% -jar "@JAR@" %*
