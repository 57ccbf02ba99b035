package app

import dev.moonlet.Key
import dev.moonlet.LuaScript
import dev.moonlet.ScriptExecutor
import io.lettuce.core.RedisClient
import java.util.concurrent.CompletionStage

@LuaScript("accounts")
interface Accounts {
    fun open(account: String, owner: String, note: String?): Account

    @LuaScript("accounts/open")
    fun openWith(account: String, owner: String, note: String?, balance: Long): Account

    fun ownerAsync(@Key("account") name: String): CompletionStage<String?>

    fun owner(account: String): String?

    fun ownerOrNobody(account: String): String = owner(account) ?: "nobody"
}

fun main(args: Array<String>) {
    val client = RedisClient.create("redis://127.0.0.1:${args[0]}")
    client.connect().use { connection ->
        val accounts: Accounts = AccountsLua(ScriptExecutor.of(connection))
        println(accounts.owner("a"))
        println(accounts.ownerOrNobody("a"))
        println(accounts.open("a", "ann", null))
        println(accounts.openWith("a", "ann", "new", 20))
        println(accounts.ownerAsync("a").toCompletableFuture().get())
    }
    client.shutdown()
}
