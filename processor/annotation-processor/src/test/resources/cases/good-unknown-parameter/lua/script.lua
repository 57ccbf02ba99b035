---@key user_id
---@arg HTTP_code integer
---@arg x1 string
return redis.call('SET', user_id, HTTP_code .. x1)
