local result = (function()
local reply = redis.pcall("INCR", KEYS[1] or "x")
redis.call("SET", "s", "text")
local failed = redis.pcall("INCR", "s")
return failed.err and { failed = true } or reply
end)()
local function failed(v)
  if type(v.err) ~= 'string' then return false end
  return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
end
local function json(v)
  if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
  return cjson.encode(v)
end
return json(result)
