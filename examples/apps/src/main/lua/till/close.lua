-- Closes the day of a till.
---@key till
---@arg token integer the fencing token of the lock under which the day is closed
---@return boolean false if it was closed already

return redis.call('HSETNX', till, 'closed_by', string.format('%.0f', token)) == 1
