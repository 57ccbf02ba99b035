---@key bucket
---@arg refill_per_second number
---@return integer
return 1
