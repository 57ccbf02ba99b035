local list = KEYS[1]
local function size(of)
  return redis.call('LLEN', of)
end
if size(list) > 10 then
  return cjson.encode({ many = true })
end
return cjson.encode({ size = size(list) })
