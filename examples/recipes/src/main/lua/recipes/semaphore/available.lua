-- Counts the permits that are free.
---@include "/recipes/lib/clock"
---@key semaphore
---@arg size integer how many there are
---@return integer

return math.max(0, size - redis.call('ZCOUNT', semaphore, '(' .. clock_millis(), '+inf'))
