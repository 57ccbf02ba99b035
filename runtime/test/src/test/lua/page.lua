---@key page
---@arg content json
---@return json
redis.call('SET', page, cjson.encode(content))
return cjson.encode(content)
