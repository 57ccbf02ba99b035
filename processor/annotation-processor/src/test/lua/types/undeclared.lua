---@key key
---@arg value string
redis.call('SET', key, value)
return 'nobody looks at this'
