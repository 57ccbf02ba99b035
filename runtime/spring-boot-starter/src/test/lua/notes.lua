---@key note
---@arg text json
---@return json
redis.call('SET', note, cjson.encode(text))
return text
