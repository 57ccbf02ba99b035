---@key job
---@return ({ id: string, prices: string[] } | { prices: string, count: integer } | integer)[]
---@error -2 MissingLock "it is not locked"
return { #job }
