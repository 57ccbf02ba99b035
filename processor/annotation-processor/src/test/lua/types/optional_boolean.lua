---@arg present boolean
---@return boolean?
if present then
  return false
end
