-- The status after another one.
---@arg from integer
---@arg why string?
---@return integer
---@enum Status dev.moonlet.processor.Enums.Status
---@enum Reason dev.moonlet.processor.Enums.Reason
if why == Reason.LATE then
  return Status.DONE
end
return from == Status.WAITING and Status.ACTIVE or 99
