---@key name
---@include "lib/args"
---@return nil
return nil
