---@arg value string
---@return { parts: string[] }
return { parts = { value } }
