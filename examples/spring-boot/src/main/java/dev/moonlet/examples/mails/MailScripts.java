package dev.moonlet.examples.mails;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The scripts of the folder {@code mails}: a queue whose mails are lists, sets and hashes of one slot. */
@LuaScript("mails")
public interface MailScripts {

    boolean submit(String waiting, String contents, String id, Mail mail);

    Optional<Claim> claim(String waiting, String claimed, String contents, Duration duration);

    CompletionStage<Boolean> finishAsync(String claimed, String contents, String id);

    record Claim(String id, Mail mail) {}
}
