-- The next member of a sorted set, by its score.
---@key members
---@resume after number = -1
---@return { member: string?, after: number? }
local found = redis.call('ZRANGEBYSCORE', members, '(' .. string.format('%.17g', after), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return { member = found[1], after = tonumber(found[2]) }
