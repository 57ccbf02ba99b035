-- Takes a lock, unless another owner has it. An owner that has it already gets its token again, so that a command that
-- was sent twice does no harm.
---@include "/recipes/lib/fence"
---@key lock a hash of the owner and its token, which expires with the lease
---@key fence = lock .. ":fence"
---@arg owner string
---@arg lease milliseconds
---@return { token: integer } | { held_for: milliseconds }

local holder = redis.call('HMGET', lock, 'owner', 'token')
if holder[1] == owner then
  return { token = tonumber(holder[2]) }
end
if holder[1] then
  return { held_for = math.max(redis.call('PTTL', lock), 0) }
end
local token = next_token(fence, lease)
redis.call('HSET', lock, 'owner', owner, 'token', string.format('%.0f', token))
redis.call('PEXPIRE', lock, lease)
return { token = token }
