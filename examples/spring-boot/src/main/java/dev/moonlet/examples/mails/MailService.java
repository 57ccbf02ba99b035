package dev.moonlet.examples.mails;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Service;

/** Accepts mails and hands them to senders. */
@Service
public class MailService {

    private static final String WAITING = "{mails}:waiting";
    private static final String CLAIMED = "{mails}:claimed";
    private static final String CONTENTS = "{mails}:contents";
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final TokenBucket bucket;
    private final MailScripts scripts;
    private final MailLimits limits;

    MailService(TokenBucket bucket, MailScripts scripts, MailLimits limits) {
        this.bucket = bucket;
        this.scripts = scripts;
        this.limits = limits;
    }

    /**
     * Queues a mail, once for each id.
     *
     * @throws TooManyMailsException if the customer has to wait
     */
    public void submit(String customer, String id, Mail mail) {
        TokenBucket.Decision decision = bucket.acquire(
                "mails:" + customer,
                limits.burst(),
                limits.perSecond(),
                mail.recipients().size());
        if (!decision.allowed()) {
            throw new TooManyMailsException(decision.retryAfter());
        }
        scripts.submit(WAITING, CONTENTS, id, mail);
    }

    /** The mail to send next. It is given to another sender if it is not finished within a minute. */
    public Optional<MailScripts.Claim> next() {
        return scripts.claim(WAITING, CLAIMED, CONTENTS, CLAIM);
    }

    /** Removes a mail that was sent, without waiting. */
    public CompletionStage<Boolean> finish(String id) {
        return scripts.finishAsync(CLAIMED, CONTENTS, id);
    }
}
