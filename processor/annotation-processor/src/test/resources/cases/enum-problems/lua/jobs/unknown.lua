---@key job
---@return integer
---@enum Named app.Api.Named
if job == Named.LATER then
  return 1
end
return #Named.LATE
