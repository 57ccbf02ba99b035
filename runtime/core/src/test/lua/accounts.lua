#!lua name=accounts

-- A library of functions that others call, too.

local function balance_of(account)
  return tonumber(redis.call('GET', account) or 0)
end

-- Moves an amount, and returns what is left.
---@key from
---@key to
---@arg amount integer
---@return integer
redis.register_function('transfer', function(keys, args)
  local amount = tonumber(args[1])
  if balance_of(keys[1]) < amount then
    return redis.error_reply('INSUFFICIENT funds')
  end
  redis.call('INCRBY', keys[2], amount)
  return redis.call('DECRBY', keys[1], amount)
end)

redis.register_function{
  function_name = 'balance',
  callback = function(keys)
    return balance_of(keys[1])
  end,
  flags = { 'no-writes' },
}

---@key account
---@arg amount integer
---@return integer
local function deposit(keys, args)
  return redis.call('INCRBY', keys[1], args[1])
end

redis.register_function('deposit', deposit)

redis.register_function('fail', function(keys)
  if redis.call('EXISTS', keys[1]) == 0 then
    error('no account')
  end
  return 1
end)
