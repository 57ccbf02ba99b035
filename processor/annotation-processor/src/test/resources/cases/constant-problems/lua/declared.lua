---@key place
---@arg op string
---@arg count integer
---@arg tags string[]
---@return integer
return #place + #op + count + #tags
