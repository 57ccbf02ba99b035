---@key a?
---@key b?
---@arg data json
---@return string
return (a or '') .. (b or '') .. tostring(data)
