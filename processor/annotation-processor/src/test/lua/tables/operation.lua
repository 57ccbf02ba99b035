-- Says which operation it is.
---@key place
---@arg op string
---@arg count integer = 1
---@arg rate number?
---@arg urgent boolean = false
---@arg lease seconds?
---@arg name string?
---@return string
return table.concat({ place, op, count, rate or 'none', tostring(urgent), lease or 'none', name or 'none' }, ' ')
