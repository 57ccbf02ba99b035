---@key job
---@return integer | nil
return #job
