---@key job
---@return integer
---@enum Named app.Api.Namd
return #job + #Named.LATE
