---@return { allowed: integer, remaining: integer, extra: string }
return {}
