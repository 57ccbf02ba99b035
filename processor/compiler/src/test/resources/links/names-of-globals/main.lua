---@key redis
---@arg type string?
---@arg string string
---@arg tonumber integer = 5
---@arg cjson json
---@arg table string[]
---@arg i integer...
---@include "lib/sum"
---@return { kinds: string[], sum: integer, name: string, redis: string }
return { kinds = { type, string, cjson.name, table[1] }, sum = sum(i) + tonumber, name = cjson.name, redis = redis }
