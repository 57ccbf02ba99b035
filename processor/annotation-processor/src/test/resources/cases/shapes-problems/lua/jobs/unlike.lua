---@key job
---@return string?
---@error nil MissingKey
---@error "BUSY" Busy
---@error -1 MissingKey
if job == '' then
  return 'BUSSY'
end
return -7
