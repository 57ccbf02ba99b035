-- Fails in an included file.
---@include "lib/strict"
---@key key
---@arg wrong_type boolean

if wrong_type then
  redis.call('SET', key, 'text')
  return get(key)
end
must(false)
