---@key queue
---@return json
local pushed = CALL.jobs.push({ queue }, { "mail", 3, true, { "a", "b" } })
local forwarded = CALL.jobs.push(KEYS, { "chat", "4", "1", '["c"]', "5" })
local status = CALL.jobs["set-status"]({ queue .. ":status" }, { "on" })
local none = CALL.jobs.nothing()
return { pushed, forwarded, status.ok, none, #KEYS, KEYS[1] }
