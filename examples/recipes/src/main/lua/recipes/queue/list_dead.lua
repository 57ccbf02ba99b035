-- Lists dead letters, those that died first at the beginning.
---@key queue
---@key dead = queue .. ":dead"
---@key payloads = queue .. ":payloads"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@arg offset integer
---@arg limit integer
---@return { id: string, payload: string, attempts: integer, reason: string, died_at: milliseconds }[]

local letters = {}
local found = redis.call('ZRANGE', dead, offset, offset + limit - 1, 'WITHSCORES')
for i = 1, #found, 2 do
  local id = found[i]
  letters[#letters + 1] = {
    id = id,
    payload = redis.call('HGET', payloads, id) or '',
    attempts = tonumber(redis.call('HGET', attempts, id)) or 0,
    reason = redis.call('HGET', reasons, id) or '',
    died_at = tonumber(found[i + 1]) or 0,
  }
end
return letters
