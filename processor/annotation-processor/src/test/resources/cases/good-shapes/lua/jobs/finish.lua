---@key job
---@return { id: string, note: string? } | { attempt: integer } | integer
---@error -1 MissingKey "the job does not exist"
---@error -2 MissingLock "the job is not locked"
if redis.call('EXISTS', job) == 0 then return -1 end
if redis.call('HEXISTS', job, 'lock') == 0 then return -2 end
local others = redis.call('HLEN', job)
if others > 3 then return others end
if others > 2 then return { attempt = others } end
return { id = 'x' }
