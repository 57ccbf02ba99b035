---@key job
---@arg from integer
---@arg why string
---@return integer
---@enum Status app.Api.Status
---@enum Reason app.Api.Reason
if from == Status.ACTIVE and why ~= Reason.LATE then
  redis.call('SET', job, Status.DONE)
  return Status.DONE
end
return from
