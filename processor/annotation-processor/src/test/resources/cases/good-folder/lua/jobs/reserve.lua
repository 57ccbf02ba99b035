---@key queue
---@arg worker_id string
---@return { id: string, attempt: integer }?
local id = redis.call('LPOP', queue)
return id and { id = id, attempt = 1 }
