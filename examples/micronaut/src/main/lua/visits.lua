-- Counts a visit of a page.
---@key page
---@return integer
return redis.call('INCR', page)
