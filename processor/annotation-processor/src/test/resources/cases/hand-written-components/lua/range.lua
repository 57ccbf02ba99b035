---@key range
---@return { a: string, b: string }
return { a = range, b = range }
