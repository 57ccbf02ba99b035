package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.ArgumentEncoding;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the methods that write records as tables, one for each record. */
final class TableWriters {

    private static final String JSON = "json";
    private static final String VALUE = "value";

    private final ClassName owner;
    private final ValueConstants constants;
    private final Map<ArgumentEncoding.RecordOf, MethodSpec> methods = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    TableWriters(ClassName owner, ValueConstants constants) {
        this.owner = owner;
        this.constants = constants;
    }

    /** The methods, in the order of their first use. */
    List<MethodSpec> methods() {
        return List.copyOf(methods.values());
    }

    /** A reference to the method that writes a record. */
    CodeBlock writer(ArgumentEncoding.RecordOf record) {
        MethodSpec method = methods.get(record);
        if (method == null) {
            method = method(record);
            methods.put(record, method);
        }
        return record.needsCodec() ? CodeBlock.of("this::$N", method) : CodeBlock.of("$T::$N", owner, method);
    }

    private MethodSpec method(ArgumentEncoding.RecordOf record) {
        ClassName type = ClassName.get((TypeElement) record.type().asElement());
        String name = ReaderNames.firstFree(
                List.of("write" + type.simpleName(), "write" + String.join("", type.simpleNames())), taken);
        taken.add(name);
        CodeBlock.Builder table =
                CodeBlock.builder().add(record.named() ? "$T.named()" : "new $T()", RuntimeTypes.JSON_TABLE);
        for (ArgumentEncoding.Field field : record.fields()) {
            table.add("\n.$L", field(field));
        }
        return MethodSpec.methodBuilder(name)
                .addModifiers(
                        record.needsCodec()
                                ? new Modifier[] {Modifier.PRIVATE}
                                : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC})
                .returns(RuntimeTypes.JSON_TABLE)
                .addParameter(RuntimeTypes.JSON_TABLE, JSON)
                .addParameter(TypeName.get(record.type()), VALUE)
                .addStatement("return $N.array($L)", JSON, table.build())
                .build();
    }

    private CodeBlock field(ArgumentEncoding.Field field) {
        CodeBlock value = CodeBlock.of("$N.$N()", VALUE, field.component());
        CodeBlock encoder = field.value().acceptValue(new TableEncoder(constants, this, "", 1));
        if (field.name().isEmpty()) {
            return CodeBlock.of("element($L,$W$L)", value, encoder);
        }
        String method =
                switch (field.presence()) {
                    case REQUIRED -> "field";
                    case NULLABLE -> "optionalField";
                    case WRAPPED -> "optionalFieldOf";
                };
        return CodeBlock.of("$L($S, $L,$W$L)", method, field.name(), value, encoder);
    }
}
