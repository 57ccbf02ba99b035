---@key key
---@arg at milliseconds
---@arg rate number
---@arg ids string[]
---@arg note string?
---@arg limit integer = 5
---@return { count: integer, at: milliseconds, tags: string[], note: string?, pair: [string, integer] }
return { count = #ids + limit, at = at, tags = ids, note = note, pair = { key, math.floor(rate) } }
