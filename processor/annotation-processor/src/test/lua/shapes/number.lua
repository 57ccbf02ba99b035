-- A number, or a code.
---@arg lua string
---@return number
---@error -1 MissingKey "the job does not exist"
return assert(loadstring('return ' .. lua))()
