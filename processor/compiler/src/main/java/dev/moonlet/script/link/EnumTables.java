package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.StringLiterals;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.directive.Directive;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of Lua that scripts get for enums of Java. */
final class EnumTables {

    private final Map<String, JavaEnum> found;

    private EnumTables(Map<String, JavaEnum> found) {
        this.found = found;
    }

    /** The tables for what the units of a script name; enums that are not found are reported. */
    static EnumTables of(Linkage linkage, JavaEnum.Lookup lookup, Diagnostics diagnostics) {
        Map<String, JavaEnum> found = new HashMap<>();
        linkage.units().forEach(unit -> unit.splice().forEach(splice -> {
            for (Directive directive : splice.file().directives()) {
                if (directive instanceof Directive.Constants constants && !found.containsKey(constants.type())) {
                    Optional<JavaEnum> type = lookup.find(constants.type());
                    type.ifPresent(java -> found.put(constants.type(), java));
                    if (type.isEmpty()) {
                        diagnostics.add(Diagnostic.error(
                                        "enum-not-found",
                                        "enum not found: \"" + constants.type() + "\"",
                                        splice.file().file(),
                                        constants.typeSpan())
                                .hint(SpellChecker.didYouMean(
                                                constants.type(), lookup.beside(constants.type()), name -> name)
                                        .orElse("write its qualified name, and have its class compiled"))
                                .reachedBy(splice.chain()));
                    }
                }
            }
        }));
        return new EnumTables(found);
    }

    /** The enum that a directive names. */
    Optional<JavaEnum> type(Directive.Constants directive) {
        return Optional.ofNullable(found.get(directive.type()));
    }

    /** The line of Lua that takes the place of a directive. */
    String line(Directive.Constants directive) {
        String constants = type(directive).stream()
                .flatMap(type ->
                        type.constants().stream().map(constant -> key(constant.name()) + " = " + type.value(constant)))
                .collect(Collectors.joining(", "));
        return "local " + directive.name() + " = { " + constants + " }";
    }

    private static String key(String name) {
        return Identifiers.isName(name) ? name : "[" + StringLiterals.quoted(name) + "]";
    }
}
