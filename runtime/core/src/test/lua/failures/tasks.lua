-- Has names that look like words of the server: none of them is a string.
---@key counter
---@return integer
local TASKS, LOADING, NOSCRIPT_TASKS = redis.call('INCR', counter), 1, 'TASKS'
return TASKS * LOADING * #NOSCRIPT_TASKS
