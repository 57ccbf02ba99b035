---@key date
---@arg day_of_week string...
---@return string
return date .. ' ' .. table.concat(day_of_week, ',')
