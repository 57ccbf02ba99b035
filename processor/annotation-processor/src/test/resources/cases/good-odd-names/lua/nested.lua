---@arg values_1 string[][]
---@arg call_1 integer[]?
---@arg json json
---@arg executor integer
---@arg reply boolean[]
---@arg call number...
---@return { page: { items: integer[], next: integer }, moneys: integer, element: { items: string[], next: integer }? }
local page = { items = call_1 or {}, next = #call }
return { page = page, moneys = executor, element = { items = values_1[1], next = #reply + (json.n or 0) } }
