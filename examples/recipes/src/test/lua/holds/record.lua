-- Records that a hold begins or ends, in the order in which the server learns it, with the time by its clock.
---@key holds a list of events
---@arg event string
---@arg owner string
---@arg hold string the same for the beginning and the end
---@arg lease_end integer when the lease of the hold ends, in microseconds since 1970
---@return nil

local time = redis.call('TIME')
local micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
redis.call('RPUSH', holds, string.format('%s %s %s %.0f %.0f', event, owner, hold, micros, lease_end))
