-- A value in each place of a list.
---@arg lua string
---@return (integer | string)[]
return assert(loadstring('return ' .. lua))()
