-- What Lua sees of each argument.
---@key key
---@arg text string
---@arg whole integer
---@arg fraction number
---@arg flag boolean
---@arg pause milliseconds
---@arg lease seconds
---@return string[]
local types = {}
for i, value in ipairs({ key, text, whole, fraction, flag, pause, lease }) do
  types[i] = type(value) .. ' ' .. tostring(value)
end
return types
