package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a script that runs on every shard: each shard has its own, so they are computed from the hash tag of the shard.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags">Hash tags</a>
 */
final class ShardKeys {

    private static final String CODE = "shard-key";

    private final String shard;
    private final List<Declaration> keys;

    private ShardKeys(String shard, List<Declaration> keys) {
        this.shard = shard;
        this.keys = keys;
    }

    /** Reports keys that belong to other slots than the shard. */
    static void check(List<Declaration> keys, List<Declaration> arguments, Diagnostics diagnostics) {
        arguments.stream()
                .filter(argument -> argument.kind() == Declaration.Kind.SHARD)
                .findFirst()
                .ifPresent(shard -> new ShardKeys(shard.name(), keys).check(diagnostics));
    }

    private void check(Diagnostics diagnostics) {
        for (Declaration key : keys) {
            if (!key.isComputed()) {
                diagnostics.add(
                        error(key, "key \"" + key.name() + "\" is the caller's, and belongs to one shard alone"));
            } else if (!belongsToShard(key, keys.size())) {
                diagnostics.add(error(key, "the hash tag of key \"" + key.name() + "\" is not that of the shard"));
            }
        }
    }

    private Diagnostic error(Declaration key, String message) {
        return Diagnostic.error(CODE, message, key.place().file(), key.place().span())
                .hint("compute it from the shard: ---@key %s = \"%s:{\" .. %s .. \"}\""
                        .formatted(key.name(), key.name(), shard));
    }

    /** Whether the tag is the whole key, the first part in braces, or in a key that the key begins with. */
    private boolean belongsToShard(Declaration key, int depth) {
        List<KeyExpression.Part> parts =
                key.expression().map(KeyExpression::parts).orElse(List.of());
        if (parts.size() == 1 && isShard(parts.get(0))) {
            return true;
        }
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            KeyExpression.Part part = parts.get(i);
            if (part instanceof KeyExpression.Literal literal) {
                before.append(literal.text());
            } else if (isShard(part)) {
                return before.indexOf("{") == before.length() - 1
                        && !before.isEmpty()
                        && i + 1 < parts.size()
                        && parts.get(i + 1) instanceof KeyExpression.Literal after
                        && after.text().startsWith("}");
            } else if (part instanceof KeyExpression.Name name && key(name).isPresent()) {
                return before.indexOf("{") < 0 && depth > 0 && hasTag(key(name).get(), depth);
            }
            boolean open = before.indexOf("{") >= 0;
            if (open && (part instanceof KeyExpression.Name || before.indexOf("{") < before.length() - 1)) {
                return false;
            }
        }
        return false;
    }

    /** Whether a key that another one is computed from has the tag in braces. */
    private boolean hasTag(Declaration key, int depth) {
        return key.expression()
                .filter(expression -> expression.parts().size() > 1)
                .filter(expression -> belongsToShard(key, depth - 1))
                .isPresent();
    }

    private boolean isShard(KeyExpression.Part part) {
        return part instanceof KeyExpression.Name name && name.name().equals(shard);
    }

    private Optional<Declaration> key(KeyExpression.Name name) {
        return keys.stream().filter(key -> key.name().equals(name.name())).findFirst();
    }
}
