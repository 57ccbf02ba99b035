package dev.moonlet.check;

import dev.moonlet.analysis.AccessFinder;
import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.KeyOrigins;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LinkedPlaces;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs every check over a script. */
public final class ScriptChecker {

    private static final List<Check> CHECKS = List.of(
            new UndefinedGlobalCheck(),
            new HiddenGlobalCheck(),
            new GlobalWriteCheck(),
            new LibraryWriteCheck(),
            new UnknownMemberCheck(),
            new CommandCheck(),
            new CommandArgumentCheck(),
            new UnpackedWordsCheck(),
            new CommandNumberCheck(),
            new CommandWordsCheck(),
            new NoWritesCheck(),
            new RequestDatabaseCheck(),
            new UndeclaredKeyCheck(),
            new CommandAdviceCheck(),
            new DeprecatedMemberCheck(),
            new MissingResultCheck(),
            new NothingReturnedCheck(),
            new TooManyArgumentsCheck(),
            new MissingArgumentCheck(),
            new MissingOptionalCheck(),
            new CallArgumentsCheck(),
            new EntryIndexCheck(),
            new ErrorTableCheck(),
            new LargeUnpackCheck(),
            new EmptyUnpackCheck(),
            new UnboundedSliceCheck(),
            new ScanPositionCheck(),
            new ReplyFieldCheck(),
            new UnusedLocalCheck(),
            new UnusedKeyCheck(),
            new ShadowedLocalCheck(),
            new UnreachableCodeCheck(),
            new SingleIterationCheck(),
            new UnbalancedAssignmentCheck(),
            new ReplyComparedWithNilCheck(),
            new MissingReplyCheck(),
            new WrongTypeCheck(),
            new InvalidArgumentCheck(),
            new ConstantConditionCheck(),
            new UnusedValueCheck(),
            new LostValuesCheck(),
            new UnknownEscapeCheck(),
            new UnsetValueCheck(),
            new ConditionalValueCheck(),
            new PairStepCheck(),
            new NumberAsConditionCheck(),
            new MixedComparisonCheck(),
            new Int64Check(),
            new LostDigitsCheck(),
            new StringOrderCheck(),
            new TimePartsCheck(),
            new InputPatternCheck(),
            new IgnoredErrorCheck(),
            new NotAFunctionCheck(),
            new ResultMismatchCheck(),
            new MissingFieldCheck(),
            new UnknownFieldCheck(),
            new UnknownConstantCheck(),
            new LostFieldCheck(),
            new NamedOnlyCheck(),
            new NilHoleCheck(),
            new EmptyListCheck(),
            new ReplyTooDeepCheck(),
            new FractionCutCheck(),
            new PathWithoutReturnCheck());

    private ScriptChecker() {}

    /**
     * Checks a script.
     *
     * @param diagnostics receives what is found, but for what a comment of the file silences
     * @return the script; one that can't be used if there is an error
     */
    public static LoadedScript check(LoadedScript script, Diagnostics diagnostics) {
        if (script.linked().isEmpty()) {
            return script;
        }
        Diagnostics found = new Diagnostics();
        LinkedChunk linked = script.linked().get();
        AnalyzedScript analyzed = AnalyzedScript.of(linked, script.signature());
        findings(linked, analyzed).forEach(found::add);
        diagnostics.addAll(found);
        return found.hasErrors()
                ? script.unusable()
                : script.accessing(AccessFinder.of(analyzed, KeyOrigins.of(analyzed)));
    }

    private static List<Diagnostic> findings(LinkedChunk linked, AnalyzedScript analyzed) {
        List<Diagnostic> found = new ArrayList<>();
        CHECKS.forEach(check -> check.run(analyzed, found::add));
        Map<SourceFile, Suppressions> suppressions = new HashMap<>();
        return Stream.concat(found.stream().map(linked.places()::translated), linked.prose().stream())
                .filter(diagnostic -> !isSilenced(diagnostic, linked.places(), suppressions))
                .flatMap(diagnostic -> CheckLevels.apply(diagnostic, linked.checks()).stream())
                .map(ScriptChecker::withoutChainOfWarning)
                .toList();
    }

    private static boolean isSilenced(
            Diagnostic diagnostic, LinkedPlaces places, Map<SourceFile, Suppressions> suppressions) {
        if (diagnostic.place().isEmpty()) {
            return false;
        }
        Label place = diagnostic.place().get();
        return suppressions
                .computeIfAbsent(place.file(), file -> Suppressions.of(file, places.comments(file)))
                .silence(diagnostic.code(), place.file().line(place.span().start()));
    }

    /** A warning about an included file is the same whatever includes it, so it is reported once. */
    private static Diagnostic withoutChainOfWarning(Diagnostic diagnostic) {
        return diagnostic.severity() != Severity.ERROR ? diagnostic.reachedBy(List.of()) : diagnostic;
    }
}
