---@key key
---@arg other string?
---@arg raw string?
---@arg ignored string[]
---@return string?
return redis.call('GET', key) or other or raw or ignored[1]
