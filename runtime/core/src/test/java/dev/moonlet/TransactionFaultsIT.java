package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transactions whose connections are cut at any of their steps. */
@Tag("faults")
@SuppressWarnings("FutureReturnValueIgnored") // the stages of a transaction complete together
class TransactionFaultsIT {

    private static final int STEPS = 3;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void nothingRunsHalfWhenConnectionsAreCut() throws Exception {
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            RedisClient client = RedisClient.create(resources, proxy.uri());
            Transaction<String, String> cut = Transaction.of(client::connect);
            Spread entries = new SpreadLua(cut);
            int transactions = 0;
            int answered = 0;
            int inDoubt = 0;
            for (long end = FaultLoad.end(); System.nanoTime() < end; transactions++) {
                int id = transactions;
                IntPredicate cuts = step -> id % 5 == 0 && id / 5 % STEPS == step;
                try {
                    cut.run(commands -> {
                        commands.hincrby("one", "" + id, 1);
                        if (cuts.test(0)) {
                            proxy.cutNextReply();
                        }
                        CompletionStage<Long> entered = entries.enterAsync("two", id);
                        if (cuts.test(1)) {
                            proxy.cutNextReply();
                        }
                        commands.hincrby("three", "" + id, 1);
                        if (cuts.test(2)) {
                            proxy.cutNextReply();
                        }
                        return entered;
                    });
                    answered++;
                } catch (TransactionException e) {
                    inDoubt += e.isInDoubt() ? 1 : 0;
                }
            }
            cut.close();
            client.shutdown();
            var one = redis.connection().sync().hgetall("one");
            assertThat(redis.connection().sync().hgetall("two")).isEqualTo(one);
            assertThat(redis.connection().sync().hgetall("three")).isEqualTo(one);
            assertThat(one.values()).containsOnly("1");
            System.out.printf(
                    "transactions cut off: transactions %d, faults %d, answered %d, in doubt %d, ran %d%n",
                    transactions, proxy.cuts(), answered, inDoubt, one.size());
            assertThat(one.size()).isBetween(answered, answered + inDoubt);
            assertThat(proxy.cuts()).isPositive();
            assertThat(answered).isPositive();
            assertThat(transactions - answered)
                    .as("transactions that felt a cut")
                    .isPositive();
        } finally {
            resources.shutdown().get();
        }
    }
}
