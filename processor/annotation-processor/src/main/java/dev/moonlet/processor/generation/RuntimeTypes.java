package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import dev.moonlet.processor.model.WireForm;

/** The types of the runtime that generated code uses. They are named, not loaded: compilers need not have them. */
final class RuntimeTypes {

    static final ClassName JSON_TYPE = api("TypeRef");
    static final ClassName SCRIPT_EXECUTOR = api("ScriptExecutor");
    static final ClassName SCRIPT_INVOCATION = api("ScriptInvocation");
    static final ClassName SHARD_INVOCATION = api("ShardInvocation");

    static final ClassName ARRAY_VALUES = generated("ArrayValues");
    static final ClassName COMPILED_SCRIPT = generated("CompiledScript");
    static final ClassName RESUMABLE_CALL = generated("ResumableCall");
    static final ClassName SHARD_FLUX = generated("ShardFlux");
    static final ClassName COMPILED_LIBRARY = generated("CompiledLibrary");
    static final ClassName ERROR_PREFIX = generated("ErrorPrefix");
    static final ClassName GENERATED_FROM = generated("GeneratedFrom");
    static final ClassName JSON_TABLE = generated("JsonTable");
    static final ClassName LUA_LIBRARY = generated("LuaLibrary");
    static final ClassName REPLY = generated("Reply");
    static final ClassName REPLY_DECODER = generated("ReplyDecoder");
    static final ClassName ENUM_CODES = generated("EnumCodes");
    static final ClassName FAILURE_VALUE = generated("FailureValue");
    static final ClassName SHAPES = generated("Shapes");
    static final ClassName SCRIPT_CALL = generated("ScriptCall");
    static final ClassName SCRIPT_FUTURE = generated("ScriptFuture");

    private RuntimeTypes() {}

    /** The codec of a form. */
    static ClassName codec(WireForm form) {
        return api(form.codec());
    }

    private static ClassName api(String name) {
        return ClassName.get("dev.moonlet", name);
    }

    private static ClassName generated(String name) {
        return ClassName.get("dev.moonlet.codegen", name);
    }
}
