-- Returns what it is given, and what it is in Lua.
---@arg value msgpack
---@return { seen: string, value: msgpack }
return { seen = type(value) .. ' ' .. tostring(value.note) .. ' ' .. #value.lines .. ' ' .. value.total, value = value }
