local function now()
  return tonumber(redis.call('TIME')[1])
end
