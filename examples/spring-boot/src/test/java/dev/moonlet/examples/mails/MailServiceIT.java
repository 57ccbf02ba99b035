package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;

@SpringBootTest
@Import(RedisForTests.class)
class MailServiceIT {

    private static final Mail MAIL = new Mail("Invoice", List.of("ann@example.com", "bob@example.com"));

    @Autowired
    private MailService mails;

    @Autowired
    private StringRedisTemplate redis;

    @BeforeEach
    void empty() {
        redis.execute(
                connection -> {
                    connection.serverCommands().flushDb();
                    return true;
                },
                true);
    }

    @Test
    void aMailIsClaimedOnceAndFinished() throws Exception {
        mails.submit("ann", "1", MAIL);
        mails.submit("ann", "1", MAIL);
        assertThat(mails.next()).hasValue(new MailScripts.Claim("1", MAIL));
        assertThat(mails.next()).isEmpty();
        assertThat(mails.finish("1").toCompletableFuture().get()).isTrue();
        assertThat(redis.keys("{mails}:*")).isEmpty();
    }

    @Test
    void aCustomerCanNotSendMoreThanTheLimit() {
        mails.submit("ann", "1", MAIL);
        mails.submit("ann", "2", MAIL);
        assertThatThrownBy(() -> mails.submit("ann", "3", MAIL)).isInstanceOf(TooManyMailsException.class);
        mails.submit("bob", "3", MAIL);
    }

    @Test
    void failuresAreThoseOfSpring() {
        redis.opsForValue().set("mails:ann", "not a hash");
        assertThatThrownBy(() -> mails.submit("ann", "1", MAIL))
                .isInstanceOf(RedisSystemException.class)
                .hasCauseInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("token_bucket.lua:");
    }
}
