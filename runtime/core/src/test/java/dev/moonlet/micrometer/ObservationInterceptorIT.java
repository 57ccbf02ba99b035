package dev.moonlet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.RedisExtension;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Observations of real calls, by a real tracer. */
@Timeout(60)
class ObservationInterceptorIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.empty());

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry registry = ObservationRegistry.create();

    @BeforeEach
    void trace() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        io.opentelemetry.api.trace.Tracer own = provider.get("test");
        OtelTracer tracer = new OtelTracer(own, new OtelCurrentTraceContext(), event -> {});
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(
                        new io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler(
                                new PropagatingSenderTracingObservationHandler<>(
                                        tracer, new OtelPropagator(ContextPropagators.noop(), own)),
                                new DefaultTracingObservationHandler(tracer)));
        redis.connection().sync().flushall();
    }

    private Notes notes(ObservationInterceptor interceptor) {
        return new NotesLua(
                ScriptExecutor.on(redis.connection()).interceptors(interceptor).build());
    }

    private static String attribute(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    @Test
    void spansHaveTheNamesOfScripts() throws Exception {
        Notes notes = notes(new ObservationInterceptor(registry));
        Observation.createNotStarted("request", registry).observe(() -> {
            notes.write(PLACE, 1, List.of("x"));
            notes.writeAsync(PLACE, 1, List.of("x")).join();
        });
        List<SpanData> finished = spans.getFinishedSpanItems();
        assertThat(finished).extracting(SpanData::getName).containsExactly("note", "note", "request");
        SpanData call = finished.get(0);
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanId()).isEqualTo(finished.get(2).getSpanId());
        assertThat(finished.get(1).getParentSpanId()).isEqualTo(finished.get(2).getSpanId());
        assertThat(attribute(call, "script")).isEqualTo("note");
        assertThat(attribute(call, "outcome")).isEqualTo("SUCCESS");
        assertThat(attribute(call, "error.code")).isEqualTo("none");
        assertThat(attribute(call, "moonlet.attempts")).isEqualTo("1");
        assertThat(attribute(call, "moonlet.digest")).hasSize(40);
        assertThat(meters.get("moonlet.call")
                        .tags("script", "note", "outcome", "SUCCESS")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void failuresAreErrorsOfSpans() {
        Notes notes = notes(new ObservationInterceptor(registry));
        assertThatThrownBy(() -> notes.write(PLACE, -1, List.of())).isInstanceOf(ScriptErrorException.class);
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(span, "outcome")).isEqualTo("SCRIPT_ERROR");
        assertThat(attribute(span, "error.code")).isEqualTo("STALE");
        assertThat(span.getEvents()).hasSize(1);
    }

    @Test
    void aConventionNamesThemOtherwise() {
        Notes notes = notes(new ObservationInterceptor(registry, new ScriptCallConvention() {
            @Override
            public String getContextualName(ScriptCallContext context) {
                return "lua " + context.call().scriptName();
            }

            @Override
            public KeyValues getHighCardinalityKeyValues(ScriptCallContext context) {
                return KeyValues.empty();
            }
        }));
        notes.write(PLACE, 1, List.of("x"));
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("lua note");
        assertThat(attribute(span, "moonlet.digest")).isEqualTo("null");
    }

    @Test
    void allKeysAreDocumented() {
        assertThat(ScriptCallObservation.CALL.getLowCardinalityKeyNames())
                .extracting(key -> key.asString())
                .containsExactly("script", "outcome", "error.code");
        assertThat(ScriptCallObservation.CALL.getHighCardinalityKeyNames())
                .extracting(key -> key.asString())
                .containsExactly("moonlet.digest", "moonlet.attempts");
        assertThat(ScriptCallObservation.CALL.getDefaultConvention()).isEqualTo(ScriptCallConvention.class);
    }

    @Test
    void withoutARegistryNothingIsObserved() {
        assertThat(notes(new ObservationInterceptor(ObservationRegistry.NOOP)).write(PLACE, 1, List.of("x")))
                .isPresent();
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }
}
