---@return json
local reply = redis.pcall("INCR", KEYS[1] or "x")
redis.call("SET", "s", "text")
local failed = redis.pcall("INCR", "s")
return failed.err and { failed = true } or reply
