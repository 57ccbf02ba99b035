#!lua flags=no-writes
---@return number
return 0.5
