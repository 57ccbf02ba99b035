---@key bucket
---@arg capacity integer
---@arg count integer
---@arg rate number
---@arg name string
return 1
