-- Pays an amount.
---@key on the day
---@arg amount integer in cents
---@arg tip integer?
---@arg parts integer[]
---@arg details json
---@return { total: integer, label: string, notes: json? }
local total = amount + (tip or 0) + #parts
return { total = total, label = on, notes = details.notes }
