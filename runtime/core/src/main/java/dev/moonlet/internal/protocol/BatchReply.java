package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The reply to a batch: what each of its calls gets. */
record BatchReply(BatchForm form, List<? extends PendingCall<?>> calls) {

    /** Answers the calls, each with its own result or error. */
    void answer(BufferedReply reply) {
        reply.fields(2 + calls.size());
        form.took(reply.integer("time"), calls.size());
        Map<Long, byte[]> errors = reply.pairs("errors", Reply::integer, Reply::bytes);
        long number = 0;
        for (PendingCall<?> call : calls) {
            number++;
            byte[] error = errors.isEmpty() ? null : errors.get(number);
            call.inBatch(null);
            reply.enterNext();
            if (error == null) {
                call.answerNext(reply);
            } else {
                call.fail(ErrorReply.parse(line(error)).toException(call.script()));
            }
            reply.leaveNext();
        }
    }

    /** An error as the server would reply it: without ends of lines. */
    private static String line(byte[] error) {
        return new String(error, StandardCharsets.UTF_8).replace('\r', ' ').replace('\n', ' ');
    }
}
