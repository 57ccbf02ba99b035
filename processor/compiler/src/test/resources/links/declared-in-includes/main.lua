---@key first
---@include "lib/more"
---@arg last string
---@return { key: string, other: string, limit: integer, last: string }
return { key = first, other = other, limit = limit, last = last }
