---@key page
---@return { visits: integer, page: string }
return { visits = 1, page = page }
