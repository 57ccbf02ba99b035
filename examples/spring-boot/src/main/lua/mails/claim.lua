-- Takes the mail that has waited longest. A claim that was not finished in time is given to the next caller.
---@key waiting a list of ids, the oldest last
---@key claimed a sorted set of ids, by the time at which their claims end
---@key contents a hash of mails by id
---@arg duration milliseconds how long the claim lasts
---@return { id: string, mail: json }?

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local late = redis.call('ZRANGEBYSCORE', claimed, '-inf', now, 'LIMIT', 0, 1)
local id = late[1] or redis.call('RPOP', waiting)
if not id then
  return nil
end
redis.call('ZADD', claimed, now + duration, id)
return { id = id, mail = cjson.decode(redis.call('HGET', contents, id) or 'null') }
