---@key job
---@return integer
---@enum Status app.Status
return Status.DONE + #job
