---@key queue
---@arg id string
return 1
