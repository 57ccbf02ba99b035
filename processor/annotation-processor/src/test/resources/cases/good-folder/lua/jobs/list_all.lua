---@key queue
---@return { id: string, attempt: integer }[]
return {}
