#!lua name=bank_accounts

-- How much an account has.
local function balance_of(account)
  return tonumber(redis.call('GET', account) or 0)
end

-- Moves an amount from one account to another.
---@key from
---@key to
---@arg amount integer
---@return integer what is left
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
  callback = function(k) return redis.call('GET', k[1]) end,
  flags = { 'no-writes' },
}

server.register_function('rename', function(keys, args)
  redis.call('RENAME', keys[1], keys[2])
  redis.call('PEXPIRE', keys[2], args[1])
  return redis.call('GET', keys[2])
end)

-- The entries of some kinds.
---@key account
---@arg most integer
---@arg kinds string...
---@return string[]
local function history(keys, args)
  local found = {}
  for i = 2, #args do
    found[#found + 1] = redis.call('LINDEX', keys[1] .. ':' .. args[i], args[1]) or ''
  end
  return found
end

redis.register_function{ function_name = 'history', callback = history, flags = { 'no-writes' } }
