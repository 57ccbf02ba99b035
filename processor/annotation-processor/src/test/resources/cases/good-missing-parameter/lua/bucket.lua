---@key rate_limit
---@arg refill_per_second number
---@arg permits integer = 1
---@arg note string?
---@arg ids integer...
---@return integer
return redis.call('INCRBY', rate_limit, permits + #ids + math.floor(refill_per_second) + #(note or ''))
