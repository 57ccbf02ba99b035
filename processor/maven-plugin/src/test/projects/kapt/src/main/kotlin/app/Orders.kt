package app

import dev.moonlet.Arg
import dev.moonlet.Key
import dev.moonlet.LuaScript
import dev.moonlet.ScriptErrorException
import dev.moonlet.ScriptExecutor
import io.lettuce.core.RedisClient
import kotlinx.coroutines.runBlocking

data class Item(val name: String, val isGift: Boolean, val note: String?, val price: Long)

data class Keys(@Key("order") val orderKey: String, val log: String)

sealed interface Outcome {
    data class Placed(val number: Long, val item: Item) : Outcome

    data class Refused(val reason: String) : Outcome

    enum class Failure : Outcome { SOLD_OUT }

    data object Closed : Outcome

    data object Unknown : Outcome
}

@LuaScript("orders")
interface Orders {
    /** A data class supplies keys, another one is a table. */
    suspend fun place(keys: Keys, item: Item, limit: Int = 100): Outcome

    fun placeAsync(keys: Keys, item: Item, limit: Int): java.util.concurrent.CompletionStage<Outcome>

    suspend fun forget(@Key("order") key: String)

    suspend fun count(order: String): Long?

    suspend fun all(order: String): List<Item>
}

fun main(args: Array<String>) {
    val client = RedisClient.create("redis://127.0.0.1:${args[0]}")
    client.connect().use { connection ->
        val orders: Orders = OrdersLua(ScriptExecutor.of(connection))
        val keys = Keys("order:1", "log:1")
        runBlocking {
            println(orders.count("order:1"))
            println(orders.place(keys, Item("pen", true, null, 3)))
            println(orders.place(keys, Item("car", false, "red", 1000)))
            println(orders.place(keys, Item("ink", false, null, 1), 0))
            println(orders.place(keys, Item("ink", false, null, 1), -1))
            println(orders.place(keys, Item("ink", false, null, 1), -2))
            println(orders.placeAsync(keys, Item("pad", false, "lined", 2), 10).toCompletableFuture().get())
            println(orders.all("order:1"))
            println(orders.count("order:1"))
            println(orders.forget("order:1"))
            println(orders.count("order:1"))
            try {
                connection.sync().set("order:1", "x")
                orders.count("order:1")
            } catch (e: ScriptErrorException) {
                println(e.code())
            }
        }
    }
    client.shutdown()
}
