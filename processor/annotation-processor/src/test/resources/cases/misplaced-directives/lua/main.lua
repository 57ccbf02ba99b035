if #ARGV > 0 then
  ---@arg a string
  redis.call('PING')
end
local function f()
  ---@arg b string
  ---@return string documents what follows
  local function g()
    return 'g'
  end
  return g()
end
---@return string
return f()
---@arg c string
