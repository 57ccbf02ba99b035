---@key key
---@arg value string
---@return nil
redis.call('SET', key, value)
